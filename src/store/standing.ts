/**
 * What a request stands for after the decision (DOMAIN.md §5, parts of issue 4): approved, with conditions, expired or
 * revoked. A pure function of its fold, so that the registry can be built again from nothing else.
 */
import type { CNode, Compiled } from '#engine/compiled.ts';
import type { Request } from '#engine/request.ts';
import type { SingleWait } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';

export type Standing = 'approved' | 'conditional' | 'expired' | 'revoked';
/** In force today, as opposed to what was once. */
export const inForce: readonly Standing[] = ['approved', 'conditional'];

export interface Stands {
  readonly standing: Standing;
  /** UTC ms of the next periodic review and of the expiry, as far as a timer runs for them. */
  readonly review: number | null;
  readonly expires: number | null;
}

/**
 * Null: not decided yet, or decided against. A request is in force once it ended well, once it passed an end that
 * issues a token, or while it rests at (or came past) the wait in which an exception lives: one that leads to an
 * `expired` end, or round a gate that renews it.
 */
export function standsOf(compiled: Compiled, request: Request): Stands | null {
  const results = Object.values(request.results);
  const passed = results.some(({ outcome }) => outcome === 'approved' || outcome === 'conditional');
  if (!passed || request.status === 'new') return null;
  const none = { review: null, expires: null };
  if (request.status !== 'completed')
    return tokenBeyond(compiled, request)
      ? {
          standing: conditional(request) ? 'conditional' : 'approved',
          ...timesOf(compiled, request),
        }
      : null;
  switch (request.outcome) {
    case 'approved':
    case 'completed':
      return { standing: conditional(request) ? 'conditional' : 'approved', ...none };
    case 'expired':
      return { standing: 'expired', ...none };
    case 'revoked':
      return { standing: 'revoked', ...none };
    case 'rejected':
    case 'withdrawn':
      // Not renewed, or given up, after it had been in force.
      return workedBeyond(compiled, request) ? { standing: 'revoked', ...none } : null;
    case null:
      return null;
  }
}

/** A condition is open, or a gate was passed with conditions that are no list (a waiver). */
function conditional(request: Request): boolean {
  if (request.conditions.some(({ status }) => status === 'open')) return true;
  return Object.entries(request.results).some(
    ([node, { outcome }]) =>
      outcome === 'conditional' && !request.conditions.some((each) => each.node === node),
  );
}

const tokenBeyond = (compiled: Compiled, request: Request): boolean => {
  const { living, beyond } = markersOf(compiled);
  return request.tokens.some(({ node }) => living.has(node) || beyond.has(node));
};
const workedBeyond = (compiled: Compiled, request: Request): boolean => {
  const { beyond } = markersOf(compiled);
  return Object.keys(request.rounds).some((node) => beyond.has(as<NodeId>(node)));
};

const earlier = (a: number | null, b: number): number => (a === null ? b : Math.min(a, b));

/** Review: a span that passes. Expiry: a date of the request. */
function timesOf(compiled: Compiled, request: Request): Pick<Stands, 'review' | 'expires'> {
  const { living } = markersOf(compiled);
  let review: number | null = null;
  let expires: number | null = null;
  for (const token of request.tokens) {
    const row = compiled.at.get(token.node)?.row;
    if (row?.kind !== 'wait' || row.wait === null || !living.has(token.node)) continue;
    const timers: { readonly [timer: string]: SingleWait } =
      row.wait.kind === 'first' ? row.wait.timers : { '': row.wait };
    for (const [timer, at] of Object.entries(token.wake ?? {})) {
      if (timers[timer]?.kind === 'for') review = earlier(review, at);
      if (timers[timer]?.kind === 'until') expires = earlier(expires, at);
    }
  }
  return { review, expires };
}

interface Markers {
  /** Waits in which an approval lives. */
  readonly living: ReadonlySet<NodeId>;
  /** Nodes that are only reached past one of them, or past a fork to an end that issues a token. */
  readonly beyond: ReadonlySet<NodeId>;
}
const known = new WeakMap<Compiled, Markers>();

function markersOf(compiled: Compiled): Markers {
  const made = known.get(compiled);
  if (made !== undefined) return made;
  const living = new Set<NodeId>();
  const past: CNode[] = [];
  for (const node of compiled.nodes) {
    if (node.kind === 'wait' && (lapses(compiled, node) || isRenewed(compiled, node))) {
      living.add(node.id);
      past.push(node);
    }
    if (node.row.kind === 'end' && node.row.issues && !node.row.terminating)
      for (const flow of node.in) {
        const from = compiled.nodes[flow.from];
        if (from?.kind === 'parallel') past.push(from);
      }
  }
  const markers = { living, beyond: new Set(onlyPast(compiled, past)) };
  known.set(compiled, markers);
  return markers;
}

type Follows = (node: CNode) => readonly number[];

/** Indexes that are reached from these, themselves included, along what `next` follows. */
function reached(compiled: Compiled, from: readonly number[], next: Follows): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = compiled.nodes[at];
    if (node === undefined || found.has(at)) continue;
    found.add(at);
    open.push(...next(node));
  }
  return found;
}
const onward: Follows = (node) => node.out.map(({ to }) => to);
const pastNoGate: Follows = (node) => (node.kind === 'gate' ? [] : onward(node));
const renewing: Follows = (node) =>
  node.kind === 'gate'
    ? node.out.flatMap(({ route, to }) =>
        route.kind === 'outcomes' &&
        route.outcomes.some((one) => one === 'approved' || one === 'conditional')
          ? [to]
          : [],
      )
    : onward(node);

/** Without anybody's decision it ends `expired`. */
const lapses = (compiled: Compiled, wait: CNode): boolean =>
  [...reached(compiled, onward(wait), pastNoGate)].some((i) => {
    const row = compiled.nodes[i]?.row;
    return row?.kind === 'end' && row.outcome === 'expired';
  });

/** A gate approves it back to where it waits. */
function isRenewed(compiled: Compiled, wait: CNode): boolean {
  const gates = [...reached(compiled, onward(wait), pastNoGate)].flatMap((i) => {
    const node = compiled.nodes[i];
    return node?.kind === 'gate' ? [node] : [];
  });
  return gates.some((gate) => reached(compiled, renewing(gate), pastNoGate).has(wait.i));
}

/** What no request reaches but past one of these. */
function onlyPast(compiled: Compiled, markers: readonly CNode[]): readonly NodeId[] {
  if (compiled.intake === null) return [];
  const without = reached(compiled, [compiled.intake.i], (node) =>
    markers.includes(node) ? [] : onward(node),
  );
  const after = reached(compiled, markers.flatMap(onward), onward);
  return compiled.nodes.filter(({ i }) => after.has(i) && !without.has(i)).map(({ id }) => id);
}
