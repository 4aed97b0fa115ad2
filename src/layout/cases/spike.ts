/** The cases the method was chosen by, at the sizes it was measured with, and the most that each may have. */
import file from './cases.json' with { type: 'json' };
import type { LaneDiagram, LaneOptions } from '../graph.ts';
import { randomLanes } from './random.ts';

interface Case {
  readonly layout: LaneOptions;
  readonly roles: readonly string[];
  readonly phases: readonly string[];
  readonly nodes: readonly (readonly [
    string,
    string,
    string | null,
    string | null,
    string | null,
  ])[];
  readonly edges: readonly (readonly [
    string,
    string,
    string,
    string | null,
    string | null,
    true?,
  ])[];
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours; rows in it are tuples, which JSON's type cannot say
const cases = file as unknown as Record<string, Case>;

const round = { w: 48, h: 48 };
const shapes: Record<string, { w: number; h: number }> = {
  gate: { w: 220, h: 88 },
  intake: { w: 200, h: 72 },
  decision: { w: 56, h: 56 },
  parallel: { w: 40, h: 40 },
  end: round,
  wait: round,
  notify: round,
};
export const spikeSize = (kind: string): { w: number; h: number } =>
  shapes[kind] ?? { w: 200, h: 64 };

/**
 * Crossings and bends that each case may have at most: what the method was measured with when it was chosen, with text
 * widths of Inter (which cost five-gates-none one crossing).
 */
export const most: Record<string, readonly [cross: number, bends: number]> = {
  tiny: [0, 2],
  'bank-model': [0, 22],
  'bank-model-tb-grid': [2, 22],
  'five-gates': [6, 34],
  'five-gates-grid': [8, 32],
  'five-gates-none': [6, 25],
  'five-gates-phases': [4, 20],
  'five-gates-tb': [8, 31],
  'many-loops': [2, 37],
  'many-loops-none': [4, 24],
  'policy-exception': [2, 39],
  'policy-exception-tb': [4, 37],
  'wide-12': [1, 54],
  'wide-12-tb': [1, 54],
  'random-30': [8, 48],
  hundred: [65, 200],
  'two-hundred': [233, 455],
};

export function spikeCase(name: string): { diagram: LaneDiagram; options: LaneOptions } {
  if (name === 'hundred')
    return {
      diagram: randomLanes(7, 100, spikeSize, { roles: 5, wild: 0.02 }),
      options: { direction: 'LR', lanes: 'role' },
    };
  if (name === 'two-hundred')
    return {
      diagram: randomLanes(11, 200, spikeSize, { roles: 6, wild: 0.02 }),
      options: { direction: 'LR', lanes: 'role' },
    };
  const turned = name.endsWith('-tb') && !(name in cases);
  const c = cases[turned ? name.slice(0, -3) : name];
  return {
    options: turned ? { ...c.layout, direction: 'TB' } : c.layout,
    diagram: {
      roles: c.roles.map((id) => ({ id })),
      phases: c.phases.map((id) => ({ id })),
      nodes: c.nodes.map(([id, kind, label, role, phase]) => ({
        id,
        kind,
        ...spikeSize(kind),
        ...(label === null ? {} : { label }),
        ...(role === null ? {} : { role }),
        ...(phase === null ? {} : { phase }),
      })),
      edges: c.edges.map(([id, source, target, label, outcome, loop]) => ({
        id,
        source,
        target,
        ...(label === null ? {} : { label }),
        ...(outcome === null ? {} : { outcome }),
        ...(loop === undefined ? {} : { loop }),
      })),
    },
  };
}
