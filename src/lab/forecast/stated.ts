/** The assumptions as this page lists them: each with its value and where that comes from. */
import type { Diagram } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import type { Fit, Fitted } from '#simulate/forecast/fit.ts';
import { withMember } from './ask.ts';
import type { Changes } from './ask.ts';

/** What a forecast rests on: the SOP's own assumptions, those of history where it is taken, and changes made here. */
export interface Basis {
  readonly diagram: Diagram;
  /** Null: history is not taken. */
  readonly fit: Fit | null;
  readonly changes: Changes;
}
export type Source =
  | { readonly kind: 'changed' | 'stated' | 'nobody' }
  | { readonly kind: 'history'; readonly figure: Fitted };

const has = (
  rows: { readonly [id: string]: { readonly [member: string]: Json } },
  id: string,
  member: string,
): Json | undefined => {
  const row = Object.hasOwn(rows, id) ? rows[id] : undefined;
  return row !== undefined && Object.hasOwn(row, member) ? row[member] : undefined;
};

/** What holds of a member before anything was changed here. */
export const unchanged = ({ diagram, fit }: Basis, id: string, member: string): Json | undefined =>
  has(fit?.assumptions ?? {}, id, member) ?? has(diagram.assumptions, id, member);
export const memberOf = (basis: Basis, id: string, member: string): Json | undefined =>
  has(basis.changes, id, member) ?? unchanged(basis, id, member);

const fitted: Readonly<Record<string, Fitted['what']>> = {
  touch: 'touch',
  outcomePercent: 'outcomes',
  arrivals: 'arrivals',
};
export function sourceOf({ diagram, fit, changes }: Basis, id: string, member: string): Source {
  if (has(changes, id, member) !== undefined) return { kind: 'changed' };
  const figure = fit?.figures.find(
    (each) => each.id === id && each.what === fitted[member] && each.from === 'history',
  );
  if (figure !== undefined) return { kind: 'history', figure };
  return { kind: has(diagram.assumptions, id, member) === undefined ? 'nobody' : 'stated' };
}

export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** Requests a week; undefined where arrivals are listed one by one, or nobody said. */
export function arrivalsOf(basis: Basis): number | undefined {
  const arrivals = memberOf(basis, 'sop', 'arrivals');
  return isRecord(arrivals) ? numberOf(arrivals['perWeek']) : undefined;
}

/** All that is assumed beside the diagram's own: history first, changes over it. */
export function assumptionsOf({ fit, changes }: Basis): Changes {
  const rows: { [id: string]: { readonly [member: string]: Json } } = { ...fit?.assumptions };
  for (const [id, row] of Object.entries(changes)) rows[id] = { ...rows[id], ...row };
  return rows;
}

/** The changes with this one; what is as it was before is none. */
export function changedTo(
  basis: Basis,
  id: string,
  member: string,
  value: Json | undefined,
): Changes {
  const before = unchanged(basis, id, member);
  const same = value === undefined || JSON.stringify(value) === JSON.stringify(before);
  return withMember(basis.changes, id, member, same ? undefined : value);
}
/** So many a week, the rest of what is assumed of arrivals as it is. */
export function withArrivals(basis: Basis, perWeek: number | null): Changes {
  const arrivals = memberOf(basis, 'sop', 'arrivals');
  const rest = isRecord(arrivals) && arrivals['kind'] === 'poisson' ? arrivals : {};
  return changedTo(basis, 'sop', 'arrivals', { ...rest, kind: 'poisson', perWeek });
}
