/**
 * The assignment tree of LOOK.md §3.3: the roles of a gate hang beneath it, one pill an assignment. A role without a
 * place of its own is drawn in the trees only; one that was placed by hand is drawn there, with dashed lines to its gates
 * and steps, and leaves the trees. Auto-layout gives roles no place, so tidying restores the trees.
 */
import type { Assignment, Diagram, Letter } from '#model/diagram.ts';
import type { AssignmentId, NodeId, RoleId } from '#model/ids.ts';
import { assignmentsAt, flowsOf } from './by-node.ts';
import { sizes } from './sizes.ts';
import { cutText, textWidth } from './text.ts';

/** One row of a tree; x, y, w, h in px from the gate's upper left corner. The badge stands on the stem at `stem`, `y + h / 2`. */
export interface Branch {
  readonly assignment: AssignmentId;
  readonly role: RoleId;
  readonly letter: Letter;
  readonly name: string;
  /** "all", "at least 2"; absent: any one of them. */
  readonly quorum?: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export const stem = 14;
const pillX = 32;
const first = 16;
const pitch = 40;
/** So that what leaves a gate at its lower right passes beside the pills. */
const widest = 172;
/** Where a gate also has a flow for `expired`, which leaves further left, or a mark beneath it. */
const narrow = 140;

const rank: Readonly<Record<Letter, number>> = { A: 0, S: 1, R: 2, C: 3, I: 4 };

/** The rows of a gate's tree, keeper first; empty for other kinds. */
export function treeOf(diagram: Diagram, gate: NodeId): readonly Branch[] {
  const node = diagram.nodes[gate];
  if (node?.kind !== 'gate') return [];
  const its = assignmentsAt(diagram, gate);
  const hanging = its.filter((row) => !placedByHand(diagram, row.role));
  const expires = flowsOf(diagram, gate).some(
    ({ id, route }) =>
      route.kind === 'outcomes' &&
      (route.outcomes.includes('expired') ||
        (diagram.layout[id]?.link === true && !route.outcomes.includes('returned'))),
  );
  // A drag asks for all trees again, and none of them changes.
  const known = grown.get(its);
  const same = known?.nodes === diagram.nodes && known.expires === expires;
  if (same && known.roles === hanging.length) return known.rows;
  const room = expires ? narrow : widest;
  const rows = hanging
    .toSorted((a, b) => rank[a.letter] - rank[b.letter] || (a.id < b.id ? -1 : 1))
    .map((row, at) => branch(diagram, row, sizes.gate.h + first + at * pitch, room));
  // All of them or none, as a rule: where some roles were placed by hand the count does not say which.
  if (hanging.length === its.length || hanging.length === 0)
    grown.set(its, { nodes: diagram.nodes, expires, roles: hanging.length, rows });
  return rows;
}

interface Grown {
  readonly nodes: Diagram['nodes'];
  readonly expires: boolean;
  readonly roles: number;
  readonly rows: readonly Branch[];
}
const grown = new WeakMap<readonly Assignment[], Grown>();

/** Height in px a gate's tree adds beneath its plate. */
export function treeHeight(rows: number): number {
  return rows === 0 ? 0 : first + (rows - 1) * pitch + sizes.role.h;
}

/** Whether a role has a place of its own. */
export function placedByHand(diagram: Diagram, role: NodeId): boolean {
  return diagram.layout[role]?.x !== undefined;
}

function branch(diagram: Diagram, row: Assignment, y: number, most: number): Branch {
  const quorum = quorumText(row);
  const extra = quorum === undefined ? 0 : textWidth(quorum, 11.5) + 10;
  const room = most - 48 - extra;
  const name = cutText(diagram.nodes[row.role]?.name ?? '', room, 12.5, 550);
  const w = Math.max(72, textWidth(name, 12.5, 550) + 48 + extra);
  const at = { x: pillX, y, w, h: sizes.role.h };
  const base = { assignment: row.id, role: row.role, letter: row.letter, name, ...at };
  return quorum === undefined ? base : { ...base, quorum };
}

function quorumText(row: Assignment): string | undefined {
  if (row.quorum === undefined || row.quorum.kind === 'any') return undefined;
  return row.quorum.kind === 'all' ? 'all' : `at least ${row.quorum.n}`;
}
