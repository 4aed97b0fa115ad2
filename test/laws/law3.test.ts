/** Law 3 of CORE.md §10: no random actor gets a signature past separation of duties, quorum, evidence or staleness. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { as } from '#model/ids.ts';
import { violations } from './checker.ts';
import { playRolls, rolls } from './commands.ts';
import { crowded, diagrams, forms, staffed } from './diagram.ts';
import type { Diagram, Directory, LogEntry } from './plain.ts';
import { runs } from './runs.ts';
import { laterVersions } from './versions.ts';

/** What an auditor gets: the texts, nothing else. */
const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Several requests on one diagram: to draw one takes as long as to play two. */
const tables = diagrams({ subprocess: true }).chain((diagram) =>
  fc.record({
    diagram: fc.constant(diagram),
    later: fc.array(laterVersions(diagram), { minLength: 1, maxLength: 2 }),
    hands: fc.array(
      fc.record({
        directory: fc.oneof(fc.constant(staffed(diagram)), crowded(diagram)),
        form: forms(diagram),
        rolls: rolls(80),
      }),
      { minLength: 8, maxLength: 8, size: 'max' },
    ),
  }),
);

const tally = { commands: 0, closings: 0 };
/** Of 130 diagrams each, with eight requests: some 22,000 commands. */
const parts = 5;
/** What `npm run soak` asks for, and where it looks how far this is. */
const atLeast = Number(process.env['LAW_COMMANDS'] ?? 0);
const report = process.env['LAW_REPORT'];

describe('law 3: the log of random actors holds nothing that should not have been possible', () => {
  test('law 3', async () => {
    for (let part = 0; part < parts || tally.commands < atLeast; part += 1) {
      fc.assert(
        fc.property(tables, ({ diagram, later, hands }) => {
          const compiled = compile(diagram, 'draft');
          const versions = later.map((d, i) => compile(d, as(`${i}`.padStart(64, 'b'))));
          const plain = read(diagram) as Diagram;
          const known = Object.fromEntries(
            versions.map((each) => [each.digest, read(each.diagram) as Diagram]),
          );
          for (const hand of hands) {
            const { entries, refused } = playRolls({ compiled, versions, ...hand });
            tally.commands += entries.length + refused.length;
            expect(audited(plain, entries, known)).toEqual([]);
          }
        }),
        runs(130, part),
      );
      // The runner wants to hear of a test now and then.
      await new Promise((go) => setImmediate(go));
      if (report !== undefined) writeFileSync(report, JSON.stringify(tally));
    }
    console.log(`law 3: ${tally.commands} commands, ${tally.closings} closings`);
    expect(tally.closings).toBeGreaterThan(1000);
  });
});

function audited(
  plain: Diagram,
  entries: ReturnType<typeof playRolls>['entries'],
  versions: { readonly [digest: string]: Diagram },
): string[] {
  // A directory is read once for as long as it stands.
  const texts = new Map<unknown, Directory>();
  const directories = entries.map(({ directory }) => {
    const known = texts.get(directory);
    if (known !== undefined) return known;
    const fresh = read(directory) as Directory;
    texts.set(directory, fresh);
    return fresh;
  });
  const log = read(
    entries.map(({ n, at, clock, actor, for: on, events }) => ({
      n,
      at,
      clock,
      actor,
      for: on,
      events,
    })),
  ) as LogEntry[];
  for (const { events } of log)
    for (const event of events) if (event.type === 'closed') tally.closings += 1;
  const empty: Directory = { people: {}, groups: {}, absences: {} };
  return violations(plain, log, (n) => directories[n] ?? empty, versions);
}
