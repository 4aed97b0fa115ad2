/** The assumptions as this page lists them: each with its value and where that comes from. */
import type { Diagram } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import type { Changes } from './ask.ts';

/** What holds of a member: changed here, else as the SOP states it; undefined: nobody said. */
export function memberOf(
  diagram: Diagram,
  changes: Changes,
  id: string,
  member: string,
): Json | undefined {
  const changed = changes[id];
  if (changed !== undefined && Object.hasOwn(changed, member)) return changed[member];
  const stated = diagram.assumptions[id];
  return stated !== undefined && Object.hasOwn(stated, member) ? stated[member] : undefined;
}
export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Requests a week; null where arrivals are listed one by one, or nobody said. */
export function arrivalsOf(diagram: Diagram, changes: Changes): number | null {
  const arrivals = memberOf(diagram, changes, 'sop', 'arrivals');
  const perWeek = isRecord(arrivals) ? arrivals['perWeek'] : undefined;
  return typeof perWeek === 'number' ? perWeek : null;
}
