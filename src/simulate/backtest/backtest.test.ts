import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { as } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { number, people, sop } from '../../../test/builders/sop.ts';
import type { Drawing } from '../../../test/builders/sop.ts';
import { playSample } from '../sample.ts';
import { backtest } from './backtest.ts';
import type { Backtest } from './backtest.ts';
import type { Defaults } from './replay.ts';

const directory = people({ r_dev: ['dan.d'], r_lead: ['lea.l'], r_legal: ['leo.l'] }).directory();
const start = (most: number): Drawing =>
  sop()
    .role('r_dev')
    .role('r_lead')
    .role('r_legal')
    .intake({ amount: number(0, 100) })
    .tier('high', `form.amount > ${most}`)
    .tier('low', 'true')
    .gate('g', {
      name: 'Review',
      A: 'r_lead',
      items: {
        small: { text: 'Small enough', check: `form.amount <= ${most}`, message: 'Too much.' },
      },
    })
    .end('e')
    .end('e_no', { outcome: 'rejected' })
    .flow('in', 'g')
    .flow('g', 'e_no', 'rejected');
const loose = start(80).flow('g', 'e');
const strict = start(50).flow('g', 'e');
const withLegal = start(80)
  .gate('g_legal', { name: 'Legal', A: 'r_legal' })
  .flow('g', 'g_legal')
  .flow('g_legal', 'e');

const sample = (amount: number): Sample => ({
  id: `s${amount}`,
  name: '',
  story: '',
  requester: as('dan.d'),
  submitted: '2026-10-16T10:00:00Z',
  form: { amount },
  metrics: {},
  acts: [{ do: 'sign', node: as('g'), by: as('lea.l') }],
  expected: { tier: null, outcome: null, trail: [] },
});
const compiled = (of: Drawing) => compile(of.diagram(), as('0'.repeat(64)));
const histories = [10, 60, 70].map((amount) => ({
  request: as<Backtest['requests'][number]['request']>(`s${amount}`),
  entries: playSample(compiled(loose), sample(amount), directory, null).steps,
}));
const against = (of: Drawing, defaults: Defaults | null = null): Backtest =>
  backtest(compiled(of), histories, directory, defaults);

test('a tightened threshold stops those above it, at the gate, and says why', () => {
  const found = against(strict);
  expect(found.says).toBe('Of 3 requests: 2 would be stopped.');
  expect(found.requests.map(({ request, verdict }) => `${request} ${verdict}`)).toEqual([
    's60 stopped',
    's70 stopped',
    's10 same',
  ]);
  expect(found.requests[0]?.says).toContain('Stops at “Review”; it was “completed”');
  expect(found.requests[0]?.replayed.tier).toBe('high');
});

test('a new gate is unknown where nothing is assumed, and by default later by so much', () => {
  const unknown = against(withLegal);
  expect(unknown.says).toBe('Of 3 requests: 3 cannot be told.');
  expect(unknown.assumed).toEqual({ recorded: 0, elsewhere: 0, default: 0, unknown: 3 });
  const stated = against(withLegal, { hours: 8 });
  expect(stated.says).toBe('Of 3 requests: 3 would end the same by another way.');
  expect(stated.assumed.default).toBe(3);
  expect(stated.requests[0]?.laterHours).toBe(8);
  expect(stated.requests[0]?.departs).toBe(2);
});

test('against the version they ran under nothing changes; the history is left as it was', () => {
  const before = JSON.stringify(histories);
  expect(against(loose).says).toBe('Nothing changes for 3 requests.');
  expect(JSON.stringify(histories)).toBe(before);
});
