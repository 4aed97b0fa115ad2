/** Law 3 of CORE.md §10: no random actor gets a signature past separation of duties, quorum, evidence or staleness. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { violations } from './checker.ts';
import { playRolls, rolls } from './commands.ts';
import { crowded, diagrams, forms, staffed } from './diagram.ts';
import type { Diagram, Directory, LogEntry } from './plain.ts';
import { runs } from './runs.ts';

/** What an auditor gets: the texts, nothing else. */
const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const tables = diagrams().chain((diagram) =>
  fc.record({
    diagram: fc.constant(diagram),
    directory: fc.oneof(fc.constant(staffed(diagram)), crowded(diagram)),
    form: forms(diagram),
    rolls: rolls(80),
  }),
);

describe('law 3: the log of random actors holds nothing that should not have been possible', () => {
  test('law 3', () => {
    let commands = 0;
    let closings = 0;
    fc.assert(
      fc.property(tables, ({ diagram, ...table }) => {
        const { entries, refused } = playRolls({ compiled: compile(diagram, 'draft'), ...table });
        commands += entries.length + refused.length;
        const directories = new Map(entries.map((entry) => [entry.n, entry.directory]));
        const log = read(
          entries.map(({ n, at, actor, for: on, events }) => ({ n, at, actor, for: on, events })),
        ) as LogEntry[];
        closings += log
          .flatMap((entry) => entry.events)
          .filter((event) => event.type === 'closed').length;
        const found = violations(
          read(diagram) as Diagram,
          log,
          (n) => read(directories.get(n)) as Directory,
        );
        expect(found).toEqual([]);
      }),
      runs(5200),
    );
    console.log(`law 3: ${commands} commands, ${closings} closings`);
    expect(closings).toBeGreaterThan(1000);
  });
});
