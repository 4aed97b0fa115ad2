/** Names that stand outside their shape, and the texts on flows: how they break, and how much room they take. */
import type { Diagram, Flow, Node, NodeKind } from '#model/diagram.ts';
import { cutText, textWidth, wrapText } from './text.ts';

export interface Outside {
  readonly side: 'above' | 'below';
  readonly lines: readonly string[];
  readonly w: number;
  readonly h: number;
}

/** px between a shape and the name outside it; height of a line of it. */
export const nameGap = 8;
export const nameLine = 16;

const sides: { readonly [kind in NodeKind]?: Outside['side'] } = {
  decision: 'above',
  parallel: 'above',
  wait: 'below',
  end: 'below',
};

/** The name of a decision or parallel stands above, that of a wait or end below (LOOK.md §3.1); null: it stands inside. */
export function nameOutside(node: Node): Outside | null {
  let known = outsides.get(node);
  if (known === undefined) outsides.set(node, (known = reckoned(node)));
  return known;
}
const outsides = new WeakMap<Node, Outside | null>();

function reckoned(node: Node): Outside | null {
  const side = sides[node.kind];
  if (side === undefined || node.name.trim() === '') return null;
  const lines = wrapText(node.name, 136, 12.5, 3, 550).map((line) => cutText(line, 148, 12.5, 550));
  const w = Math.max(...lines.map((line) => textWidth(line, 12.5, 550)));
  return { side, lines, w, h: lines.length * nameLine };
}

/**
 * The text on a flow, null for none: its own label, a condition's FEEL (at most 28 characters), "else", a timer's name.
 * Outcomes have no text: the port at the gate tells them.
 */
export function flowLabel(diagram: Diagram, flow: Flow): string | null {
  if (flow.label !== undefined && flow.label.trim() !== '') return short(flow.label);
  switch (flow.route.kind) {
    case 'when':
      return short(flow.route.when);
    case 'default':
      return 'else';
    case 'timer':
      return timerName(flow.route.timer);
    case 'outcomes':
      // From a gate its port tells; from a subprocess the child's ends have no ports.
      return diagram.nodes[flow.from]?.kind === 'gate'
        ? null
        : short(flow.route.outcomes.join(', '));
    case 'always':
      return null;
  }
}

function timerName(id: string): string {
  return short(id.replace(/^t_/, '').replaceAll('_', ' '));
}

function short(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  return trimmed.length <= 28 ? trimmed : `${trimmed.slice(0, 27).trimEnd()}…`;
}
