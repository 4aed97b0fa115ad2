/** The root maps of a draft: one per table, so that two people can never make the same map twice. */
import type { TableName } from '#model/diagram.ts';
import type { Doc, Map as YMap } from 'yjs';

const names: Record<TableName, true> = {
  nodes: true,
  flows: true,
  assignments: true,
  items: true,
  evidence: true,
  fields: true,
  tiers: true,
  calendars: true,
  windows: true,
  rules: true,
  layout: true,
  assumptions: true,
};
const isTable = (name: string): name is TableName => name in names;
export const tableNames: readonly TableName[] = Object.keys(names).filter(isTable);

type Roots = Record<TableName | 'control' | 'meta', YMap<unknown>>;

export function roots(doc: Doc): Roots {
  const map = (name: string): YMap<unknown> => doc.getMap(name);
  return {
    meta: map('meta'),
    control: map('control'),
    nodes: map('nodes'),
    flows: map('flows'),
    assignments: map('assignments'),
    items: map('items'),
    evidence: map('evidence'),
    fields: map('fields'),
    tiers: map('tiers'),
    calendars: map('calendars'),
    windows: map('windows'),
    rules: map('rules'),
    layout: map('layout'),
    assumptions: map('assumptions'),
  };
}
