/** Digests of the end states of seeded random requests: what law 4 compares between Node, a page and a worker. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { compile } from '#engine/compile.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import { canonical } from '#model/canonical.ts';
import { playRolls, rolls } from './commands.ts';
import { diagrams, forms, staffed } from './diagram.ts';

const tables = diagrams().chain((diagram) =>
  fc.record({
    diagram: fc.constant(diagram),
    directory: fc.constant(staffed(diagram)),
    form: forms(diagram),
    rolls: rolls(60),
  }),
);

/** Each state is folded anew from the log's text. */
export function states(): string {
  return fc
    .sample(tables, { seed: 4, numRuns: 2000 })
    .map(({ diagram, ...table }) => {
      const { entries } = playRolls({ compiled: compile(diagram, 'draft'), ...table });
      let request = initial;
      for (const { n, at, actor, for: on, events } of JSON.parse(JSON.stringify(entries))) {
        const by = actor.kind === 'person' ? actor.id : null;
        request = fold(request, events, { n, at, by, for: on });
      }
      return bytesToHex(sha256(utf8ToBytes(canonical(request))));
    })
    .join('\n');
}
