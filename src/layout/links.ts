/**
 * Flows drawn as a pair of stubs, as BPMN's link events are: one leads from its source to a mark that names the target,
 * the other, shared by all such flows, from a mark into the target. A flow's row says so by `link`; the bends of its
 * target's row are the second stub.
 */
import type { Diagram, Flow, Node } from '#model/diagram.ts';
import { differing, madeFrom } from '#model/differing.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { flowsOf } from './by-node.ts';
import type { Rect, Spot } from './graph.ts';
import type { Bends } from './graph.ts';
import { nameLine } from './names.ts';
import { gateEntry, portOf } from './ports.ts';
import { sizeOf } from './sizes.ts';
import { cutText, textWidth } from './text.ts';

/** px across a mark; from a node to its mark; at a target that nobody laid out. */
export const markSize = 18;
const stub = 16;
const stubIn = 34;
/** px between a mark and its name. */
const gap = 4;

export const isLink = (diagram: Diagram, flow: FlowId): boolean =>
  diagram.layout[flow]?.link === true;

const links = new WeakMap<object, { of: Diagram['flows']; flows: readonly Flow[] }>();
/** The flows drawn as links; asked for in every frame of a drag, and most diagrams have none. */
function linksOf({ flows, layout }: Diagram): readonly Flow[] {
  const known = links.get(layout);
  if (known?.of === flows) return known.flows;
  const found =
    linksBefore(flows, layout) ??
    Object.values(flows).filter(({ id }) => layout[id]?.link === true);
  links.set(layout, { of: flows, flows: found });
  return found;
}

/** Those of the layout before, where what changed since is about no link; null: not known. */
function linksBefore(flows: Diagram['flows'], layout: Diagram['layout']): readonly Flow[] | null {
  const before = madeFrom(layout);
  const known = before === undefined ? undefined : links.get(before);
  if (before === undefined || known?.of !== flows) return null;
  const was = new Set(known.flows.map(({ id }) => id));
  const ids = differing(before, layout)?.map((id) => as<FlowId>(id));
  const other = ids?.some((id) => was.has(id) || layout[id]?.link === true);
  return other === false ? known.flows : null;
}

/** The name at a mark: of the node it leads to. */
interface MarkName extends Rect {
  readonly lines: readonly string[];
  readonly side: 'above' | 'below';
}
export interface Mark {
  /** Of the world: its middle. */
  readonly at: Spot;
  readonly target: NodeId;
  /** That lead to it; of the mark at the target all. */
  readonly flows: readonly FlowId[];
  /** At the sources' end; null at the target. */
  readonly name: MarkName | null;
}

function linkName(target: Node, side: MarkName['side']): Omit<MarkName, 'x' | 'y'> {
  const line = cutText(target.name, 104, 11.5, 550);
  return { lines: [line], side, w: textWidth(line, 11.5, 550), h: nameLine };
}

/** Sent back: the mark stands above, else below. */
const upwards = (flow: Flow): boolean =>
  flow.route.kind === 'outcomes' && flow.route.outcomes.some((outcome) => outcome === 'returned');

/** The marks at the sources. */
export function outMarks(diagram: Diagram): readonly Mark[] {
  return linksOf(diagram).flatMap((flow) => {
    const way = outStub(diagram, flow);
    const target = diagram.nodes[flow.to];
    if (way === null || target === undefined) return [];
    const at = beyond(way.at(-2), way.at(-1));
    const words = linkName(target, upwards(flow) ? 'above' : 'below');
    const off = markSize / 2 + gap;
    const y = words.side === 'above' ? at.y - off - words.h : at.y + off;
    const name = { ...words, x: at.x - words.w / 2, y };
    return [{ at, target: flow.to, flows: [flow.id], name }];
  });
}

/** What marks take at a gate: px above it, px beneath it, and how far those beneath reach from its plate's left edge. */
export function markRoom(
  diagram: Diagram,
  gate: NodeId,
): { readonly above: number; readonly below: number; readonly right: number } {
  let [above, below, right] = [0, 0, 0];
  for (const flow of flowsOf(diagram, gate)) {
    const [node, target] = [diagram.nodes[flow.from], diagram.nodes[flow.to]];
    if (!isLink(diagram, flow.id) || target === undefined) continue;
    const port = node === undefined ? null : portOf(node, flow);
    if (port === null || port.side === 'right') continue;
    const name = linkName(target, port.side === 'top' ? 'above' : 'below');
    const high = stub + markSize + gap + name.h;
    if (port.side === 'top') above = Math.max(above, high);
    else {
      below = Math.max(below, high);
      right = Math.max(right, port.x + Math.max(markSize, name.w) / 2);
    }
  }
  return { above, below, right };
}

/** The marks at the targets, with the stubs that lead from them into the nodes. */
export function inMarks(diagram: Diagram): readonly (Mark & { readonly way: Bends })[] {
  const flows = new Map<NodeId, FlowId[]>();
  for (const { id, to } of linksOf(diagram)) flows.set(to, [...(flows.get(to) ?? []), id]);
  return [...flows].flatMap(([target, its]) => {
    const node = diagram.nodes[target];
    const way = node === undefined ? null : inStub(diagram, node);
    if (way === null) return [];
    return [{ at: beyond(way[1], way[0]), target, flows: its, name: null, way }];
  });
}

/** Where a line from a to b goes on to the middle of a mark. */
function beyond(a: Bends[number] | undefined, b: Bends[number] | undefined): Spot {
  const [bx, by] = b ?? [0, 0];
  const [ax, ay] = a ?? [bx, by];
  const half = markSize / 2;
  return { x: bx + Math.sign(bx - ax) * half, y: by + Math.sign(by - ay) * half };
}

/** The stub into a node: as stored, or a short one from the left; null for a node that stands nowhere. */
function inStub(diagram: Diagram, node: Node): Bends | null {
  const place = diagram.layout[node.id];
  if (place?.x === undefined || place.y === undefined) return null;
  const { bends } = place;
  if (bends !== undefined && bends.length >= 2) return bends;
  const { h } = sizeOf(node);
  const end =
    node.kind === 'gate'
      ? ([place.x + gateEntry.x, place.y + gateEntry.y] as const)
      : ([place.x, place.y + h / 2] as const);
  return [[end[0] - stubIn, end[1]], end];
}

/** The stub at the source: straight out of its port. */
export function outStub(diagram: Diagram, flow: Flow): Bends | null {
  const node = diagram.nodes[flow.from];
  const place = diagram.layout[flow.from];
  if (node === undefined || place?.x === undefined || place.y === undefined) return null;
  const { w, h } = sizeOf(node);
  const { x, y, side } = portOf(node, flow) ?? { x: w, y: h / 2, side: 'right' as const };
  const [dx, dy] = { right: [1, 0], left: [-1, 0], top: [0, -1], bottom: [0, 1] }[side];
  const [px, py] = [place.x + x, place.y + y];
  return [
    [px, py],
    [px + (dx ?? 0) * stub, py + (dy ?? 0) * stub],
  ];
}

/** Where so many flows lead into one node, those from other phases are drawn as stubs. */
const shared = 4;

/** Which flows tidy draws as stubs: those a person chose, and rejections and send-backs to one node from far. */
export function chosenLinks(diagram: Diagram): ReadonlySet<FlowId> {
  const chosen = new Set<FlowId>();
  const into = new Map<NodeId, Flow[]>();
  for (const flow of Object.values(diagram.flows)) {
    into.set(flow.to, [...(into.get(flow.to) ?? []), flow]);
    if (isLink(diagram, flow.id)) chosen.add(flow.id);
  }
  const phase = (id: NodeId): string | undefined => diagram.nodes[id]?.phase;
  for (const [to, flows] of into) {
    if (flows.length < shared) continue;
    const far = flows.filter(({ from }) => phase(from) !== phase(to));
    if (new Set(far.map(({ from }) => phase(from))).size < 2) continue;
    for (const flow of far)
      if (leavesAside(diagram, flow) && diagram.layout[flow.id]?.link !== false)
        chosen.add(flow.id);
  }
  return chosen;
}

/** A rejection, expiry or send-back of a gate that has no other flow on that side: its mark has the room to itself. */
function leavesAside(diagram: Diagram, flow: Flow): boolean {
  const node = diagram.nodes[flow.from];
  const port = node?.kind === 'gate' ? portOf(node, flow) : null;
  if (node === undefined || port === null || port.side === 'right') return false;
  return flowsOf(diagram, flow.from).every(
    (other) => other.id === flow.id || portOf(node, other)?.side !== port.side,
  );
}

/** The id under which a mark stands among the nodes while a diagram is laid out. */
export const inMarkId = (target: NodeId): string => `link to ${target}`;
export const targetOfMark = (id: string): NodeId | null =>
  id.startsWith('link to ') ? as<NodeId>(id.slice('link to '.length)) : null;
