/** Seeded random approval processes: branches, forks, send-backs, and a few wild flows. The same seed, the same process. */
import type { LaneDiagram, LaneEdge, LaneNode, LaneOptions } from '../graph.ts';

export interface Wish {
  readonly roles?: number;
  readonly phases?: number;
  /** Share of wild flows between any two nodes, by nodes. */
  readonly wild?: number;
}
export interface RandomCase {
  readonly id: string;
  readonly options: LaneOptions;
  readonly diagram: LaneDiagram;
}
type Sizes = (kind: string) => { readonly w: number; readonly h: number };
type Route = readonly [label: string, outcome: string];

const words = ['Review', 'Check', 'Assess', 'Prepare', 'Sign', 'Validate', 'Test', 'Document'];
const things = [
  'data pipeline',
  'model card',
  'rollback plan',
  'privacy impact',
  'budget',
  'client notice',
  'evidence',
  'runbook',
];
const names: { readonly [kind: string]: readonly string[] } = {
  decision: ['Complete?', 'High risk?', 'Client affected?', 'Passed?'],
  end: ['Rejected', 'Withdrawn', 'Expired'],
  wait: ['Cooling-off period', 'Next window'],
  notify: ['Tell team', 'Tell requester'],
};
const back: Route = ['returned', 'returned'];
const approved: Route = ['approved', 'approved'];

function dice(seed: number): () => number {
  let s = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = s;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** About `n` nodes with a name, a role and a phase each; sizes as told by kind. */
export function randomLanes(seed: number, n: number, sizes: Sizes, wish: Wish = {}): LaneDiagram {
  const rnd = dice(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(rnd() * list.length)];
  const roles = Array.from({ length: wish.roles ?? 2 + Math.floor(rnd() * 4) }, (_, i) => `r${i}`);
  const count = wish.phases ?? Math.max(2, Math.round(n / 9));
  const phases = Array.from({ length: count }, (_, i) => `p${i}`);
  const nodes: LaneNode[] = [];
  const edges: LaneEdge[] = [];
  let role = 'r0';

  const make = (kind: string): string => {
    const phase = phases[Math.min(count - 1, Math.floor((nodes.length / n) * count))];
    const id = `n${nodes.length}`;
    if (kind !== 'parallel' && rnd() < 0.4) role = pick(roles);
    const own = names[kind];
    const label = kind === 'parallel' ? '' : own ? pick(own) : `${pick(words)} ${pick(things)}`;
    nodes.push({ id, kind, label, role: nodes.length === 0 ? 'r0' : role, phase, ...sizes(kind) });
    return id;
  };
  const kindOf = (id: string): string => nodes.find((node) => node.id === id)?.kind ?? '';
  const join = (source: string, target: string, route?: Route): void => {
    if (source === target) return;
    if (edges.some((e) => e.source === source && e.target === target)) return;
    const [label = '', outcome = ''] = route ?? [];
    const id = `f${edges.length + 1}`;
    edges.push({
      id,
      source,
      target,
      ...(label === '' ? {} : { label }),
      ...(outcome === '' ? {} : { outcome }),
    });
  };

  const path = [make('intake')];
  let rejected: string | null = null;
  /** Adds a piece after a node; its last node, and how it is left. */
  const piece = (from: string, route: Route | undefined, depth: number): [string, Route?] => {
    const x = rnd();
    if (x < 0.34 || nodes.length > n - 6) {
      const id = make('step');
      join(from, id, route);
      return [id];
    }
    if (x < 0.66) {
      const id = make('gate');
      join(from, id, route);
      const y = rnd();
      if (y < 0.35) join(id, pick(path), back);
      else if (y < 0.55) {
        const revise = make('step');
        join(id, revise, back);
        join(revise, id);
      } else if (y < 0.8) {
        if (rejected === null || rnd() < 0.4) rejected = make('end');
        join(id, rejected, ['rejected', 'rejected']);
      }
      return [id, approved];
    }
    if (x < 0.78) {
      const id = make('decision');
      join(from, id, route);
      if (depth < 2 && rnd() < 0.7) {
        const a = piece(id, ['yes', 'main'], depth + 1);
        const b = piece(id, ['no', ''], depth + 1);
        const end = make(pick(['step', 'gate']));
        join(a[0], end, a[1]);
        join(b[0], end, b[1]);
        return kindOf(end) === 'gate' ? [end, approved] : [end];
      }
      join(id, pick(path), ['no', 'returned']);
      return [id, ['yes', 'main']];
    }
    if (x < 0.9 && depth < 2) {
      const fork = make('parallel');
      join(from, fork, route);
      const branches = 2 + Math.floor(rnd() * 3);
      const ends: [string, Route?][] = [];
      for (let i = 0; i < branches; i += 1) ends.push(piece(fork, undefined, depth + 1));
      const end = make('parallel');
      for (const [id, left] of ends) join(id, end, left);
      return [end];
    }
    const id = make(pick(['wait', 'notify']));
    join(from, id, route);
    return [id];
  };
  let [at, left]: [string, Route?] = [path[0]];
  while (nodes.length < n - 2) {
    [at, left] = piece(at, left, 0);
    path.push(at);
  }
  join(at, make('end'), left);
  for (let k = 0; k < n * (wish.wild ?? 0.05); k += 1) {
    const [a, b] = [pick(nodes), pick(nodes)];
    const apt = a.kind !== 'end' && b.kind !== 'intake';
    if (apt && a.kind !== 'parallel' && b.kind !== 'parallel')
      join(a.id, b.id, rnd() < 0.5 ? [pick(['escalate', 'ask', 'skip']), ''] : undefined);
  }
  return {
    roles: roles.map((id) => ({ id })),
    phases: phases.map((id) => ({ id })),
    nodes,
    edges,
  };
}

/** The seed's share of the 200: 10 to 60 nodes, every kind of lanes, two of three left to right. */
export function randomCase(seed: number, sizes: Sizes): RandomCase {
  const lanes = (['role', 'both', 'phase', 'none', 'role'] as const)[seed % 5];
  const direction = seed % 3 === 0 ? 'TB' : 'LR';
  const diagram = randomLanes(seed, 10 + ((seed * 37) % 51), sizes);
  return { id: `random-${seed}`, options: { lanes, direction }, diagram };
}
