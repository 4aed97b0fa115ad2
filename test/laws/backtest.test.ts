/** Law: a version against its own history departs nowhere. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import { readSop } from '#formats/sop.ts';
import { backtest } from '#simulate/backtest/backtest.ts';
import type { History, Recorded } from '#simulate/backtest/history.ts';
import { playSample } from '#simulate/sample.ts';
import { templates } from '../builders/templates.ts';
import { playRolls, rolls } from './commands.ts';
import { diagrams, forms, staffed } from './diagram.ts';
import { runs } from './runs.ts';

const digest = as<Parameters<typeof compile>[1] & string>('0'.repeat(64));

/** The samples of a template, played: what a store would hold of them. */
function shipped(template: string): { histories: History[]; directory: Directory; text: string } {
  const text = readFileSync(`templates/${template}.sop.json`, 'utf8');
  const sop = readSop(text);
  const samples = readRuns(readFileSync(`templates/${template}.runs.json`, 'utf8'));
  if (!sop.ok || !samples.ok) throw new Error('unreadable');
  const { directory, holidays, diagram } = sop.file;
  const staff: Directory = {
    people: directory?.people ?? {},
    groups: directory?.groups ?? {},
    absences: {},
    holidays: holidays ?? {},
  };
  const compiled = compile(diagram, digest);
  const histories = samples.file.runs.map((sample) => ({
    request: as<History['request']>(sample.id),
    entries: playSample(compiled, sample, staff, null).steps,
  }));
  return { histories, directory: staff, text };
}

describe('law: a version against its own history departs nowhere', () => {
  test('random runs', () => {
    let ended = 0;
    fc.assert(
      fc.property(
        diagrams().chain((d) => fc.tuple(fc.constant(d), forms(d), rolls())),
        ([d, form, dice]) => {
          const compiled = compile(d, digest);
          const directory = staffed(d);
          // Time does not run back: a log has one instant an entry, the engine was given two.
          const forward = dice.map(([first = 0, ...rest]) => [
            first % 6 === 5 ? 0 : first,
            ...rest,
          ]);
          const { entries } = playRolls({
            compiled,
            directory,
            form,
            rolls: forward,
            turmoil: false,
          });
          const recorded = entries.flatMap(({ command, ...entry }): Recorded[] =>
            command === null ? [] : [{ ...entry, command }],
          );
          const history = { request: as<History['request']>('r1'), entries: recorded };
          const [found] = backtest(compiled, [history], directory, null).requests;
          expect(found?.gaps).toEqual([]);
          expect(found?.assumed).toEqual([]);
          expect(found?.replayed).toEqual(found?.recorded);
          expect(found?.verdict).toBe('same');
          if (found?.recorded.outcome !== null) ended += 1;
        },
      ),
      runs(300),
    );
    expect(ended).toBeGreaterThan(30);
  });

  test.each(templates())('the samples of %s', (template) => {
    const { histories, directory, text } = shipped(template);
    const sop = readSop(text);
    if (!sop.ok) throw new Error(sop.says);
    const found = backtest(compile(sop.file.diagram, digest), histories, directory, null);
    expect(found.requests.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
    expect(found.says).toBe(`Nothing changes for ${histories.length} requests.`);
  });
});
