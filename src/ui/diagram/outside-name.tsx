import type { ReactNode } from 'react';
import type { Node } from '#model/diagram.ts';
import { nameGap, nameLine, nameOutside } from '#layout/names.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText, wrapText } from '#layout/text.ts';
import { Line } from './frame.tsx';
import type { Level } from './state.ts';

/** The name of a kind that carries it outside its shape, above or below; larger in the world where the zoom is small. */
export function OutsideName({
  node,
  level,
}: {
  readonly node: Node;
  readonly level: Level;
}): ReactNode {
  const outside = nameOutside(node);
  if (outside === null || level.detail === 'overview') return null;
  const { w, h } = sizeOf(node);
  const compact = level.detail === 'compact';
  // A bar says enough by itself where names are larger than the room they were given.
  if (compact && node.kind === 'parallel') return null;
  const most = outside.side === 'above' ? 3 : 2;
  // 11 px on screen: what stands beside the shape has more room than its full-size lines need.
  const size = compact ? Math.min(24, 11 / level.zoom) : 12.5;
  const pitch = compact ? size * 1.2 : nameLine;
  const lines = compact
    ? wrapText(node.name, 190, size, most, 550).map((line) => cutText(line, 210, size, 550))
    : outside.lines;
  const first =
    outside.side === 'above' ? -nameGap - (lines.length - 1) * pitch - 2 : h + nameGap + size * 0.8;
  return lines.map((line, at) => (
    <Line
      key={line}
      x={w / 2}
      y={first + at * pitch}
      kind="outside"
      fill="var(--cs-text-primary)"
      size={size}
      middle
    >
      {line}
    </Line>
  ));
}
