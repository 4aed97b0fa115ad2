import type { CommandOf, Refusal } from '../command.ts';
import { route } from '../route.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';

/** A child request has ended: its end selects the way on (CORE.md §8). Known once, for the token then leaves. */
export function report(run: Run, { child, outcome }: CommandOf<'report'>): Refusal | null {
  const token = run.request.tokens.find((each) => each.child === child);
  if (token === undefined || token.childEnd !== undefined)
    return {
      refused: 'not_your_child',
      says: 'No part of this request waits for that child request.',
    };
  emit(run, { child, outcome, token: token.id, type: 'childEnded' });
  run.queue.push(token.id);
  route(run);
  return null;
}
