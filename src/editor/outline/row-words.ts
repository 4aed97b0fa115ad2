/** What a row of the outline says: its name, the way that leads to it, who has to do with it. */
import type { Diagram } from '#model/diagram.ts';
import type { OutlineRow } from '#model/outline.ts';
import { assignmentsOf } from '#model/rows.ts';
import { kinds } from '../kinds.ts';
import { wayWords } from '../way-words.ts';

export function nameOf(d: Diagram, row: OutlineRow): string {
  const node = d.nodes[row.node];
  if (node === undefined) return '';
  return node.kind === 'note' ? node.text : node.name;
}

/** "A Compliance, S Model risk board": letters first, for they are what is scanned for. */
export function whoOf(d: Diagram, row: OutlineRow): readonly (readonly [string, string])[] {
  if (row.link) return [];
  return assignmentsOf(d, row.node).map(({ letter, role }) => [
    letter,
    d.nodes[role]?.name || 'Unnamed role',
  ]);
}

/** The word on the row itself: what follows a gate as approved needs none. */
export function wayMark(d: Diagram, row: OutlineRow): string {
  const flow = row.via === null ? undefined : d.flows[row.via];
  const good = row.follows && flow?.route.kind === 'outcomes' && (flow.label ?? '').trim() === '';
  return good || flow === undefined ? '' : wayWords(d, flow);
}

/** What a screen reader hears before the name, where the eye sees an icon. */
export function spoken(d: Diagram, row: OutlineRow): string {
  const node = d.nodes[row.node];
  return row.link ? 'goes on at ' : node === undefined ? '' : `${kinds[node.kind].word}, `;
}
