/** The lean loop gives the same bytes as the general one, which runs wherever a visit is to be told. */
import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { emptyDirectory } from '#model/directory.ts';
import { number, sop } from '../../../../test/builders/sop.ts';
import { prepare } from '../prepare.ts';
import { replicate } from '../replicate.ts';
import { isOneToken } from './one-token.ts';

const ask = { seed: 3, replication: 1, warmup: 200, cases: 3000 };
const touch = { kind: 'exponential', mean: 1.5 } as const;
const drawn = sop()
  .role('r_one')
  .role('r_two')
  .intake({ amount: number(0, 100) })
  .decision('d')
  .step('s', { R: 'r_one' })
  .gate('g', { A: 'r_two', sla: { minutes: 240, breach: { role: 'r_one' } } })
  .step('s_mend', { R: 'r_one' })
  .end('e')
  .end('e_no', { outcome: 'rejected' })
  .flow('in', 'd')
  .flow('d', 's', { when: 'form.amount > 50' })
  .flow('d', 'g', { default: true })
  .flow('s', 'g')
  .flow('g', 's_mend', 'returned')
  .flow('s_mend', 'g')
  .flow('g', 'e_no', 'rejected')
  .flow('g', 'e', 'approved')
  .calendar('cal')
  .assumption('sop', { arrivals: { kind: 'poisson', perWeek: 30 } })
  .assumption('r_one', { headcount: 2, costPerHour: 80, sharePercent: 50 })
  .assumption('r_two', { headcount: 3, costPerHour: 100 })
  .assumption('s', { touch: { kind: 'lognormal', mean: 1, cv: 1 } })
  .assumption('s_mend', { touch })
  .assumption('g', { touch, outcomePercent: { approved: 60, returned: 30, rejected: 10 } })
  .diagram();

function both(forms: readonly number[]) {
  const prepared = prepare(compile(drawn, 'draft'), emptyDirectory, {
    start: 1_795_392_000_000,
    seed: 1,
    cases: 1,
    replications: 1,
    warmup: 0,
    target: null,
    assumptions: {},
    forms: forms.map((amount) => ({
      form: { amount },
      metrics: {},
      weight: 1 + amount,
      priority: 0,
      submitted: null,
    })),
  });
  if (!prepared.ok) throw new Error(prepared.says.join(' '));
  expect(isOneToken(prepared.model, ask)).toBe(true);
  const told = { ...ask, visit: () => {} };
  expect(isOneToken(prepared.model, told)).toBe(false);
  return {
    lean: replicate(prepared.model, ask),
    general: replicate(prepared.model, told),
    model: prepared.model,
  };
}

test('with calendars, clocks, shares, rework, decisions by forms and by chance', () => {
  for (const forms of [[], [20, 80]]) {
    const { lean, general } = both(forms);
    expect(lean).toEqual(general);
    expect(lean.counted).toBeGreaterThan(2000);
    expect(lean.reworked).toBeGreaterThan(100);
    expect(lean.breached).toBeGreaterThan(10);
  }
});

test('as a pilot, and where it is called off', () => {
  const { model } = both([]);
  const pilot = { ...ask, warmup: 0, pilot: true };
  expect(replicate(model, pilot)).toEqual(replicate(model, { ...pilot, visit: () => {} }));
  let asked = 0;
  const one = replicate(model, { ...ask, cancelled: () => (asked += 1) > 0 });
  expect(one.cancelled).toBe(true);
});
