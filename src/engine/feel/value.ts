/** What expressions reckon with besides JSON, what an evaluation may spend, and how data is read. */
import type { Json } from '#model/json.ts';
import type { Data } from '../compiled.ts';
import { isTemporal, written } from './temporal.ts';

/** One evaluation: its data, the loop's value, and how many elements may still be looked at. */
export interface Env {
  data: Data;
  item: unknown;
  left: number;
}
/** Elements one evaluation may look at: lists are data, so their length is not the author's to bound. */
export const mostElements = 200_000;
/** Elements a loop goes through at most. */
export const mostRounds = 1_000;

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isTemporal(value);

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
/** A key of the data's own; what every object inherits is not data. */
export function own(value: unknown, key: string): unknown {
  if (!isRecord(value)) return null;
  if (inherited.has(key) && !Object.hasOwn(value, key)) return null;
  return value[key] ?? null;
}
/** Of a list: of each of its elements. */
export const step = (value: unknown, key: string): unknown =>
  Array.isArray(value) ? value.map((element) => own(element, key)) : own(value, key);

export function root(data: Data, name: string): unknown {
  switch (name) {
    case 'form':
      return data.form;
    case 'metrics':
      return data.metrics;
    case 'tier':
      return data.tier;
    case 'request':
      return data.request;
    default:
      return null;
  }
}

/** Plain data of a result: dates and durations as ISO texts. */
export function plain(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null; // JSON has no −0
  if (typeof value !== 'object' || value === null) return null;
  if (isTemporal(value)) return written(value);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
