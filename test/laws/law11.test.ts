/** Law 11 of CORE.md §10: what somebody signed can be rebuilt from the log before it. */
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { affirmedContent } from '#engine/affirmed-content.ts';
import { compile } from '#engine/compile.ts';
import { evolve } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import { digestOfSigned, signedContent } from '#engine/signed-content.ts';
import { playRolls, rolls } from './commands.ts';
import { crowded, diagrams, forms, staffed } from './diagram.ts';
import { runs } from './runs.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const tables = diagrams().chain((diagram) =>
  fc.record({
    diagram: fc.constant(diagram),
    directory: fc.oneof(fc.constant(staffed(diagram)), crowded(diagram)),
    form: forms(diagram),
    rolls: rolls(60),
  }),
);

test('law 11: the digest under a signature is rebuilt from the entries before it', () => {
  let signatures = 0;
  let affirmations = 0;
  fc.assert(
    fc.property(tables, ({ diagram, ...table }) => {
      const compiled = compile(diagram, 'draft');
      const { entries } = playRolls({ compiled, ...table, hash });
      let request = initial;
      const rebuilt: string[] = [];
      const signed: (string | null)[] = [];
      for (const { n, at, actor, for: on, events } of entries) {
        const by = actor.kind === 'person' ? actor.id : null;
        for (const event of events) {
          const work =
            event.type === 'signed'
              ? request.work.find((each) => each.id === event.work)
              : undefined;
          if (event.type === 'signed' && work !== undefined && by !== null) {
            const { for: principal, edge, meaning, nonce, verdict, conditions, reason } = event;
            const said = { work, signer: by, principal, edge, meaning, nonce, verdict, conditions };
            const content = signedContent(
              compiled,
              request,
              { ...said, ...(reason === undefined ? null : { reason }) },
              hash,
            );
            rebuilt.push(digestOfSigned(content, hash));
            signed.push(event.content);
          }
          const gate = event.type === 'affirmed' ? compiled.at.get(event.node) : undefined;
          if (event.type === 'affirmed' && gate !== undefined && by !== null) {
            const { for: principal, edge, meaning, nonce } = event;
            const said = { signer: by, principal, edge, meaning, nonce };
            const content = affirmedContent(compiled, request, gate, said, hash);
            rebuilt.push(hash(JSON.stringify(content)));
            signed.push(event.content);
            affirmations += 1;
          }
          request = evolve(request, event, { n, at, by, for: on });
        }
      }
      expect(rebuilt).toEqual(signed);
      signatures += signed.length;
    }),
    runs(2000),
  );
  expect(signatures).toBeGreaterThan(50);
  expect(affirmations).toBeGreaterThan(5);
});
