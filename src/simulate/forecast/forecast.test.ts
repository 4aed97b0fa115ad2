/** What a forecast says, of good assumptions and of bad ones: sentences, never NaN. */
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import type { Directory } from '#model/directory.ts';
import type { JsonObject } from '#model/json.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import type { Drawing } from '../../../test/builders/sop.ts';
import {
  templateDiagram,
  templateHolidays,
  templateRuns,
  templates,
} from '../../../test/builders/templates.ts';
import { forecast } from './forecast.ts';
import type { Answer } from './forecast.ts';
import type { Scenario } from './scenario.ts';

const nobody = people({}).directory();
const templateStaff = (template: string): Directory => ({
  ...nobody,
  holidays: templateHolidays(template) as Directory['holidays'],
});
const usual: Scenario = {
  start: 1_767_571_200_000, // Monday 2026-01-05T00:00Z
  seed: 1,
  cases: 400,
  replications: 5,
  warmup: null,
  target: null,
  assumptions: {},
  forms: [],
};
const arrivals = (perWeek: number) => ({ arrivals: { kind: 'poisson', perWeek } });
const hours = (value: number): object => ({ kind: 'fixed', value });

/** A gate of a legal team of two, 40 hours of work a week between them at a share of half. */
const review = (perWeek = 5): Drawing =>
  sop()
    .role('r_legal', { name: 'Legal' })
    .calendar('office')
    .intake()
    .gate('g', {
      name: 'Legal review',
      A: 'r_legal',
      sla: { minutes: 960, calendar: 'office', breach: { role: 'r_legal' } },
    })
    .end('e')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'g', 'e')
    .flow('g', 'e_no', 'rejected')
    .assumption('sop', arrivals(perWeek))
    .assumption('r_legal', { headcount: 2, sharePercent: 50, costPerHour: 100 })
    .assumption('g', {
      touch: { kind: 'triangular', min: 1, mode: 2, max: 6 },
      outcomePercent: { approved: 90, rejected: 10 },
    });
/** A gate that nobody takes up in so many of a hundred cases. */
const lapsing = (expired: number) =>
  sop()
    .role('r_legal')
    .calendar('office')
    .intake()
    .gate('g', { A: 'r_legal', sla: { minutes: 960, calendar: 'office', breach: 'lapse' } })
    .end('e')
    .end('e_late', { outcome: 'expired' })
    .path('in', 'g', 'e')
    .flow('g', 'e_late', 'expired')
    .assumption('sop', arrivals(2))
    .assumption('r_legal', { headcount: 5, costPerHour: 0 })
    .assumption('g', { touch: hours(2), outcomePercent: { approved: 100 - expired, expired } });
const ask = (drawing: Drawing, more: Partial<Scenario> = {}): Answer =>
  forecast(compile(drawing.diagram(), 'draft'), nobody, { ...usual, ...more });
const says = (drawing: Drawing, more: Partial<Scenario> = {}): string => {
  const answer = ask(drawing, more);
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  expect(answer.ok).toBe(false);
  return answer.says.join(' ');
};

describe('a forecast', () => {
  test('counts work, money and outcomes, and the same seed gives the same bytes', () => {
    const answer = ask(review());
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.processing?.mean).toBeCloseTo(3, 0); // the mean of the triangle
    expect(answer.cost?.mean).toBeCloseTo((answer.processing?.mean ?? 0) * 100, 6);
    expect(answer.outcomes['rejected']?.mean).toBeCloseTo(0.1, 1);
    // 5 a week, 3 hours each, twice as long at half a share: 30 of the 80 hours that two have.
    expect(answer.roles[0]?.utilisation?.mean).toBeCloseTo(0.375, 1);
    expect(answer.cycle?.half).toBeGreaterThan(0);
    expect(JSON.stringify(ask(review()))).toBe(JSON.stringify(answer));
    expect(JSON.stringify(ask(review(), { seed: 2 }))).not.toBe(JSON.stringify(answer));
  });

  test('what nobody takes up lapses, and nobody works on it', () => {
    const answer = ask(lapsing(25));
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.outcomes['expired']?.mean).toBeCloseTo(0.25, 1);
    expect(answer.processing?.mean).toBeCloseTo(1.5, 1);
    expect(says(lapsing(100))).toContain('so nobody has to be asked');
  });

  test('nobody queues for another requester', () => {
    const busy = sop()
      .role('r_dev')
      .requesters('r_dev')
      .intake()
      .step('s', { R: 'r_dev' })
      .end('e')
      .path('in', 's', 'e')
      .assumption('sop', arrivals(100))
      .assumption('r_dev', { headcount: 1, sharePercent: 50, costPerHour: 0 })
      .assumption('s', { touch: hours(2) });
    const answer = ask(busy);
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.cycle?.mean).toBeCloseTo(4, 6);
    expect(answer.roles[0]?.utilisation).toBeNull();
  });

  test.each(templates())('%s is not asked for more than its people have', (template) => {
    const answer = forecast(compile(templateDiagram(template), 'draft'), templateStaff(template), {
      ...usual,
      cases: 300,
      replications: 2,
      warmup: 100,
      forms: templateRuns(template).map(({ form, metrics }) => ({
        form,
        metrics: Object.assign({}, ...Object.values(metrics)) as JsonObject,
        weight: 1,
        priority: 0,
        submitted: 1_792_418_400_000, // 2026-10-19T14:00Z, as the samples are played
      })),
    });
    if (!answer.ok) throw new Error(answer.says.join(' '));
    const most = Math.max(...answer.roles.map(({ utilisation }) => utilisation?.mean ?? 0));
    expect(most).toBeLessThan(0.9);
  });

  test('queues that never settle are said, with how many people are missing', () => {
    const answer = ask(review(20), { cases: 2000 });
    expect(answer.ok).toBe(true);
    expect(answer.says.join(' ')).toMatch(
      /The queue of “Legal” never settles: the work asked of them would take 2\.9\d|3\.0\d people, and there are 2\. At least \d more/,
    );
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });

  test('a target width ends it early', () => {
    const answer = ask(review(), { replications: 500, target: 0.2 });
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.replications).toBeLessThan(100);
    expect((answer.cycle?.half ?? 1) / (answer.cycle?.mean ?? 1)).toBeLessThanOrEqual(0.2);
  });

  test('is cancelled within some thousand events, and tells how far it is', () => {
    const shares: number[] = [];
    const answer = forecast(
      compile(review().diagram(), 'draft'),
      nobody,
      { ...usual, cases: 1_000_000 },
      { cancelled: () => shares.length > 3, progress: (share) => void shares.push(share) },
    );
    expect(answer).toEqual({ ok: false, says: ['The forecast was cancelled.'] });
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  test('a gate that lapses ends expired, by its flow, and is counted as late', () => {
    const drawing = sop()
      .role('r')
      .calendar('office')
      .intake()
      .gate('g', { A: 'r', sla: { minutes: 60, calendar: 'office', breach: 'lapse' } })
      .end('e')
      .end('e_late', { outcome: 'expired' })
      .path('in', 'g', 'e')
      .flow('g', 'e_late', 'expired')
      .assumption('sop', arrivals(5))
      .assumption('r', { headcount: 1, costPerHour: 60 })
      .assumption('g', { touch: hours(2) });
    const answer = ask(drawing);
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.outcomes['expired']?.mean).toBe(1);
    expect(answer.breach?.mean).toBe(1);
    // Stopped after one of two hours: one hour's money, unless somebody else's work came first.
    expect(answer.cost?.mean).toBeGreaterThan(50);
    expect(answer.cost?.mean).toBeLessThanOrEqual(60);
  });

  test('the whole five-gate template, with holidays, without sample requests', () => {
    const template = 'general/five-gate-deployment';
    const holidays = templateHolidays(template) as (typeof nobody)['holidays'];
    const answer = forecast(
      compile(templateDiagram(template), 'draft'),
      { ...nobody, holidays },
      usual,
    );
    if (!answer.ok) throw new Error(answer.says.join(' '));
    expect(answer.nodes.filter(({ visits }) => (visits?.mean ?? 0) > 0).length).toBeGreaterThan(35);
    expect(answer.assumed.join(' ')).toContain('equally often');
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });
});

describe('what cannot be simulated is said in sentences', () => {
  test('shares that do not add up, and outcomes without a flow', () => {
    expect(
      says(
        review().assumption('g', {
          touch: hours(1),
          outcomePercent: { approved: 80, rejected: 10 },
        }),
      ),
    ).toBe('“Legal review”: the outcomes add up to 90 %, not to 100 %.');
    expect(
      says(
        review().assumption('g', {
          touch: hours(1),
          outcomePercent: { approved: 80, returned: 20 },
        }),
      ),
    ).toBe('“Legal review”: 20 % are “returned”, but no flow leaves for it.');
  });
  test('negative and missing durations', () => {
    expect(says(review().assumption('g', { touch: hours(-1) }))).toContain(
      '“Legal review”: the assumed touch.value is negative.',
    );
    expect(says(review().assumption('g', {}))).toContain(
      '“Legal review”: how long the work takes is not stated (touch).',
    );
    expect(
      says(review().assumption('g', { touch: { kind: 'triangular', min: 3, mode: 2, max: 6 } })),
    ).toContain('must have min ≤ mode ≤ max');
  });
  test('nobody, no time, no arrivals', () => {
    expect(says(review().assumption('r_legal', { headcount: 0 }))).toBe(
      '“Legal” has no people, and “Legal review” needs them.',
    );
    expect(says(review().assumption('r_legal', { headcount: 1, sharePercent: 0 }))).toContain(
      'has no time for this',
    );
    expect(
      says(review().assumption('sop', { arrivals: { kind: 'poisson', perWeek: null } })),
    ).toContain('How many requests arrive is not stated');
  });
  test('a calendar that never opens', () => {
    expect(says(review().calendar('office', { open: [] }))).toContain(
      'The calendar “office” never opens.',
    );
  });
  test('too much', () => {
    expect(says(review(), { cases: 1e9 })).toContain(
      'The number of requests has to be a whole number from 1 to 10,000,000, not 1,000,000,000.',
    );
    expect(says(review(), { cases: 1e7, replications: 1000 })).toContain(
      'at most 1,000,000,000 are simulated',
    );
    expect(says(review(), { cases: NaN }).length).toBeGreaterThan(0);
  });
  test('a loop that is never left is given up', () => {
    const round = sop()
      .role('r')
      .intake()
      .step('s', { R: 'r' })
      .flow('in', 's')
      .flow('s', 's')
      .assumption('sop', { arrivals: { kind: 'times', at: [usual.start] } })
      .assumption('r', { headcount: 1, costPerHour: 0 })
      .assumption('s', { touch: hours(1) });
    const answer = ask(round, { cases: 1, replications: 2 });
    expect(answer.says.join(' ')).toContain('“s”: 100 % of the requests go round without end');
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });
  test('a request that stops at a decision is counted, not lost', () => {
    const drawing = sop()
      .role('r')
      .intake()
      .decision('d', { name: 'How much?' })
      .end('e')
      .flow('in', 'd')
      .flow('d', 'e', { when: 'form.amount > 5' })
      .assumption('sop', arrivals(5));
    const answer = ask(drawing, {
      forms: [{ form: {}, metrics: {}, weight: 1, priority: 0, submitted: null }],
    });
    expect(answer.says.join(' ')).toContain('“How much?”: 100 % of the requests stop here');
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });
});
