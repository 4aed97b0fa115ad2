/** A finger or pen that rests on the canvas asks what can be done there, as the right button does. */

/** ms it rests, and px it may tremble. */
const rests = 500;
const still = 8;

/** Listens on the canvas; returns how to stop. What follows of that touch moves and clicks nothing. */
export function onLongPress(canvas: HTMLElement, open: (press: PointerEvent) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let from: PointerEvent | null = null;
  const forget = (): void => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    from = null;
  };
  const down = (event: PointerEvent): void => {
    forget();
    // A second finger pinches.
    if (event.pointerType === 'mouse' || !event.isPrimary) return;
    from = event;
    timer = setTimeout(() => {
      // A movement is told with the next frame: on a busy machine it may have begun long ago.
      frame = requestAnimationFrame(() => {
        forget();
        silence();
        open(event);
      });
    }, rests);
  };
  const move = (event: PointerEvent): void => {
    if (from === null || event.pointerId !== from.pointerId) return;
    if (Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > still) forget();
  };
  canvas.addEventListener('pointerdown', down, true);
  addEventListener('pointermove', move, true);
  addEventListener('pointerup', forget, true);
  addEventListener('pointercancel', forget, true);
  return () => {
    forget();
    canvas.removeEventListener('pointerdown', down, true);
    removeEventListener('pointermove', move, true);
    removeEventListener('pointerup', forget, true);
    removeEventListener('pointercancel', forget, true);
  };
}

/** Until the finger is lifted; that it is, everybody is told. */
function silence(): void {
  const swallow = (event: Event): void => {
    if (event.cancelable) event.preventDefault();
    if (event.type === 'touchmove') event.stopPropagation();
    else for (const type of types) removeEventListener(type, swallow, true);
  };
  const types = ['touchmove', 'touchend', 'touchcancel'];
  for (const type of types) addEventListener(type, swallow, { capture: true, passive: false });
}
