/** Law 13 (CORE.md §10): closures compute what feelin computes, on the profile. */
import * as fc from 'fast-check';
import { evaluate } from 'feelin';
import { expect, it } from 'vitest';
import { parseFeel } from '#model/feel/parse.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Data } from '../compiled.ts';
import { expr } from './expr.ts';

/** What feelin says, as plain data. It throws where the profile says null. */
function oracle(text: string, data: Data): Json {
  try {
    return plain(evaluate(text, { ...data }).value);
  } catch {
    return null;
  }
}
function plain(value: unknown): Json {
  if (value === undefined) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  // feelin writes minutes-only zones and zero durations as the wrappers' own texts
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** A text with its gaps filled. */
const of = (template: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts)
    .map((values) => values.reduce((text, v) => text.replace('§', () => v), template));

/** Texts by the type of what they give, so that feelin is never asked to order an apple against a pear (see below). */
const texts = fc.letrec<{
  bool: string;
  num: string;
  str: string;
  day: string;
  clock: string;
  moment: string;
  span: string;
  nums: string;
  strs: string;
  any: string;
  test: string;
}>((tie) => {
  const deep = { maxDepth: 4, depthSize: 'small', withCrossShrink: true } as const;
  const comparator = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');
  const compare = (a: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    of('(§ § §)', a, comparator, a);
  return {
    bool: fc.oneof(
      deep,
      fc.constantFrom('true', 'false', 'form.yes', 'form.no', 'form.gone', 'metrics.ok', 'null'),
      of('(§ and §)', tie('bool'), tie('bool')),
      of('(§ or §)', tie('bool'), tie('bool')),
      of('not(§)', tie('bool')),
      compare(tie('num')),
      compare(tie('str')),
      compare(tie('day')),
      compare(tie('clock')),
      compare(tie('moment')),
      compare(tie('span')),
      of('(§ = §)', tie('any'), tie('any')),
      of('(§ != §)', tie('any'), tie('any')),
      of('(§ between § and §)', tie('num'), tie('num'), tie('num')),
      of(
        '(§ in [§..§])',
        tie('num'),
        fc.constantFrom('1', '2.5', '-4'),
        fc.constantFrom('0', '3', '9'),
      ),
      of(
        '(§ in (§..§])',
        tie('day'),
        fc.constant('date("2026-01-01")'),
        fc.constant('date("2026-12-31")'),
      ),
      of('(§ in ("a", §))', tie('str'), tie('str')),
      of(
        '(§ in (> §, 3, [5..§)))',
        tie('num'),
        fc.constantFrom('1', '7'),
        fc.constantFrom('6', '8'),
      ),
      of('(§ in [§, §])', tie('str'), tie('str'), tie('str')),
      of('(§ in §)', tie('str'), tie('strs')),
      of('list contains(§, §)', tie('strs'), tie('str')),
      of('list contains(§, §)', tie('nums'), tie('num')),
      of('contains(§, §)', tie('str'), tie('str')),
      of('starts with(§, §)', tie('str'), tie('str')),
      of('ends with(§, §)', tie('str'), tie('str')),
      of(
        'matches(§, §)',
        tie('str'),
        fc.constantFrom('"^[a-c]+$"', '"\\d{2}"', '"(a|b)*c?"', '"A"'),
      ),
      of('matches(§, "B", "i")', tie('str')),
      of('(some x in § satisfies x > §)', tie('nums'), tie('num')),
      of('(every x in § satisfies x = §)', tie('strs'), tie('str')),
      of('(every x in metrics.runs satisfies x.psi < § and x.ok)', tie('num')),
      of('(if § then § else §)', tie('test'), tie('bool'), tie('bool')),
    ),
    // feelin takes any value but false and null for true
    test: fc.oneof(deep, compare(tie('num')), fc.constantFrom('form.yes', 'form.no', 'form.gone')),
    num: fc.oneof(
      deep,
      fc.constantFrom(
        '0',
        '1',
        '-1',
        '2',
        '3',
        '7',
        '0.1',
        '12.5',
        '-0.25',
        'form.n',
        'form.m',
        'metrics.tests.psi',
        'metrics.tests.gone',
        'metrics.gone.deep.x',
        'form.big',
      ),
      of('(§ + §)', tie('num'), tie('num')),
      of('(§ - §)', tie('num'), tie('num')),
      of('(§ * §)', tie('num'), tie('num')),
      of('(§ / §)', tie('num'), tie('num')),
      of('(§ ** §)', tie('num'), fc.constantFrom('0', '1', '2', '3')),
      of('(-§)', tie('num')),
      of('count(§)', tie('strs')),
      of('§(§)', fc.constantFrom('sum', 'min', 'max', 'mean'), tie('nums')),
      of('§(§, §)', fc.constantFrom('sum', 'min', 'max', 'mean'), tie('num'), tie('num')),
      of('§(§)', fc.constantFrom('abs', 'floor', 'ceiling'), tie('num')),
      of(
        '§(§, §)',
        fc.constantFrom(
          'floor',
          'ceiling',
          'round up',
          'round down',
          'round half up',
          'round half down',
          'decimal',
        ),
        tie('num'),
        fc.constantFrom('0', '1', '2', '-1'),
      ),
      of('string length(§)', tie('str')),
      of('(§).§', tie('day'), fc.constantFrom('year', 'month', 'day', 'weekday')),
      of('(§ - §).days', tie('day'), tie('day')),
      of('(§).§', tie('clock'), fc.constantFrom('hour', 'minute', 'second')),
      of('(if § then § else §)', tie('test'), tie('num'), tie('num')),
    ),
    str: fc.oneof(
      deep,
      fc.constantFrom(
        '"a"',
        '"b"',
        '"abc"',
        '""',
        '"é😀"',
        '"say \\"hi\\"\\n\\u0041"',
        'form.s',
        'form.t',
        'form.gone',
        'tier',
        'request.id',
      ),
      of('(§ + §)', tie('str'), tie('str')),
      of('upper case(§)', tie('str')),
      of('lower case(§)', tie('str')),
      of('day of week(§)', tie('day')),
      of('month of year(§)', tie('day')),
      of('(if § then § else §)', tie('test'), tie('str'), tie('str')),
    ),
    day: fc.oneof(
      deep,
      fc.constantFrom(
        'date("2026-10-16")',
        'date("2024-02-29")',
        'date("2026-02-30")',
        'date("nonsense")',
        'date(form.day)',
        'date(form.day2)',
        'date(form.gone)',
        '@"2026-03-01"',
        'date(2026, 12, 31)',
        'date(2026, 13, 1)',
        'date(2026, 4, 31)',
        'date("2026-10-16T12:00:00")',
      ),
      of(
        '(§ + §)',
        tie('day'),
        fc.constantFrom(
          'duration("P1D")',
          'duration("P45D")',
          'duration("P1M")',
          'duration("P1Y2M")',
          '@"-P2M"',
        ),
      ),
      of('(§ - §)', tie('day'), fc.constantFrom('duration("P1D")', 'duration("P13M")')),
      of('date(§)', tie('moment')),
    ),
    clock: fc.oneof(
      deep,
      fc.constantFrom(
        'time("09:00:00")',
        'time("16:30:00.5")',
        'time("24:00:00")',
        'time("x")',
        'time(form.clock)',
        'time(form.gone)',
        'time(12, 30, 0)',
        'time("10:00:00Z")',
        'time("10:00:00+02:00")',
        'time(9, 0, 0, duration("PT2H"))',
      ),
      of('(§ + §)', tie('clock'), fc.constantFrom('duration("PT90M")', 'duration("PT30H")')),
      of('time(§)', tie('moment')),
    ),
    moment: fc.oneof(
      deep,
      fc.constantFrom(
        'date and time("2026-10-16T10:00:00")',
        'date and time("2026-10-16T10:00:00Z")',
        'date and time("2026-10-16T10:00:00-05:00")',
        'date and time("2026-10-16")',
        'date and time("no")',
        'date and time(form.gone)',
        'date and time(request.submittedAt)',
        '@"2026-10-25T00:30:00@Europe/Paris"',
      ),
      of(
        '(§ + §)',
        tie('moment'),
        fc.constantFrom('duration("PT36H")', 'duration("P1M")', 'duration("P2D")'),
      ),
      of('date and time(§, §)', tie('day'), tie('clock')),
    ),
    span: fc.oneof(
      deep,
      fc.constantFrom(
        'duration("P1D")',
        'duration("PT24H")',
        'duration("PT36H30M")',
        'duration("P5D")',
        'duration("-PT1H")',
        'duration("P1W")',
        'duration(form.gone)',
      ),
      of('(§ + §)', tie('span'), tie('span')),
      of('(§ - §)', tie('span'), tie('span')),
      of('abs(§)', tie('span')),
    ),
    nums: fc.oneof(
      deep,
      fc.constantFrom('[]', 'form.list', 'metrics.runs.psi', 'form.gone'),
      of('[§, §]', tie('num'), tie('num')),
      of('[§, §, §]', tie('num'), tie('num'), tie('num')),
      of(
        '(for x in § return x * §)',
        fc.constantFrom('form.list', 'metrics.runs.psi', '[1, 2]'),
        fc.constantFrom('2', 'form.n'),
      ),
    ),
    strs: fc.oneof(
      deep,
      fc.constantFrom('[]', 'form.regions', 'form.gone', '["a", "b", "abc"]'),
      of('[§, §]', tie('str'), tie('str')),
      of('(for x in form.regions return x + "!")', fc.constant('')),
    ),
    any: fc.oneof(deep, tie('bool'), tie('num'), tie('str'), tie('nums'), tie('strs')),
  };
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 6 });
const short = fc.constantFrom('a', 'b', 'c', 'abc', '', '12', 'Ä');
const small = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.1, 2.5, -0.75, 100));
const dates = fc.constantFrom('2026-10-16', '2024-02-29', '2025-12-31', 'not a date', '');
const record = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
const data: fc.Arbitrary<Data> = fc
  .record({
    form: fc.record({
      yes: maybe(fc.boolean()),
      no: fc.constant(false),
      n: maybe(small),
      m: small,
      big: fc.constant(123456.789),
      s: maybe(short),
      t: short,
      day: maybe(dates),
      day2: dates,
      clock: maybe(fc.constantFrom('16:30:00', '09:00:00', '9', '25:00:00')),
      list: maybe(fc.array(small, { maxLength: 4 })),
      regions: maybe(fc.array(short, { maxLength: 3 })),
    }),
    tier: fc.constantFrom('high', 'low', null),
    metrics: fc.record({
      ok: maybe(fc.boolean()),
      tests: maybe(fc.record({ psi: maybe(small) })),
      runs: maybe(fc.array(fc.record({ psi: small, ok: fc.boolean() }), { maxLength: 3 })),
    }),
  })
  .map(({ form, metrics, tier }) => ({
    form: record(form),
    metrics: record(metrics),
    tier,
    request: { id: 'r1', submittedAt: '2026-10-16T15:40:00-05:00' },
  }));

/** Bare durations and times have more than one ISO spelling; everything else is compared as it comes. */
it('law 13: what closures compute is what feelin computes', () => {
  const expression = fc.oneof(
    { weight: 6, arbitrary: texts.bool },
    { weight: 2, arbitrary: texts.num },
    { weight: 2, arbitrary: texts.str },
    { weight: 1, arbitrary: texts.day },
    { weight: 1, arbitrary: texts.nums },
    { weight: 1, arbitrary: texts.strs },
  );
  let known = 0;
  fc.assert(
    fc.property(expression, data, (text, given) => {
      fc.pre(text.length <= 2000 && parseFeel(text).faults.length === 0);
      const value = expr(text).eval(given);
      if (value !== null) known += 1;
      expect(value).toEqual(oracle(text, given));
    }),
    { numRuns: 2_500, maxSkipsPerRun: 20 },
  );
  expect(known).toBeGreaterThan(800); // not all null: then it would prove nothing
});
