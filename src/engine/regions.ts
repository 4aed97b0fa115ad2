/**
 * Whom does an interrupt cancel? (CORE.md §2.1) A fork's static region: the nodes between it and the join that closes
 * it. A token that moves out of it by any way but that join leaves its siblings, which are cancelled.
 */
import type { NodeId } from '#model/ids.ts';
import type { CFlow, CNode, Region } from './compiled.ts';

/** Two and more ways in and at most one out. */
export const isJoin = (node: CNode): boolean =>
  node.kind === 'parallel' && node.in.length > 1 && node.out.length <= 1;
const isFork = (node: CNode): boolean =>
  node.kind === 'parallel' && !isJoin(node) && node.out.length > 1;

const against: ReadonlySet<string> = new Set(['rejected', 'returned', 'expired']);
/** Every flow but those a gate sends a request back or out by. */
export const isForward = (from: CNode, { route }: CFlow): boolean =>
  from.kind !== 'gate' ||
  route.kind !== 'outcomes' ||
  !route.outcomes.every((outcome) => against.has(outcome));

type Ways = readonly (readonly number[])[];

/** By fork. Where a net is unsound the rule still gives one answer; unsoundness is the verifier's finding. */
export function regionsOf(nodes: readonly CNode[]): ReadonlyMap<NodeId, Region> {
  const forks = nodes.filter(isFork);
  const regions = new Map<NodeId, Region>();
  if (forks.length === 0) return regions;
  const ahead = nodes.map((node) =>
    node.out.filter((flow) => isForward(node, flow)).map(({ to }) => to),
  );
  const all = nodes.map((node) => node.out.map(({ to }) => to));
  const back = nodes.map((node) => node.in.map(({ from }) => from));
  for (const fork of forks) {
    const join = closingJoin(nodes, fork, ahead);
    const inside = join === null ? dominated(nodes, fork, all) : between(fork.i, join, all, back);
    regions.set(fork.id, {
      join: join === null ? null : (nodes[join]?.id ?? null),
      inside: new Set(nodes.filter((_, i) => inside(i)).map(({ id }) => id)),
    });
  }
  return regions;
}

/** What can be reached from some nodes, they themselves too, without entering any of `avoid`. */
function reach(ways: Ways, starts: readonly number[], avoid: readonly number[]): Uint8Array {
  const reached = new Uint8Array(ways.length);
  const open = [...starts];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached[at] === 1 || avoid.includes(at)) continue;
    reached[at] = 1;
    open.push(...(ways[at] ?? []));
  }
  return reached;
}

/**
 * The first join, along the flow, that every branch can reach and that no other such join overlaps: each other one
 * comes before it, or after it and not around it.
 */
function closingJoin(nodes: readonly CNode[], fork: CNode, ahead: Ways): number | null {
  const branches = fork.out.map(({ to }) => reach(ahead, [to], [fork.i]));
  const candidates = nodes
    .filter((node) => isJoin(node) && branches.every((branch) => branch[node.i] === 1))
    .map((node) => ({ i: node.i, after: reach(ahead, ahead[node.i] ?? [], [fork.i]) }));
  const rank = (one: Candidate): number => candidates.filter((other) => leads(other, one)).length;
  const starts = fork.out.map(({ to }) => to);
  const closes = candidates
    .toSorted((a, b) => rank(a) - rank(b) || a.i - b.i)
    .find((join) => {
      const around = reach(ahead, starts, [fork.i, join.i]);
      return candidates.every(
        (other) =>
          other === join || leads(other, join) || (leads(join, other) && around[other.i] === 0),
      );
    });
  return closes?.i ?? null;
}
interface Candidate {
  readonly i: number;
  /** What can be reached from it. */
  readonly after: Uint8Array;
}
const leads = (a: Candidate, b: Candidate): boolean => a.after[b.i] === 1 && b.after[a.i] === 0;

/** On a way, by any flows, from the fork to its join that has neither inside. */
function between(fork: number, join: number, all: Ways, back: Ways): (i: number) => boolean {
  const from = reach(all, all[fork] ?? [], [fork, join]);
  const to = reach(back, back[join] ?? [], [fork, join]);
  return (i) => from[i] === 1 && to[i] === 1;
}

/** Of an open fork: what cannot be reached from the intake without it. */
function dominated(nodes: readonly CNode[], fork: CNode, all: Ways): (i: number) => boolean {
  const intakes = nodes.filter(({ kind }) => kind === 'intake').map(({ i }) => i);
  const without = reach(all, intakes, [fork.i]);
  const from = reach(all, all[fork.i] ?? [], [fork.i]);
  return (i) => from[i] === 1 && without[i] === 0;
}
