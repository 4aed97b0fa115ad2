/** Tab through a large diagram, whose nodes are not all there for the browser to step through: in the order of the flow. */
import type { KeyboardEvent } from 'react';
import type { Editor } from '../context.ts';
import { say, select } from '../state.ts';
import { ordered } from './node-list.ts';

/** Chooses the next node, with Shift the one before; false: not asked for, or there is none, and Tab goes its own way. */
export function walkedOn(event: KeyboardEvent, { store, commands, draft }: Editor): boolean {
  if (event.key !== 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target instanceof HTMLElement && event.target.matches('input, textarea')) return false;
  const [from] = commands.selectedNodes();
  if (from === undefined) return false;
  const order = ordered(draft.diagram(), null).map(([id]) => id);
  const at = order.indexOf(from);
  const next = at < 0 ? undefined : order[at + (event.shiftKey ? -1 : 1)];
  if (next === undefined) return false;
  select(store, [next]);
  commands.view()?.reveal(next);
  commands.view()?.focus();
  say(store, commands.named(next));
  return true;
}
