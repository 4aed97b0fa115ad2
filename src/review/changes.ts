/** What a draft changes against a version, in words: rows added, removed and changed. What only looks different is no change. */
import type { Diagram, Node, TableName } from '#model/diagram.ts';
import { canonical } from '#model/canonical.ts';
import { meaning } from '#model/digest.ts';
import { kindWords } from '#model/kind-words.ts';

export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly says: string;
}

/** Tables told as counts; of items, evidence and assignments the node they belong to is named. */
const counted: readonly (readonly [
  Exclude<TableName, 'nodes' | 'layout' | 'assumptions'>,
  string,
  string,
])[] = [
  ['flows', 'flow', 'flows'],
  ['assignments', 'assignment', 'assignments'],
  ['items', 'checklist item', 'checklist items'],
  ['evidence', 'piece of evidence', 'pieces of evidence'],
  ['fields', 'form field', 'form fields'],
  ['tiers', 'tier rule', 'tier rules'],
  ['calendars', 'calendar', 'calendars'],
  ['windows', 'deployment window', 'deployment windows'],
  ['rules', 'rule', 'rules'],
];
const verbs = { added: 'added', removed: 'removed', changed: 'changed' } as const;

type Rows = { readonly [id: string]: object };
type Nodes = { readonly [id: string]: Node };

/** Nodes one by one, by name; all else counted where it belongs. Of meaning only: a moved node is no change. */
export function changesSince(before: Diagram, after: Diagram): readonly Change[] {
  const old = meaning(before);
  const now = meaning(after);
  const found: Change[] = [];
  if (canonical(old.control) !== canonical(now.control))
    found.push({ kind: 'changed', says: 'Title, purpose or document control' });
  const nodes = differences(old.nodes, now.nodes);
  for (const [kind, ids] of nodes)
    for (const id of ids) found.push({ kind, says: named(after.nodes, before.nodes, id) });
  for (const [table, one, many] of counted)
    for (const [kind, ids] of differences(old[table], now[table]))
      for (const [place, n] of byNode(ids, old[table], now[table])) {
        const node = rowOf(after.nodes, place) ?? rowOf(before.nodes, place);
        const where = node ? ` at “${node.name}”` : '';
        found.push({ kind, says: `${n} ${n === 1 ? one : many} ${verbs[kind]}${where}` });
      }
  return found;
}

const rowOf = <R>(table: { readonly [id: string]: R }, id: string): R | undefined =>
  Object.hasOwn(table, id) ? table[id] : undefined;

function named(after: Nodes, before: Nodes, id: string): string {
  const node = rowOf(after, id) ?? rowOf(before, id);
  return node === undefined ? id : `${kindWords[node.kind]} “${node.name}”`;
}

function differences(
  old: Rows,
  now: Rows,
): readonly (readonly [Change['kind'], readonly string[]])[] {
  const ids = Object.keys(now);
  return [
    ['added', ids.filter((id) => !Object.hasOwn(old, id))],
    [
      'changed',
      ids.filter((id) => Object.hasOwn(old, id) && canonical(old[id]) !== canonical(now[id])),
    ],
    ['removed', Object.keys(old).filter((id) => !Object.hasOwn(now, id))],
  ];
}

/** How many of these rows belong to which node; '' where they belong to none. */
function byNode(ids: readonly string[], old: Rows, now: Rows): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const id of ids) {
    const row = now[id] ?? old[id];
    const node = row !== undefined && 'node' in row && typeof row.node === 'string' ? row.node : '';
    places.set(node, (places.get(node) ?? 0) + 1);
  }
  return places;
}
