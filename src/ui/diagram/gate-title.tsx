/** A gate's name where the whole diagram is seen: wholly readable, or the plate grows over the room of its tree. */
import type { ReactNode } from 'react';
import { cutText, textWidth, wrapText } from '#layout/text.ts';
import { treeHeight } from '#layout/tree.ts';
import classes from './diagram.module.css';

/** How a name stands on its plate; px of the world. */
export interface Title {
  readonly size: number;
  readonly lines: readonly string[];
  /** Height the plate is drawn with, at least its own. */
  readonly plate: number;
}
interface Room {
  readonly w: number;
  readonly h: number;
  /** How far the plate may grow downwards. */
  readonly spare: number;
}

/** Line height in em. */
const pitch = 1.04;
/** px on screen: read without effort; below only where nothing else would be whole. */
const least = 10;
const last = [9.5, 9];

/** The room beneath a plate that only its tree takes, which is not drawn where names are this small. */
export function spareOf(rows: number): number {
  return rows === 0 ? 12 : Math.min(72, treeHeight(rows));
}

/**
 * The largest of `sizes` (px on screen, falling, none below 10) at which the whole name stands on the plate; else one at
 * which it does on a grown plate; else smaller; cut where nothing helps.
 */
export function titleIn(
  name: string,
  room: Room,
  zoom: number,
  sizes: readonly number[],
  weight: number,
): Title {
  const set = (screen: number, grown: boolean): Title | null => {
    const size = screen / zoom;
    const air = (screen > 9 ? 4 : 1.5) / zoom;
    const h = room.h + (grown ? room.spare : 0);
    const most = Math.max(1, Math.floor((h - air) / (size * pitch)));
    const lines = wrapText(name, room.w, size, most, weight);
    if (lines.some((line) => textWidth(line, size, weight) > room.w)) return null;
    return { size, lines, plate: Math.max(room.h, lines.length * size * pitch + air) };
  };
  for (const grown of [false, true]) {
    for (const screen of sizes) {
      const title = set(screen, grown);
      if (title !== null) return title;
    }
  }
  for (const screen of last) {
    const title = set(screen, true);
    if (title !== null) return title;
  }
  const size = least / zoom;
  const most = Math.max(1, Math.floor((room.h - 4 / zoom) / (size * pitch)));
  const lines = wrapText(name, room.w, size, most, weight);
  return {
    size,
    lines: lines.map((line) => cutText(line, room.w, size, weight)),
    plate: room.h,
  };
}

/** The lines, centred on the plate. */
export function TitleLines({
  title: { size, lines, plate },
  x,
  fill = 'var(--cs-text-primary)',
}: {
  readonly title: Title;
  readonly x: number;
  readonly fill?: string;
}): ReactNode {
  return lines.map((line, at) => (
    <text
      key={line}
      x={x}
      y={plate / 2 + size * 0.35 + (at - (lines.length - 1) / 2) * size * pitch}
      className={classes['title']}
      style={{ fontSize: size }}
      fill={fill}
    >
      {line}
    </text>
  ));
}
