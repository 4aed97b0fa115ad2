/** Pan, zoom, pinch and fit of a read-only diagram: the transform, and the gestures that change it. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { Box } from './geometry.ts';

interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
const zoomRange = { min: 0.05, max: 2.5 } as const;
const margin = 32;

const clamped = (zoom: number): number => Math.min(zoomRange.max, Math.max(zoomRange.min, zoom));

/** The transform at which `bounds` fills `size`, never larger than life. */
export function fitted(bounds: Box, size: { readonly w: number; readonly h: number }): Viewport {
  const room = Math.min(margin, size.w / 12, size.h / 12);
  const zoom = clamped(
    Math.min(
      1,
      (size.w - 2 * room) / Math.max(1, bounds.w),
      (size.h - 2 * room) / Math.max(1, bounds.h),
    ),
  );
  return {
    x: (size.w - bounds.w * zoom) / 2 - bounds.x * zoom,
    y: (size.h - bounds.h * zoom) / 2 - bounds.y * zoom,
    zoom,
  };
}

/** Zooms about a point of the screen. */
export function zoomedAt(view: Viewport, zoom: number, x: number, y: number): Viewport {
  const next = clamped(zoom);
  const by = next / view.zoom;
  return { x: x - (x - view.x) * by, y: y - (y - view.y) * by, zoom: next };
}

export interface ViewportHandle {
  readonly view: Viewport;
  /** Whether the last change was a leap (fit, focus) rather than a gesture. */
  readonly leapt: boolean;
  readonly dragging: boolean;
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  /** Brings a box into view; `close`: in the middle, large enough to read. */
  readonly show: (box: Box, close?: boolean) => void;
  readonly size: { readonly w: number; readonly h: number };
}

/**
 * Gestures on `ref`: drag pans, the wheel pans (only with Ctrl or ⌘ zooms), two fingers pinch. While `embedded`, a bare
 * wheel is left to the page. Fits at first, and again when the frame's size changes before anybody has moved it.
 */
export function useViewport(
  ref: RefObject<HTMLElement | null>,
  bounds: Box | null,
  { embedded }: { readonly embedded: boolean },
): ViewportHandle {
  const [view, setView] = useState<Viewport>({ x: 0, y: 0, zoom: 1 });
  const [size, setSize] = useState({ w: 0, h: 0 });
  const [leapt, setLeapt] = useState(false);
  const [dragging, setDragging] = useState(false);
  const touched = useRef(false);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => setSize({ w: element.clientWidth, h: element.clientHeight });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [ref]);

  useLayoutEffect(() => {
    if (touched.current || bounds === null || size.w === 0) return;
    setView(fitted(bounds, size));
  }, [bounds, size]);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const fingers = new Map<number, { x: number; y: number }>();
    let dragged = false;
    const spot = (event: MouseEvent): { x: number; y: number } => {
      const frame = element.getBoundingClientRect();
      return { x: event.clientX - frame.left, y: event.clientY - frame.top };
    };
    const moved = (change: (view: Viewport) => Viewport): void => {
      touched.current = true;
      setLeapt(false);
      setView(change);
    };
    const wheel = (event: WheelEvent): void => {
      const zooms = event.ctrlKey || event.metaKey;
      if (!zooms && embedded) return;
      event.preventDefault();
      const at = spot(event);
      moved((now) =>
        zooms
          ? zoomedAt(now, now.zoom * Math.exp(-event.deltaY * 0.01), at.x, at.y)
          : { ...now, x: now.x - event.deltaX, y: now.y - event.deltaY },
      );
    };
    const down = (event: PointerEvent): void => {
      if (event.button > 1) return;
      dragged = false;
      fingers.set(event.pointerId, spot(event));
    };
    // The click that ends a drag is no click on what happens to lie under it.
    const click = (event: MouseEvent): void => {
      if (!dragged) return;
      dragged = false;
      event.stopPropagation();
    };
    const move = (event: PointerEvent): void => {
      const before = fingers.get(event.pointerId);
      if (before === undefined) return;
      const here = spot(event);
      const dx = here.x - before.x;
      const dy = here.y - before.y;
      if (
        fingers.size === 1 &&
        Math.hypot(dx, dy) < 3 &&
        !element.hasPointerCapture(event.pointerId)
      )
        return;
      if (!element.hasPointerCapture(event.pointerId)) {
        element.setPointerCapture(event.pointerId);
        setDragging(true);
      }
      dragged = true;
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, here);
      moved((now) => {
        if (other === undefined) return { ...now, x: now.x + dx, y: now.y + dy };
        const was = Math.hypot(before.x - other.x, before.y - other.y) || 1;
        const is = Math.hypot(here.x - other.x, here.y - other.y);
        const zoomed = zoomedAt(
          now,
          now.zoom * (is / was),
          (here.x + other.x) / 2,
          (here.y + other.y) / 2,
        );
        return { ...zoomed, x: zoomed.x + dx / 2, y: zoomed.y + dy / 2 };
      });
    };
    const up = (event: PointerEvent): void => {
      fingers.delete(event.pointerId);
      if (fingers.size === 0) setDragging(false);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('pointerleave', up);
    element.addEventListener('click', click, { capture: true });
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('pointerleave', up);
      element.removeEventListener('click', click, { capture: true });
    };
  }, [ref, embedded]);

  const fit = useCallback(() => {
    touched.current = false;
    setLeapt(true);
    if (bounds !== null) setView(fitted(bounds, size));
  }, [bounds, size]);
  const zoomBy = useCallback(
    (factor: number) => {
      touched.current = true;
      setLeapt(true);
      setView((now) => zoomedAt(now, now.zoom * factor, size.w / 2, size.h / 2));
    },
    [size],
  );
  const show = useCallback(
    (box: Box, close = false) => {
      setLeapt(true);
      setView((now) => {
        const left = box.x * now.zoom + now.x;
        const top = box.y * now.zoom + now.y;
        const inside =
          left >= 8 &&
          top >= 8 &&
          left + box.w * now.zoom <= size.w - 8 &&
          top + box.h * now.zoom <= size.h - 8;
        if ((inside && !close) || size.w === 0) return now;
        touched.current = true;
        const zoom = Math.max(now.zoom, close ? 0.75 : 0.6);
        return {
          zoom,
          x: size.w / 2 - (box.x + box.w / 2) * zoom,
          y: size.h / 2 - (box.y + box.h / 2) * zoom,
        };
      });
    },
    [size],
  );
  return { view, leapt, dragging, fit, zoomBy, show, size };
}
