/** A flow in words: what has to be for a request to go there, and where that is. */
import { flowLabel } from '#layout/names.ts';
import type { Diagram, Flow } from '#model/diagram.ts';
import { outcomes } from '#ui/outcome.tsx';
import { kinds } from './kinds.ts';

/** "rejected", "if form.amount > 50", "else"; empty where a way needs no word. */
export function wayWords(d: Diagram, flow: Flow): string {
  if ((flow.label ?? '').trim() !== '') return flowLabel(d, flow) ?? '';
  if (flow.route.kind === 'outcomes')
    return flow.route.outcomes.map((outcome) => outcomes[outcome].status.toLowerCase()).join(', ');
  const label = flowLabel(d, flow) ?? '';
  return flow.route.kind === 'when' && label !== '' ? `if ${label}` : label;
}

/** "approved, to decision Tier above T1": for who listens. */
export function flowWords(d: Diagram, flow: Flow): string {
  const to = d.nodes[flow.to];
  const there = to === undefined ? '' : `to ${kinds[to.kind].word.toLowerCase()} ${to.name}`.trim();
  return [wayWords(d, flow), there].filter((part) => part !== '').join(', ');
}
