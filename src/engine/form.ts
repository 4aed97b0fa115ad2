/** One validator for the screen and for `decide`: what is wrong with a form, field by field, in plain sentences. */
import type { Field, FieldType } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FieldId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { pattern } from '#model/pattern.ts';
import type { Compiled, Data } from './compiled.ts';
import type { Form } from './request.ts';
import { isoDate, parseDate } from './time/zone.ts';

export interface Problem {
  /** For a key that no field has: that key. */
  readonly field: FieldId;
  readonly says: string;
}

/** Characters of all values together. */
const largest = 200_000;
const mostProblems = 100;
/** Characters × size of the pattern. */
const mostSteps = 20_000_000;

/**
 * The whole form against its fields (by key); no problems: it may be submitted. null and absent are the same, so are
 * an empty text and an empty list. Lengths count characters as people do (code points).
 * @param today ISO date in the SOP's zone; without it `maxDaysAhead` is not looked at
 */
export function checkForm(
  fields: ReadonlyMap<string, Field>,
  form: Form,
  today?: string,
): Problem[] {
  const problems: Problem[] = [];
  let size = 0;
  for (const key of Object.keys(form)) {
    size += sizeOf(form[key]);
    if (!fields.has(key))
      problems.push({ field: as(key), says: `The form has no field “${key.slice(0, 80)}”.` });
    if (problems.length >= mostProblems) return problems;
  }
  for (const [key, field] of fields) {
    const value = Object.hasOwn(form, key) ? form[key] : undefined;
    const says = size > largest ? tooLarge(value) : wrong(field, value, today);
    if (says !== null) problems.push({ field: field.id, says });
  }
  // Too much in all but nowhere in particular: said at the first field.
  const [first] = fields.values();
  if (size > largest && problems.length === 0 && first !== undefined)
    problems.push({ field: first.id, says: 'The form holds too much text in all.' });
  return problems;
}

/** What stands deeper is no value of any field, and refused as such. */
const sizeOf = (value: Json | undefined): number =>
  typeof value === 'string'
    ? value.length
    : value !== undefined && isList(value)
      ? value.reduce<number>((sum, each) => sum + (typeof each === 'string' ? each.length : 8), 8)
      : 8;
const tooLarge = (value: Json | undefined): string | null =>
  sizeOf(value) > largest / 20
    ? 'Too much: the whole form has to stay below 200,000 characters.'
    : null;

function wrong(field: Field, value: Json | undefined, today: string | undefined): string | null {
  if (value === undefined || value === null || isEmpty(field.type, value))
    return field.required ? missing(field.type) : null;
  return kinds[field.type.kind](field, value, today);
}
function isEmpty({ kind }: FieldType, value: Json): boolean {
  if (kind === 'string' || kind === 'text') return typeof value === 'string' && value.trim() === '';
  return kind === 'multi' && Array.isArray(value) && value.length === 0;
}

function missing(type: FieldType): string {
  if (type.kind === 'boolean') return 'Answer yes or no.';
  if (type.kind === 'enum') return `Choose one of ${listed(type.values)}.`;
  if (type.kind === 'multi') return `Choose at least one of ${listed(type.values)}.`;
  return 'Fill this in.';
}
function listed(values: readonly string[]): string {
  const shown = values.length > 12 ? [...values.slice(0, 12), '…'] : values;
  return shown.join(', ');
}

type Check = (field: Field, value: Json, today: string | undefined) => string | null;
const kinds: Record<FieldType['kind'], Check> = {
  string: text,
  text,
  enum: choice,
  multi: choices,
  number,
  boolean: (_, value) => (typeof value === 'boolean' ? null : 'Answer yes or no.'),
  date,
  time,
};

function text({ type, help }: Field, value: Json): string | null {
  if (type.kind !== 'string' && type.kind !== 'text') return null;
  if (typeof value !== 'string') return 'Has to be text.';
  if (/\p{Surrogate}/u.test(value)) return 'Holds a character that cannot be stored.';
  if (type.kind === 'string' && /[\n\r]/.test(value)) return 'Has to be one line.';
  const length = lengthOf(value, type.max);
  if (length > type.max) return `At most ${counted(type.max)}.`;
  if (type.min !== undefined && length < type.min) return `Needs at least ${counted(type.min)}.`;
  if (type.pattern === undefined) return null;
  const form = pattern(type.pattern); // one that can't be read is a fault of the diagram, not of the form
  if (!form.ok) return null;
  if (value.length * form.size > mostSteps) return 'Is too long to be looked at.';
  if (form.test(value)) return null;
  const hint = help === undefined || help === '' ? '' : ` ${help.replace(/\.?$/, '.')}`;
  return `Is not written as expected.${hint}`;
}
const counted = (n: number): string => `${plain(n)} ${n === 1 ? 'character' : 'characters'}`;
function lengthOf(value: string, max: number): number {
  if (value.length > max * 2) return value.length;
  let n = 0;
  for (const _ of value) n += 1;
  return n;
}

function choice({ type }: Field, value: Json): string | null {
  if (type.kind !== 'enum') return null;
  return typeof value === 'string' && type.values.includes(value)
    ? null
    : `Choose one of ${listed(type.values)}.`;
}
function choices({ type }: Field, value: Json): string | null {
  if (type.kind !== 'multi') return null;
  const known = (each: Json): boolean => typeof each === 'string' && type.values.includes(each);
  if (!isList(value) || !value.every(known)) return `Choose from ${listed(type.values)}.`;
  return new Set(value).size === value.length ? null : 'Choose each one once.';
}
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function number({ type }: Field, value: Json): string | null {
  if (type.kind !== 'number') return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'Has to be a number.';
  const unit = type.unit === undefined || type.unit === '' ? '' : ` ${type.unit}`;
  if (type.whole === true && !Number.isInteger(value)) return 'Has to be a whole number.';
  if (type.min !== undefined && value < type.min) return `At least ${plain(type.min)}${unit}.`;
  if (type.max !== undefined && value > type.max) return `At most ${plain(type.max)}${unit}.`;
  return null;
}
/** 12500 as 12,500: the same on every machine. */
function plain(n: number): string {
  const [whole = '', fraction] = String(n).split('.');
  if (whole.includes('e')) return String(n);
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function date({ type }: Field, value: Json, today: string | undefined): string | null {
  if (type.kind !== 'date') return null;
  const day = typeof value === 'string' ? parseDate(value) : null;
  if (day === null) return 'Has to be a date, such as 2026-10-16.';
  const from = today === undefined ? null : parseDate(today);
  if (type.maxDaysAhead === undefined || from === null) return null;
  const last = from + type.maxDaysAhead;
  return day > last
    ? `At most ${plain(type.maxDaysAhead)} days ahead: until ${isoDate(last)}.`
    : null;
}

function time({ type }: Field, value: Json): string | null {
  if (type.kind !== 'time') return null;
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(value)
    ? null
    : 'Has to be a time, such as 16:30.';
}

/** The first tier whose condition is true; null where none is. A former tier decides nothing. */
export function tierOf(compiled: Compiled, data: Data): string | null {
  const { form, metrics } = data;
  const fresh = data.tier === null ? data : { form, metrics, request: data.request, tier: null };
  for (const { tier, when } of compiled.tiers) if (when.eval(fresh) === true) return tier;
  return null;
}
