import { describe, expect, it } from 'vitest';
import type { Field, FieldType } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import { oneOf, sop, text } from '../../test/builders/sop.ts';
import { took } from '../../test/builders/took.ts';
import { compile } from './compile.ts';
import type { Data } from './compiled.ts';
import { checkForm, tierOf } from './form.ts';

const fields = (types: { readonly [key: string]: FieldType | Partial<Field> }) =>
  new Map(
    Object.entries(types).map(([key, row]): [string, Field] => [
      key,
      {
        id: as(`fld_${key}`),
        order: 'a0',
        key,
        label: key,
        required: true,
        ...('kind' in row ? { type: row } : { type: { kind: 'boolean' }, ...row }),
      },
    ]),
  );
/** What is said of one value in a field of one type. */
const said = (type: FieldType, value: Json, today?: string): string | null =>
  checkForm(fields({ x: type }), { x: value }, today)[0]?.says ?? null;

describe('a value that fits its field is not spoken of', () => {
  it.each<[FieldType, Json]>([
    [{ kind: 'string', max: 5, min: 2 }, 'ab'],
    [{ kind: 'text', max: 20 }, 'two\nlines'],
    [{ kind: 'string', max: 2 }, '😀é'],
    [{ kind: 'string', max: 9, pattern: '^v?[0-9]+(\\.[0-9]+){1,2}$' }, 'v2.3'],
    [{ kind: 'enum', values: ['a', 'b'] }, 'b'],
    [{ kind: 'multi', values: ['a', 'b'] }, ['b', 'a']],
    [{ kind: 'number', min: 0, max: 100 }, 0],
    [{ kind: 'boolean' }, false],
    [{ kind: 'date', maxDaysAhead: 30 }, '2026-11-15'],
    [{ kind: 'time' }, '16:30:00'],
    [{ kind: 'time' }, '09:05'],
  ])('%j takes %j', (type, value) => {
    expect(said(type, value, '2026-10-16')).toBe(null);
  });
});

describe('what is wrong is said in a sentence', () => {
  it.each<[FieldType, Json, string]>([
    [{ kind: 'text', max: 100, min: 20 }, 'short', 'Needs at least 20 characters.'],
    [{ kind: 'string', max: 1 }, 'ab', 'At most 1 character.'],
    [{ kind: 'text', max: 2000 }, 'x'.repeat(2001), 'At most 2,000 characters.'],
    [{ kind: 'string', max: 10 }, 'a\nb', 'Has to be one line.'],
    [{ kind: 'string', max: 10 }, 5, 'Has to be text.'],
    [{ kind: 'string', max: 10 }, '\uD800', 'Holds a character that cannot be stored.'],
    [{ kind: 'string', max: 10, pattern: '^v' }, '2.3', 'Is not written as expected.'],
    [{ kind: 'enum', values: ['a', 'b'] }, 'c', 'Choose one of a, b.'],
    [{ kind: 'enum', values: ['a', 'b'] }, null, 'Choose one of a, b.'],
    [{ kind: 'multi', values: ['a', 'b'] }, ['c'], 'Choose from a, b.'],
    [{ kind: 'multi', values: ['a', 'b'] }, ['a', 'a'], 'Choose each one once.'],
    [{ kind: 'multi', values: ['a', 'b'] }, [], 'Choose at least one of a, b.'],
    [{ kind: 'number', min: 1000, unit: 'rps' }, 999, 'At least 1,000 rps.'],
    [{ kind: 'number', max: 0.5 }, 0.6, 'At most 0.5.'],
    [{ kind: 'number', whole: true }, 1.5, 'Has to be a whole number.'],
    [{ kind: 'number' }, '5', 'Has to be a number.'],
    [{ kind: 'number' }, '', 'Has to be a number.'],
    [{ kind: 'boolean' }, null, 'Answer yes or no.'],
    [{ kind: 'date' }, '2026-02-30', 'Has to be a date, such as 2026-10-16.'],
    [{ kind: 'date', maxDaysAhead: 30 }, '2026-11-16', 'At most 30 days ahead: until 2026-11-15.'],
    [{ kind: 'time' }, '24:00', 'Has to be a time, such as 16:30.'],
    [{ kind: 'string', max: 10 }, '   ', 'Fill this in.'],
  ])('%j refuses %j', (type, value, sentence) => {
    expect(said(type, value, '2026-10-16')).toBe(sentence);
  });

  it('with the field’s help where it has one', () => {
    const type: FieldType = { kind: 'string', max: 10, pattern: '^v' };
    const [problem] = checkForm(fields({ x: { type, help: 'e.g. v2.3' } }), { x: '2.3' });
    expect(problem?.says).toBe('Is not written as expected. e.g. v2.3.');
  });
});

it('a field nobody has to fill may stay empty, by null or by absence', () => {
  const optional = fields({ a: { required: false, type: text() }, b: { required: false } });
  expect(checkForm(optional, {})).toEqual([]);
  expect(checkForm(optional, { a: null, b: null })).toEqual([]);
  expect(checkForm(optional, { a: '' })).toEqual([]);
});

it('every field is spoken of, each under its id, and unknown keys are refused', () => {
  const problems = checkForm(fields({ a: text(), b: oneOf('x') }), { b: 'y', c: 1 });
  expect(problems).toEqual([
    { field: 'c', says: 'The form has no field “c”.' },
    { field: 'fld_a', says: 'Fill this in.' },
    { field: 'fld_b', says: 'Choose one of x.' },
  ]);
  const proto: JsonObject = JSON.parse('{"a":"x","b":"x","__proto__":1}') as JsonObject;
  expect(checkForm(fields({ a: text(), b: oneOf('x') }), proto)).toHaveLength(1);
});

it('a form is bounded, and checking it too', () => {
  const open = fields({ a: { kind: 'text', max: 10_000_000, pattern: '(a+)+$' } });
  expect(took(() => checkForm(open, { a: `${'a'.repeat(190_000)}!` }))).toBeLessThan(10_000);
  expect(checkForm(open, { a: 'a'.repeat(300_000) })[0]?.says).toContain('200,000');
  const keys = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, 1]));
  expect(checkForm(open, keys)).toHaveLength(100);
  const many = fields(
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, text(10_000)])),
  );
  const full = Object.fromEntries([...many.keys()].map((key) => [key, 'x'.repeat(5_000)]));
  expect(checkForm(many, full)).toHaveLength(1);
});

const data = (n: string, tier: string | null): Data => ({
  form: { n },
  tier,
  metrics: {},
  request: { id: 'r', submittedAt: '' },
});

describe('the tier', () => {
  const compiled = compile(
    sop()
      .role('r')
      .intake({ n: text() })
      .tier('high', 'form.n = "h" or tier = "high"')
      .tier('odd', 'form.n > 1')
      .tier('standard', 'true')
      .gate('g', { A: 'r' })
      .end('e')
      .path('in', 'g', 'e')
      .diagram(),
    'draft',
  );
  it('is that of the first row that is true; null is not true', () => {
    expect(tierOf(compiled, data('h', null))).toBe('high');
    expect(tierOf(compiled, data('x', null))).toBe('standard');
  });
  it('doesn’t hang on what it was before', () => {
    expect(tierOf(compiled, data('x', 'high'))).toBe('standard');
  });
});
