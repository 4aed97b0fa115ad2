/**
 * Rows of the largest tables that are whole and simple, told by hand: a draft of thousands of them opens in a fraction of
 * the time the schemas take, and shares the arrays it was read from. What is not plainly right is left to the schema.
 */
import { isId } from '#model/id.schema.ts';
import type { TableName } from '#model/diagram.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Whether the schema of its table would give back this very row. */
export function isPlain(table: TableName, raw: Raw): boolean {
  if (table === 'layout') return isPlace(raw);
  if (table === 'assignments') return isAssignment(raw);
  return table === 'flows' && isFlow(raw);
}

const only = (raw: Raw, allowed: ReadonlySet<string>): boolean => {
  for (const field in raw) if (!allowed.has(field) || raw[field] === undefined) return false;
  return true;
};
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const maybe = (value: unknown, is: (value: unknown) => boolean): boolean =>
  value === undefined || is(value);
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

const placeFields = new Set(['id', 'x', 'y', 'w', 'h', 'bends', 'link', 'pinned', 'hue']);
const isPlace = (raw: Raw): boolean =>
  only(raw, placeFields) &&
  isId(raw['id']) &&
  maybe(raw['x'], isNumber) &&
  maybe(raw['y'], isNumber) &&
  maybe(raw['w'], isNumber) &&
  maybe(raw['h'], isNumber) &&
  maybe(raw['hue'], isNumber) &&
  maybe(raw['link'], isBoolean) &&
  maybe(raw['pinned'], isBoolean) &&
  maybe(raw['bends'], isWay);
const isWay = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (point: unknown) =>
      Array.isArray(point) && point.length === 2 && isNumber(point[0]) && isNumber(point[1]),
  );

const assignmentFields = new Set(['id', 'role', 'node', 'letter', 'before']);
const letters = new Set<unknown>(['A', 'S', 'R', 'C', 'I']);
const isAssignment = (raw: Raw): boolean =>
  only(raw, assignmentFields) &&
  isId(raw['id']) &&
  isId(raw['role']) &&
  isId(raw['node']) &&
  letters.has(raw['letter']) &&
  maybe(raw['before'], isBoolean);

const flowFields = new Set(['id', 'from', 'to', 'order', 'label', 'route']);
const isFlow = (raw: Raw): boolean =>
  only(raw, flowFields) &&
  isId(raw['id']) &&
  isId(raw['from']) &&
  isId(raw['to']) &&
  typeof raw['order'] === 'string' &&
  /^[0-9A-Za-z]{1,200}$/.test(raw['order']) &&
  maybe(raw['label'], (label) => typeof label === 'string') &&
  isAlways(raw['route']);
const isAlways = (route: unknown): boolean =>
  typeof route === 'object' &&
  route !== null &&
  'kind' in route &&
  (route.kind === 'always' || route.kind === 'default') &&
  Object.keys(route).length === 1;
