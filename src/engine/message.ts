import type { Item } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import type { Data } from './compiled.ts';
import { expr } from './feel/expr.ts';
import { isObject } from './metrics.ts';

/**
 * The sentence a manager reads when an item fails: its message with `{metrics.x}`, `{form.x}`, `{tier}` and
 * `{request.id}` inserted, lists joined by ", ", numbers plainly, dates and times as they are spoken. Anything else in
 * braces is computed as FEEL, e.g. `{floor(metrics.live.bad / metrics.live.all * 100)} %`. What is not there is
 * written "—".
 */
export function itemMessage(item: Item, data: Data): string {
  if (item.message === undefined || item.message === '') return `Failed: ${item.text}`;
  return filledIn(item.message, data);
}

/** A text with what stands in its braces inserted, as `itemMessage` has it. */
export function filledIn(text: string, data: Data): string {
  const year = data.request.submittedAt.slice(0, 4);
  return text.replaceAll(/\{([^{}]+)\}/g, (_, inside: string) => {
    const path = inside.trim();
    const value = /^[A-Za-z_][\w.]*$/.test(path) ? at(path.split('.'), data) : computed(path, data);
    return written(value, year);
  });
}

function at(path: readonly string[], data: Data): Json | undefined {
  const [root, ...keys] = path;
  let value: Json | undefined;
  if (root === 'tier') value = data.tier;
  else if (root === 'form') value = data.form;
  else if (root === 'metrics') value = data.metrics;
  else if (root === 'request')
    value = { id: data.request.id, submittedAt: data.request.submittedAt };
  for (const key of keys)
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** What an expression gives is plain data. */
function computed(text: string, data: Data): Json | undefined {
  const value = expr(text).eval(data);
  return typeof value === 'object' && value !== null ? undefined : plainValue(value);
}
function plainValue(value: unknown): Json | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function written(value: Json | undefined, year: string): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'string') return spoken(value, year);
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isObject(value)) return JSON.stringify(value);
  return value.map((each) => written(each, year)).join(', ');
}

/** No tail of binary fractions: at most six significant digits behind the point. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** "2026-10-16" → "16 October", with its year where that is not the request's; "16:30:00" → "16:30". */
function spoken(text: string, year: string): string {
  if (/^\d{2}:\d{2}:\d{2}$/.test(text)) return text.slice(0, 5);
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (date === null) return text;
  const month = months[Number(date[2]) - 1] ?? '';
  return `${Number(date[3])} ${month}${date[1] === year ? '' : ` ${date[1]}`}`;
}
