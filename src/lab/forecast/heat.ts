/** Where it is hot: a figure of each node, in five steps up to the highest of what is compared. */
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import type { Estimate } from '#simulate/forecast/estimate.ts';
import type { Figures, NodeForecast } from '#simulate/forecast/result.ts';
import type { NodeState } from '#ui/diagram/state.ts';
import { written } from './words.ts';
import type { Kind } from './words.ts';

export const heats = ['waiting', 'processing', 'breach', 'rework', 'cost'] as const;
export type Heat = (typeof heats)[number];
export const heatWords: Readonly<Record<Heat, { readonly tab: string; readonly legend: string }>> =
  {
    waiting: { tab: 'Waiting', legend: 'Mean wait per visit' },
    processing: { tab: 'Processing', legend: 'Mean work per visit' },
    breach: { tab: 'Breach', legend: 'Late, of all visits' },
    rework: { tab: 'Rework', legend: 'Sent back, of all visits' },
    cost: { tab: 'Cost', legend: 'Mean cost per request' },
  };
export const heatKind: Readonly<Record<Heat, Kind>> = {
  waiting: 'time',
  processing: 'time',
  breach: 'share',
  rework: 'share',
  cost: 'money',
};

/** Null where the node has no such figure. At a wait the whole stay is waiting, at another SOP it is processing. */
export function heatAt(node: NodeForecast, heat: Heat): Estimate | null {
  if (node.visits === null || node.visits.mean === 0) return null;
  switch (node.kind) {
    case 'wait':
      return heat === 'waiting' ? node.stay : null;
    case 'subprocess':
      return heat === 'processing' ? node.stay : null;
    case 'gate':
      return node[heat];
    case 'step':
      return heat === 'rework' || heat === 'breach' ? null : node[heat];
    default:
      return null;
  }
}

type Step = 0 | 1 | 2 | 3 | 4;
const steps: readonly Step[] = [0, 1, 2, 3, 4];
export function stepOf(value: number, most: number): Step {
  const at = most > 0 ? Math.floor((value / most) * steps.length) : 0;
  return steps[Math.min(steps.length - 1, Math.max(0, at))] ?? 0;
}

/**
 * The highest of all, so that two forecasts can be held against each other. What an SOP waits for on purpose, a month of
 * observation, would make everything else look cool: it is printed, and does not count.
 */
export const hottest = (heat: Heat, all: readonly (Figures | null)[]): number =>
  Math.max(
    0,
    ...all.flatMap((figures) =>
      (figures?.nodes ?? []).map((node) =>
        node.kind === 'wait' ? 0 : (heatAt(node, heat)?.mean ?? 0),
      ),
    ),
  );

/** Of the diagram's nodes, those that have a figure. */
export function heatStates(
  { nodes }: Figures,
  heat: Heat,
  most: number,
): { readonly [node in NodeId]: NodeState } {
  return Object.fromEntries(
    nodes.flatMap((node) => {
      const found = heatAt(node, heat);
      if (found === null) return [];
      const { value, half } = written(found, heatKind[heat]);
      const state: NodeState = {
        heat: { step: node.kind === 'wait' ? 0 : stepOf(found.mean, most), value, unit: half },
      };
      return [[as<NodeId>(node.id), state] as const];
    }),
  );
}
