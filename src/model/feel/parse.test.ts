import { describe, expect, it } from 'vitest';
import { took } from '../../../test/builders/took.ts';
import { parseFeel } from './parse.ts';
import { renamePath } from './rename.ts';

const says = (text: string): string[] => parseFeel(text).faults.map((fault) => fault.says);
/** What is bounded ends at once; what is not would take minutes, however fast the machine. */
const endsSoon = (does: () => void): void => expect(took(does)).toBeLessThan(10_000);
const sum = (n: number): string => Array.from({ length: n }, () => '1').join('+');

it('an expression of the profile has no fault, and names what it reads', () => {
  const text =
    'time(form.planned_time) >= time("09:00:00") and (if day of week(date(form.planned_date)) = "Friday" then false else list contains(["Monday"], form . day)) // why\n or metrics.a.b.c > 1';
  const { faults, paths } = parseFeel(text);
  expect(faults).toEqual([]);
  expect(paths.map((path) => path.join('.'))).toEqual([
    'form.planned_time',
    'form.planned_date',
    'form.day',
    'metrics.a.b.c',
  ]);
  expect(parseFeel(text)).toBe(parseFeel(text));
});

it('a loop’s own name is no path of the data', () => {
  const { faults, paths } = parseFeel('some x in metrics.runs satisfies x.psi > form.n');
  expect(faults).toEqual([]);
  expect(paths).toEqual([
    ['metrics', 'runs'],
    ['form', 'n'],
  ]);
});

it('the tree has the operators where FEEL binds them', () => {
  const { ast } = parseFeel('tier = "low" or form.a and not(form.b)');
  expect(ast).toMatchObject({
    kind: 'binary',
    op: 'or',
    left: { op: '=', right: { value: 'low' } },
    right: { op: 'and', right: { kind: 'call', name: 'not' } },
  });
  expect(parseFeel('form.a in (> 2, [1..5), "x")').ast).toMatchObject({
    kind: 'in',
    tests: [
      { kind: 'compare', op: '>', value: { value: 2 } },
      { kind: 'within', range: { fromOpen: false, toOpen: true } },
      { kind: 'equals', value: { value: 'x' } },
    ],
  });
  expect(parseFeel('date(form.d).year').ast).toMatchObject({ kind: 'call', name: 'year' });
  expect(parseFeel('@"2026-01-01"').ast).toMatchObject({ kind: 'call', name: 'date' });
  expect(parseFeel('"a\\"b\\u0041\\n"').ast).toMatchObject({ value: 'a"bA\n' });
});

describe('what the profile hasn’t is a fault in a plain sentence', () => {
  it.each([
    ['', 'An expression is missing.'],
    ['form.x =', 'The expression is not finished.'],
    ['form.x == 1', 'Write one “=” to compare.'],
    ['form.x <> 1', 'Write “!=” for “is not”.'],
    ['form.x && form.y', 'Write “and” instead of “&&”.'],
    ["form.x = 'a'", 'Put texts in double quotes.'],
    ['form.x = "a', 'A text is not closed: a double quote is missing.'],
    ['if form.x then 1', 'An “if” needs a “then” and an “else”.'],
    [
      'planned_date > 1',
      '“planned_date” is not a name here: start with form., metrics., tier or request.',
    ],
    ['high', '“high” is not a name here: start with form., metrics., tier or request.'],
    ['tier.name = 1', '“tier” is a plain text.'],
    [
      'request.requester = "x"',
      'Of the request only request.id and request.submittedAt can be read.',
    ],
    ['now() > date(form.d)', '“now()” cannot be used: a rule gives the same answer every day.'],
    ['today() = 1', '“today()” cannot be used: a rule gives the same answer every day.'],
    ['replace(form.x, "a", "b") = "b"', '“replace” is not a function that can be used here.'],
    ['count(form.a, form.b)', '“count” takes 1 value.'],
    ['date(year: 2026, month: 1, day: 1)', 'Give “date” its values without their names.'],
    ['function(x) x', 'Functions cannot be defined here.'],
    ['{a: 1}', 'Values in { } cannot be used here.'],
    ['form.list[1]', 'Picking from a list with […] cannot be used here.'],
    ['form.x instance of number', '“instance of” cannot be used here.'],
    ['[1..5]', 'A range or a comparison alone can only stand after “in”.'],
    [
      'for i in 1..1000000000 return i',
      'Go through a list: counting through a range cannot be used here.',
    ],
    ['for x in form.a, y in form.b return x', 'Go through one list at a time.'],
    [
      'for x in form.a return (some y in x satisfies y)',
      'A loop inside a loop cannot be used here.',
    ],
    [
      'for form in metrics.a return 1',
      '“form” has a meaning already: name the loop’s value otherwise.',
    ],
    [
      'for x in form.a return partial',
      '“partial” is not a name here: start with form., metrics., tier or request.',
    ],
    ['matches(form.x, form.y)', 'The pattern of “matches” has to be written out in double quotes.'],
    ['matches(form.x, "(?=a)")', '“(?=a)” is not a pattern that can be used here.'],
    ['matches(form.x, "a", "g")', '“g” is not a flag of a pattern: use i, m or s.'],
    [
      'form.x in ("a") or form.y = 1',
      'Put brackets round the test with “in”, or “or” belongs to it.',
    ],
    [
      'form.x in > 5 and form.y = 1',
      'Put brackets round the test with “in”, or “and” belongs to it.',
    ],
    [
      '(form.x + 1).amount',
      '“amount” cannot be read off this: only parts of a date, time or duration.',
    ],
  ])('%s', (text, sentence) => {
    const { faults } = parseFeel(text);
    expect(faults.map((fault) => fault.says)).toEqual([sentence]);
    for (const { span } of faults) {
      expect(span[0]).toBeGreaterThanOrEqual(0);
      expect(span[1]).toBeLessThanOrEqual(text.length);
      expect(span[0]).toBeLessThanOrEqual(span[1]);
    }
  });

  it.each([
    ['form.x == 1', 'form.x = 1'],
    ['form.x <> 1', 'form.x != 1'],
    ['form.x in ("a") or form.y = 1', '(form.x in ("a")) or form.y = 1'],
    [
      'form.y and form.x in [1..5] and form.z or tier = "a"',
      'form.y and (form.x in [1..5]) and form.z or tier = "a"',
    ],
    ['form.x in > 5 and form.z', '(form.x in > 5) and form.z'],
    ['form.x in "a" = true', '(form.x in "a") = true'],
  ])('with what was probably meant: %s', (text, instead) => {
    const { faults } = parseFeel(text);
    expect(faults.map((fault) => fault.instead)).toEqual([instead]);
    expect(parseFeel(instead).faults).toEqual([]);
  });

  it('with the place it is at', () => {
    const text = 'tier = "high" and planned > 1';
    const [fault] = parseFeel(text).faults;
    expect(text.slice(...(fault?.span ?? [0, 0]))).toBe('planned');
  });
});

describe('reading is bounded', () => {
  it('a megabyte is refused unread', () => {
    endsSoon(() =>
      expect(says('a'.repeat(1_000_000))).toEqual(['An expression has at most 2000 characters.']),
    );
  });
  it.each(['(', '[', '{', 'not(', 'form.x in ('])('ten thousand “%s” too', (open) => {
    endsSoon(() => expect(says(open.repeat(10_000))).toHaveLength(1));
    endsSoon(() => expect(says(open.repeat(Math.floor(2_000 / open.length)))).toHaveLength(1));
  });
  it.each([
    '-',
    '- ',
    'if ',
    '1+',
    'form.',
    'a ',
    'for x in ',
    'not ',
    'a and ',
    '1 - ',
    'x between ',
    '"',
  ])('two thousand characters of “%s” are read without a stack overflow', (part) => {
    endsSoon(() => {
      expect(says(part.repeat(Math.floor(1_990 / part.length))).length).toBeGreaterThan(0);
      expect(says(`${part.repeat(Math.floor(1_980 / part.length))} form.x`).length).toBeLessThan(
        400,
      );
    });
  });
  it('four hundred nodes at most', () => {
    expect(says(sum(200))).toEqual([]);
    expect(says(sum(201))).toEqual(['The expression is too large: split it into several.']);
  });
});

describe('a path is renamed wherever it stands, and nothing else', () => {
  it.each([
    ['form.old >= 1', 'form.new >= 1'],
    ['form . old >= 1 // form.old', 'form . new >= 1 // form.old'],
    [
      'form.old.part = "form.old" and form.older = form.old',
      'form.new.part = "form.old" and form.older = form.new',
    ],
    [
      'some old in form.old satisfies old.old > metrics.old',
      'some old in form.new satisfies old.old > metrics.old',
    ],
    ['function(x) form.old', 'function(x) form.new'],
    ['form.x[form.old > 1]', 'form.x[form.new > 1]'],
    ['now() = form.old', 'now() = form.new'],
  ])('%s', (before, after) => {
    expect(renamePath(before, ['form', 'old'], ['form', 'new'])).toBe(after);
  });
});
