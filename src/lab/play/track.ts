/** A run as a line: where each frame stands on it, and the stretches that belong to one node. Quiet time is compressed. */
import type { Diagram, GateOutcome } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
import { dateText } from '#ui/format.ts';
import { arrivals, nodeOf } from '../frames.ts';
import type { Frame } from '../frames.ts';

interface Segment {
  readonly says: string;
  /** Shares of the line, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Of a gate that ended. */
  readonly tint: Exclude<GateOutcome, 'expired'> | 'expired' | null;
}
export interface Track {
  /** Where frame i stands, 0 to 1. */
  readonly xs: readonly number[];
  readonly segments: readonly Segment[];
  readonly days: readonly { readonly x: number; readonly says: string }[];
}

const hour = 3_600_000;
/** Narrower ones are drawn with their neighbor. */
const narrowest = 0.004;
/** Between the names of two days. */
const apart = 0.08;

export function trackOf(diagram: Diagram, frames: readonly Frame[]): Track {
  const xs: number[] = [];
  let sum = 0;
  for (const [i, { at }] of frames.entries()) {
    const quiet = (at - (frames[i - 1]?.at ?? at)) / hour;
    sum += 1 + Math.min(2, Math.log2(1 + Math.max(0, quiet)) / 3);
    xs.push(sum);
  }
  for (const [i, x] of xs.entries()) xs[i] = x / (sum || 1);
  return { xs, segments: segmentsOf(diagram, frames, xs), days: daysOf(diagram, frames, xs) };
}

function segmentsOf(
  diagram: Diagram,
  frames: readonly Frame[],
  xs: readonly number[],
): readonly Segment[] {
  const found: (Segment & { readonly node: NodeId | null })[] = [];
  for (const [i, frame] of frames.entries()) {
    const node = i === 0 ? null : (nodeOf(frame) ?? found.at(-1)?.node ?? null);
    const closed = frame.events.find((event) => event.type === 'closed');
    const tint = closed === undefined || closed.outcome === 'done' ? null : closed.outcome;
    const to = xs[i] ?? 1;
    const last = found.at(-1);
    const joins =
      last !== undefined &&
      last.tint === null &&
      (last.node === node || last.to - last.from < narrowest);
    if (joins) found.pop();
    found.push({
      node,
      says: wordsOf(diagram, node, tint),
      from: joins ? last.from : (last?.to ?? 0),
      to,
      tint,
    });
  }
  return found;
}

function wordsOf(diagram: Diagram, node: NodeId | null, tint: Segment['tint']): string {
  if (node === null) return 'Submitted';
  const number = gateNumber(diagram, node);
  const name = number === null ? (diagram.nodes[node]?.name ?? node) : `Gate ${number}`;
  return tint === null || tint === 'approved' ? name : `${name}, ${tint}`;
}

function daysOf(diagram: Diagram, frames: readonly Frame[], xs: readonly number[]): Track['days'] {
  const found: { x: number; says: string }[] = [];
  let before = '';
  for (const [i, { at }] of frames.entries()) {
    const [day, month] = dateText(at, diagram.control.zone).split(' ');
    const says = `${day} ${month}`;
    if (says === before) continue;
    before = says;
    const x = xs[i - 1] ?? 0;
    if (x > 0.94 || x - (found.at(-1)?.x ?? -1) < apart) continue;
    found.push({ x, says });
  }
  return found;
}

/** The frame nearest to a place on the line; −1 before the first. */
export function frameAt(xs: readonly number[], x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((xs[mid] ?? 1) < x) low = mid + 1;
    else high = mid;
  }
  const after = xs[low] ?? 1;
  const before = low === 0 ? 0 : (xs[low - 1] ?? 0);
  return x - before < after - x ? low - 1 : Math.min(low, xs.length - 1);
}

/** Frames in which a token comes to a node where a run stops. */
export const stopsOn = (frames: readonly Frame[], stops: ReadonlySet<NodeId>): readonly number[] =>
  stops.size === 0
    ? []
    : frames.flatMap((frame, i) => (arrivals(frame).some((node) => stops.has(node)) ? [i] : []));
