/** While something is in the hand near the canvas' edge, the canvas moves on under it. */
import type { View } from '../commands/desk.ts';
import type { Point } from '../state.ts';

/** px from the edge at which it begins, and px a frame at the edge itself. */
const band = 40;
const fastest = 16;

export interface EdgeScroll {
  /** The pointer is here now, px of the window. */
  readonly at: (screen: Point) => void;
  readonly stop: () => void;
}

/** `moved` is called after each step with the pointer, which now stands over another part of the diagram. */
export function edgeScroll(view: View, moved: (screen: Point) => void): EdgeScroll {
  let pointer: Point | null = null;
  let frame: number | null = null;
  const step = (): void => {
    frame = null;
    const area = view.frame();
    if (pointer === null || area === null) return;
    const by = {
      x: pull(pointer.x, area.left, area.right),
      y: pull(pointer.y, area.top, area.bottom),
    };
    if (by.x === 0 && by.y === 0) return;
    view.panBy(by);
    moved(pointer);
    frame = requestAnimationFrame(step);
  };
  return {
    at: (screen) => {
      pointer = screen;
      frame ??= requestAnimationFrame(step);
    },
    stop: () => {
      pointer = null;
      if (frame !== null) cancelAnimationFrame(frame);
      frame = null;
    },
  };
}

/** px to pan by along one axis, more the nearer the edge. */
function pull(at: number, low: number, high: number): number {
  const near = Math.min(band, (high - low) / 4);
  if (at < low + near) return Math.min(fastest, ((low + near - at) / near) * fastest);
  if (at > high - near) return -Math.min(fastest, ((at - high + near) / near) * fastest);
  return 0;
}
