import type { Item } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import type { Data } from './compiled.ts';
import { isObject } from './metrics.ts';

/**
 * The sentence a manager reads when an item fails: its message with `{metrics.x}`, `{form.x}`, `{tier}` and
 * `{request.id}` inserted, lists joined by ", ", numbers plainly. What is not there is written "—".
 */
export function itemMessage(item: Item, data: Data): string {
  if (item.message === undefined || item.message === '') return `Failed: ${item.text}`;
  return item.message.replaceAll(/\{([A-Za-z_][\w.]*)\}/g, (_, path: string) =>
    written(at(path.split('.'), data)),
  );
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

function written(value: Json | undefined): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isObject(value)) return JSON.stringify(value);
  return value.map(written).join(', ');
}

/** No tail of binary fractions: at most six significant digits behind the point. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));
