/** What the auditor of law 3 has gathered from the log so far, and the moment it looks at. */
import type { Assignment, Diagram, Directory, Draft, Json } from '../plain.ts';

export interface Sign {
  readonly by: string;
  readonly for: string;
  readonly edge: string;
  readonly verdict: string;
  readonly conditions: readonly Draft[];
  readonly n: number;
}
interface Mark {
  readonly by: 'person' | 'engine';
  readonly born: number;
  readonly n: number;
  readonly result: string;
}
export interface Open {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  readonly n: number;
  signs: Sign[];
  answers: Map<string, Mark>;
  waived: Map<string, number>;
  recommended: Set<string>;
  escalated: Set<string>;
  delegated: Map<string, string>;
  added: Map<string, string>;
  claimed: Map<string, string>;
}
export interface Condition extends Draft {
  readonly node: string;
  readonly n: number;
  open: boolean;
}
/** A gate that approved: who signed which edge, what they read, and since when a change of it is unsigned. */
interface Approved {
  signers: { person: string; edge: string }[];
  readonly reading: readonly string[];
  changed: number | null;
  affirmed: Set<string>;
}

export interface Watch {
  diagram: Diagram;
  rows: ReturnType<typeof rowsOf>;
  /** By gate: fields that a signature there covers. */
  readonly coveredBy: Map<string, Set<string>>;
  readonly versions: { readonly [digest: string]: Diagram };
  version: string;
  requester: string;
  form: { [key: string]: Json };
  outcome: string;
  completed: boolean;
  suspended: boolean;
  byHand: boolean;
  /** By field: the last entry that changed it. */
  readonly changed: Map<string, number>;
  /** Token → node. */
  readonly tokens: Map<string, string>;
  /** Child request → token. */
  readonly children: Map<string, string>;
  /** Tokens still to be signed. */
  readonly issued: Set<string>;
  readonly pieces: Map<string, { version: number; born: number; n: number }>;
  /** Person and evidence → version. */
  readonly seen: Map<string, number>;
  /** Token → steps since the last gate. */
  readonly behind: Map<string, Set<string>>;
  readonly acted: Map<string, Set<string>>;
  /** Person → gates. */
  readonly signedGates: Map<string, Set<string>>;
  readonly recused: Map<string, Set<string>>;
  readonly works: Map<string, Open>;
  readonly conditions: Map<string, Condition>;
  readonly approved: Map<string, Approved>;
  /** Of the entry that is read: its time, the directory then, and how it is complained of. */
  at: number;
  directory: Directory;
  bad: (why: string) => void;
}

/** Before the first entry. */
export function watching(
  diagram: Diagram,
  versions: { readonly [digest: string]: Diagram },
  directory: Directory,
): Watch {
  return {
    diagram,
    rows: rowsOf(diagram),
    coveredBy: new Map(),
    versions,
    version: 'draft',
    requester: '',
    form: {},
    outcome: '',
    completed: false,
    suspended: false,
    byHand: false,
    changed: new Map(),
    tokens: new Map(),
    children: new Map(),
    issued: new Set(),
    pieces: new Map(),
    seen: new Map(),
    behind: new Map(),
    acted: new Map(),
    signedGates: new Map(),
    recused: new Map(),
    works: new Map(),
    conditions: new Map(),
    approved: new Map(),
    at: 0,
    directory,
    bad: () => undefined,
  };
}

/** From here on the request is under another version. */
export function under(w: Watch, next: Diagram): void {
  w.diagram = next;
  w.rows = rowsOf(next);
  w.coveredBy.clear();
}

/** A token goes on from where it is, and from nowhere else. */
export function leaves(w: Watch, token: string, from: string): void {
  if (w.tokens.get(token) !== from) w.bad(`${token} is not at ${from}`);
  w.tokens.delete(token);
}

export const edgesOf = (w: Watch, node: string, ...letters: string[]): Assignment[] =>
  (w.rows.assignments.get(node) ?? []).filter((edge) => letters.includes(edge.letter));

/** Remembers that these people decided or worked at a node. */
export function didAct(w: Watch, node: string, pair: readonly string[]): void {
  for (const person of pair) w.acted.set(node, new Set(w.acted.get(node)).add(person));
}
export function didSign(w: Watch, node: string, pair: readonly string[]): void {
  didAct(w, node, pair);
  for (const person of pair)
    w.signedGates.set(person, new Set(w.signedGates.get(person)).add(node));
}

/** The rows of a version, as the checks below ask for them. */
function rowsOf(diagram: Diagram) {
  const rules = Object.values(diagram.rules);
  const fields = Object.values(diagram.fields);
  const never = rules.find((rule) => rule.kind === 'requesterNeverSigns');
  const limited = new Set(
    rules.flatMap((rule) => (rule.kind === 'limitation' ? [rule.limits] : [])),
  );
  const neverSigns = never?.on ?? true;
  return {
    assignments: byNode(Object.values(diagram.assignments)),
    items: byNode(Object.values(diagram.items)),
    evidence: Object.values(diagram.evidence),
    flows: Object.values(diagram.flows),
    rules,
    fields,
    fieldOf: new Map(fields.map((field) => [field.key, field.id])),
    keyOf: new Map(fields.map((field) => [field.id, field.key])),
    limited,
    neverSigns,
    requesterBarred: neverSigns && !(never !== undefined && limited.has(never.id)),
  };
}
function byNode<R extends { readonly node: string }>(
  all: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const row of all) {
    const there = found.get(row.node);
    if (there === undefined) found.set(row.node, [row]);
    else there.push(row);
  }
  return found;
}
