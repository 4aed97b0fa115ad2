/** What is seen of the diagram: fit, reveal, zoom, and the pointer's place in it. */
import type { ReactFlowInstance, useStoreApi } from '@xyflow/react';
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { boundsOf as drawnBounds } from '#ui/diagram/geometry.ts';
import type { View } from '../commands/desk.ts';
import type { Point } from '../state.ts';
import { boundsOf, boxesOf } from './places.ts';
import type { Box } from './places.ts';
import type { Ways } from './routes.ts';

/** px kept free for palette and tools. */
const margin = { left: 64, top: 8, right: 12, bottom: 52 };
/** ms of a zoom, of a step of it, and of nodes gliding to their places (LOOK.md §2.4). */
const zoomMs = 260;
const stepMs = 120;
const glideMs = 220;
/** ms after which a movement is over at the latest. */
const later = 1000;
/** At which five thousand nodes are seen at once. */
export const least = 0.02;
const most = 3;
/** Below it, a node somebody was sent to is shown from nearer. */
const readable = 0.6;
/** px around what is shown just now. */
const rim = 32;

const duration = (ms: number): { duration: number } => ({
  duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms,
});

/** How far to move so that [at, at + size] lies between low and high; its beginning, where it is larger. */
function intoView(at: number, size: number, low: number, high: number): number {
  if (at < low || size > high - low) return low - at;
  return Math.min(0, high - (at + size));
}

export interface Eye extends View {
  /** Without a movement: before anything was seen. With a node to be shown, so that it can be read. */
  readonly openOn: (node: NodeId | null) => void;
  /** A hand touches the canvas: what is seen stays where it is. Says whether nodes still glide to their places. */
  readonly hold: () => boolean;
  /** Where the pointer is on the screen; null when it left. */
  readonly follow: (screen: Point | null) => void;
}

export function eyeOf(
  flow: ReactFlowInstance<never, never> | ReactFlowInstance,
  inner: ReturnType<typeof useStoreApi>,
  draft: DraftHandle,
  find: (diagram: Diagram) => Ways,
): Eye {
  let pointer: Point | null = null;
  let nodesRest: ReturnType<typeof setTimeout> | undefined;
  /** Counts what the view was told; only the newest says when it rests. */
  let told = 0;
  /** The zoom it is on its way to. */
  let aim: number | null = null;
  const frame = (): HTMLElement | null => inner.getState().domNode?.parentElement ?? null;
  const size = (): { w: number; h: number } => {
    const { width, height } = inner.getState();
    return { w: width, h: height };
  };
  const rest = (): void => {
    aim = null;
    frame()?.removeAttribute('data-moving');
  };
  /** Moves what is seen; `data-moving` stands on the canvas meanwhile. */
  const go = (move: (how: { duration: number }) => Promise<unknown>, ms: number): void => {
    const how = duration(ms);
    told += 1;
    const mine = told;
    if (how.duration > 0) frame()?.setAttribute('data-moving', '');
    const ended = (): void => {
      if (mine === told) rest();
    };
    void move(how).then(ended);
    // Whatever ends a movement early doesn't say so.
    if (how.duration > 0) setTimeout(ended, how.duration + later);
  };
  const zoomTo = (zoom: number): void => {
    const next = Math.min(most, Math.max(least, zoom));
    go((how) => flow.zoomTo(next, how), stepMs);
    aim = next;
  };
  const toDiagram = (screen: Point): Point => flow.screenToFlowPosition(screen);

  const fit = (ms: number, ids: readonly NodeId[] = []): void => {
    const diagram = draft.diagram();
    const boxes = boxesOf(diagram);
    const some = ids.flatMap((id) => boxes.get(id) ?? []);
    const bounds =
      some.length === 0
        ? (drawnBounds(diagram, find(diagram)) ?? boundsOf(boxes.values()))
        : boundsOf(some);
    if (bounds !== null) show(bounds, some.length === 0 ? 1 : 1.5, ms);
  };
  const show = (box: Box, nearest: number, ms: number): void => {
    const { w, h } = size();
    const free = { w: w - margin.left - margin.right, h: h - margin.top - margin.bottom };
    if (free.w <= 0 || free.h <= 0) return;
    const zoom = Math.min(nearest, Math.max(least, Math.min(free.w / box.w, free.h / box.h)));
    const x = margin.left + (free.w - box.w * zoom) / 2 - box.x * zoom;
    const y = margin.top + (free.h - box.h * zoom) / 2 - box.y * zoom;
    go((how) => flow.setViewport({ x, y, zoom }, how), ms);
  };
  const isSeen = (box: Box): boolean => {
    const { x, y, zoom } = flow.getViewport();
    const { w, h } = size();
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    return (
      left >= margin.left - 20 &&
      top >= margin.top &&
      left + box.w * zoom <= w - margin.right &&
      top + box.h * zoom <= h - margin.bottom
    );
  };

  return {
    toDiagram,
    toScreen: (point) => flow.flowToScreenPosition(point),
    center: () => {
      const rect = frame()?.getBoundingClientRect();
      return rect === undefined
        ? { x: 0, y: 0 }
        : toDiagram({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
    },
    pointer: () => (pointer === null ? null : toDiagram(pointer)),
    follow: (screen) => {
      pointer = screen;
    },
    fit: (ids) => {
      fit(zoomMs, ids);
    },
    openOn: (node) => {
      fit(0);
      if (node !== null && flow.getZoom() < readable) {
        const box = boxesOf(draft.diagram()).get(node);
        if (box !== undefined) show(box, 1, 0);
      }
    },
    hold: () => {
      const gliding = frame()?.hasAttribute('data-gliding') ?? false;
      if (frame()?.hasAttribute('data-moving') === true) {
        told += 1;
        void flow.setViewport(flow.getViewport());
        rest();
      }
      return gliding;
    },
    reveal: (id) => {
      const box = boxesOf(draft.diagram()).get(id);
      if (box === undefined || size().w === 0 || isSeen(box)) return;
      const { x, y, zoom } = flow.getViewport();
      const { w, h } = size();
      const across = intoView(
        box.x * zoom + x,
        box.w * zoom,
        margin.left + rim,
        w - margin.right - rim,
      );
      const down = intoView(
        box.y * zoom + y,
        box.h * zoom,
        margin.top + rim,
        h - margin.bottom - rim,
      );
      go((how) => flow.setViewport({ x: x + across, y: y + down, zoom }, how), zoomMs);
    },
    zoom: () => flow.getZoom(),
    // Pressed again while it still zooms, it goes on from where it was going.
    zoomBy: (factor) => {
      zoomTo((aim ?? flow.getZoom()) * factor);
    },
    zoomTo,
    panBy: ({ x, y }) => {
      const now = flow.getViewport();
      go(() => flow.setViewport({ x: now.x + x, y: now.y + y, zoom: now.zoom }), 0);
    },
    frame: () => frame()?.getBoundingClientRect() ?? null,
    glide: () => {
      const element = frame();
      element?.setAttribute('data-gliding', '');
      clearTimeout(nodesRest);
      nodesRest = setTimeout(() => element?.removeAttribute('data-gliding'), glideMs);
    },
    focus: () => frame()?.focus({ preventScroll: true }),
    ways: () => find(draft.diagram()),
  };
}
