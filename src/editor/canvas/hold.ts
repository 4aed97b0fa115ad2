/** A grip in the hand: followed until it is let go. Esc, or whatever calls the pointer off, leaves everything as it was. */
export function hold(
  {
    currentTarget: grip,
    pointerId,
  }: { readonly currentTarget: Element; readonly pointerId: number },
  move: (at: { readonly clientX: number; readonly clientY: number }) => void,
  end: (dropped: boolean) => void,
): void {
  grip.setPointerCapture(pointerId);
  const follow = (event: Event): void => {
    if (event instanceof PointerEvent) move(event);
  };
  const stop = (dropped: boolean): void => {
    grip.removeEventListener('pointermove', follow);
    grip.removeEventListener('pointerup', drop);
    grip.removeEventListener('pointercancel', callOff);
    removeEventListener('keydown', escape, true);
    end(dropped);
  };
  const drop = (): void => {
    stop(true);
  };
  const callOff = (): void => {
    stop(false);
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop(false);
  };
  grip.addEventListener('pointermove', follow);
  grip.addEventListener('pointerup', drop);
  grip.addEventListener('pointercancel', callOff);
  addEventListener('keydown', escape, true);
}
