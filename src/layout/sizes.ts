/** How large each kind is drawn, in px at zoom 1 (LOOK.md §3.1). Screen, SVG, thumbnails and layout read the same. */
import type { Node, NodeKind } from '#model/diagram.ts';
import { textWidth, wrapText } from './text.ts';

export interface Size {
  readonly w: number;
  readonly h: number;
}

/** The least size of each kind; names and texts make some of them wider, see `sizeOf`. */
export const sizes: Readonly<Record<NodeKind, Size>> = {
  intake: { w: 208, h: 104 },
  step: { w: 200, h: 72 },
  gate: { w: 256, h: 104 },
  decision: { w: 64, h: 64 },
  parallel: { w: 12, h: 104 },
  wait: { w: 56, h: 56 },
  notify: { w: 112, h: 36 },
  subprocess: { w: 200, h: 72 },
  end: { w: 52, h: 52 },
  role: { w: 96, h: 32 },
  phase: { w: 320, h: 200 },
  note: { w: 180, h: 64 },
  document: { w: 160, h: 44 },
};

/** The gate's seal: centre on the middle of the plate's left edge, radius; flows end `reach` left of the plate. */
export const seal = { x: 0, y: 52, r: 30, reach: 35 } as const;

/**
 * Width and height of a node; its place is the upper left corner of exactly this box (a gate's: of its plate, the seal
 * stands out to the left). A phase is as large as its place says, else a default.
 */
export function sizeOf(node: Node): Size {
  const least = sizes[node.kind];
  if (node.kind === 'notify') return { w: wide(node, 58, 200), h: least.h };
  if (node.kind === 'role') return { w: wide(node, 48, 240), h: least.h };
  if (node.kind === 'document') return { w: wide(node, 52, 240), h: least.h };
  if (node.kind === 'note') {
    const lines = wrapText(node.text, least.w - 28, 12.5, 12).length;
    return { w: least.w, h: between(least.h, lines * 18 + 24, 240) };
  }
  return least;
}

function wide(node: Node, around: number, most: number): number {
  return between(sizes[node.kind].w, textWidth(node.name, 12.5, 550) + around, most);
}

function between(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, Math.ceil(value / 4) * 4));
}
