import { describe, expect, test } from 'vitest';
import runsFile from '../../templates/general/five-gate-deployment.runs.json' with { type: 'json' };
import sopFile from '../../templates/general/five-gate-deployment.sop.json' with { type: 'json' };
import { compile } from '#engine/compile.ts';
import { dataOf } from '#engine/data.ts';
import { itemMessage } from '#engine/message.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { as } from '#model/ids.ts';
import type { ItemId } from '#model/ids.ts';
import { playSample } from '#simulate/sample.ts';

const sop = readSop(JSON.stringify(sopFile));
const runs = readRuns(JSON.stringify(runsFile));
if (!sop.ok || !runs.ok) throw new Error('the template cannot be read');
const { diagram, directory, holidays } = sop.file;
const compiled = compile(diagram, 'draft');
const people = { people: {}, groups: {}, ...directory, absences: {}, holidays: holidays ?? {} };
const samples = new Map(runs.file.runs.map((run) => [run.id, run]));

/** Failed checks of a gate and their sentences, as they stand when its keeper is about to sign. */
function stoppedAt(run: string, gate: string): Record<string, string> {
  const { steps } = playSample(compiled, samples.get(run)!, people, null);
  const open = steps.findLast(({ request }) => request.work.some((work) => work.node === gate))!;
  const { answers } = open.request.work.find((work) => work.node === gate)!;
  const failed = Object.entries(answers).filter(([, answer]) => answer.result === 'fail');
  return Object.fromEntries(
    failed.map(([id]) => {
      const item = diagram.items[as<ItemId>(id)]!;
      return [id, itemMessage(item, dataOf(compiled, open.request))];
    }),
  );
}

describe('the pricing model is stopped three times over, in words a manager understands', () => {
  test('at Gate 1 by the schema check', () => {
    expect(stoppedAt('flagship_a', 'g1_technical')).toEqual({
      g1_technical_schema:
        'Stopped: production and staging do not agree on 2 of 48 fields (wholesale_quantity, retail_quantity). The model would read wholesale quantities as retail quantities.',
    });
  });

  test('at Gate 4 by the deployment window', () => {
    expect(stoppedAt('flagship_b', 'g4_execution')).toEqual({
      g4_execution_window:
        'Stopped: the planned start, Friday 16 October 16:30 (Minneapolis), is outside the deployment window. Nobody would be watching over the weekend. Next opening: Monday 09:00.',
      g4_execution_method:
        'Stopped: at high tier a canary or a shadow run has to come first, but the plan says big_bang.',
    });
  });

  test('at Gate 5 by the first live measurements', () => {
    expect(stoppedAt('flagship_c', 'g5_immediate')).toEqual({
      g5_immediate_ranges:
        'Roll back: 28 % of quotes are below the floor price (limit 1 %), 37 % too low on average.',
      g5_immediate_pipeline:
        'Roll back: the live feed maps 2 fields otherwise than the model was trained (wholesale_quantity, retail_quantity).',
    });
  });
});

test('every automated item of the template carries a sentence of its own', () => {
  const automated = Object.values(diagram.items).filter((item) => item.check !== undefined);
  expect(automated).toHaveLength(30);
  expect(automated.filter((item) => item.message === undefined)).toEqual([]);
});
