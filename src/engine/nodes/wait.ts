import { wakeTimes } from '../waiting.ts';
import { emit } from '../run.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

/** Rests until the clock passes; what is due already still waits for the tick, so that time has one door. */
export const wait: Arrive = (run, token, node) => {
  if (token.wake !== undefined) return;
  const timers = wakeTimes(run, node);
  if ('code' in timers) return suspend(run, timers);
  emit(run, { timers: timers.wake, token: token.id, type: 'waiting' });
};
