import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#model/json.ts';
import { parseFeel } from '#model/feel/parse.ts';
import { took } from '../../../test/builders/took.ts';
import type { Data } from '../compiled.ts';
import { expr } from './expr.ts';
import { see } from './see.ts';

const given = (form: JsonObject, metrics: JsonObject = {}, tier: string | null = null): Data => ({
  form,
  metrics,
  tier,
  request: { id: 'r1', submittedAt: '2026-10-16T15:40:00-05:00' },
});
const value = (text: string, form: JsonObject = {}, metrics: JsonObject = {}): unknown => {
  expect(parseFeel(text).faults).toEqual([]);
  return expr(text).eval(given(form, metrics));
};
/** What is bounded ends at once; what is not would take minutes, however fast the machine. */
const endsSoon = (does: () => void): void => expect(took(does)).toBeLessThan(10_000);

describe('null is "not known", and what is not known passes nothing', () => {
  it.each([
    ['metrics.x >= 1', null],
    ['metrics.x != 0', true],
    ['metrics.x = true', false],
    ['not(metrics.x)', null],
    ['metrics.x and false', false],
    ['metrics.x and true', null],
    ['metrics.x or true', true],
    ['1 / 0', null],
    ['form.n / metrics.x', null],
    ['10 ** 400', null],
    ['date("2026-02-30")', null],
    ['"a" + 1', null],
  ])('%s is %s', (text, result) => {
    expect(value(text, { n: 1 })).toBe(result);
  });
});

describe('stricter than feelin, where its answer would let something pass that nobody can vouch for', () => {
  it.each([
    // feelin compares as JavaScript does
    ['"n/a" >= 1', null],
    ['"5" >= 1', null],
    ['form.text between 1 and 3', null],
    ['form.text in [1..3]', null],
    ['true > false', null],
    ['date("2026-10-16") > duration("P1D")', null],
    ['duration("P6M") > duration("P180D")', null],
    ['duration("P200D") = duration("P201D")', false],
    // any value but false and null is true to feelin
    ['if form.text then 1 else 2', 2],
    ['some x in ["a"] satisfies x', false],
    // an end that is missing is no end to feelin
    ['5 in [metrics.low..10]', null],
    ['5 in [null..10]', null],
    // feelin finds the element in brackets of one only
    ['"a" in (form.list)', true],
    ['list contains([date("2026-01-01")], date("2026-01-01"))', true],
    // not a number to feelin
    ['duration("P1D") * 2', null],
    ['1e3', 1000],
  ])('%s is %s', (text, result) => {
    expect(value(text, { text: 'n/a', list: ['a', 'b'] })).toBe(result);
  });
});

it('dates come out as ISO texts, as waits read them', () => {
  expect(value('date(form.d)', { d: '2026-10-16' })).toBe('2026-10-16');
  expect(value('date(form.d) + duration("P1M")', { d: '2026-01-31' })).toBe('2026-02-28');
  expect(value('date and time("2026-10-16T16:30:00@America/Chicago")')).toBe(
    '2026-10-16T16:30:00-05:00',
  );
  expect(value('date and time("2026-10-16T16:30:00")')).toBe('2026-10-16T16:30:00');
  expect(value('[time("09:00"), duration("PT36H"), duration("P14M")]')).toEqual([
    '09:00:00',
    'P1DT12H',
    'P1Y2M',
  ]);
  expect(
    value('(date(form.to) - date(form.from)).days', { from: '2026-01-01', to: '2026-03-01' }),
  ).toBe(59);
});

it('wall time is read in the SOP’s zone where it stands against an instant', () => {
  const text = 'date and time(request.submittedAt) < date and time("2026-10-16T18:00:00")';
  expect(expr(text, 'America/Chicago').eval(given({}))).toBe(true);
  expect(expr(text, 'UTC').eval(given({}))).toBe(false); // 15:40 in Chicago is 20:40 UTC
});

it('what every object inherits is not data, and data cannot pose as a date', () => {
  expect(value('metrics.constructor')).toBe(null);
  expect(value('metrics.__proto__.x')).toBe(null);
  expect(value('form.text.length', { text: 'abc' })).toBe(null);
  expect(value('form.d < date("2026-01-01")', { d: { day: 1 } })).toBe(null);
});

it('a text with faults is neither true nor false, and is not run', () => {
  for (const text of ['form.x =', 'now() > form.x', 'true or planned_date = 1', ''])
    expect(expr(text).eval(given({}))).toBe(null);
});

it('sees the values of its paths, the missing as null, the long cut short', () => {
  const e = expr('metrics.a.b > form.n and (some x in metrics.list satisfies x > form.n)');
  const list = Array.from({ length: 80 }, (_, i) => i);
  expect(see(e, given({ n: 1 }, { list }))).toEqual({
    'metrics.a.b': null,
    'form.n': 1,
    'metrics.list': list.slice(0, 50),
  });
  expect(see(expr('tier = "high"'), given({}, {}, 'high'))).toEqual({ tier: 'high' });
});

describe('hostile input costs little and answers nothing', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);

  it('patterns run in time linear in the text', () => {
    endsSoon(() => {
      expect(value('matches(form.x, "(a+)+$")', { x: 'a'.repeat(100_000) })).toBe(true);
      expect(value('matches(form.x, "(a+)+$")', { x: `${'a'.repeat(100_000)}!` })).toBe(false);
    });
    // too much text for so large a pattern: no answer rather than a long wait
    expect(value('matches(form.x, "^[ab]{500}$")', { x: 'a'.repeat(100_000) })).toBe(null);
  });

  it('loops end at a thousand elements, and loops over loops don’t start', () => {
    endsSoon(() => {
      expect(value('some x in metrics.many satisfies x < 0', {}, { many })).toBe(null);
      expect(
        value('for x in metrics.few return x', {}, { few: many.slice(0, 1_000) }),
      ).toHaveLength(1_000);
    });
    expect(parseFeel('for i in 1..1000000000 return i').faults).toHaveLength(1);
    expect(parseFeel('for x in form.a return (for y in form.a return y)').faults).toHaveLength(1);
  });

  it('long lists in a loop’s body spend what an evaluation may look at', () => {
    const sums = Array.from({ length: 20 }, () => 'sum(metrics.many)').join(' + ');
    endsSoon(() =>
      expect(
        value(
          `every x in metrics.few satisfies ${sums} > x`,
          {},
          { many, few: many.slice(0, 1_000) },
        ),
      ).toBe(null),
    );
  });

  it('joined texts don’t grow without end', () => {
    const x = 'x'.repeat(50_000);
    const text = Array.from({ length: 100 }, () => 'form.x').join(' + ');
    expect(value(text, { x })).toBe(null);
  });
});
