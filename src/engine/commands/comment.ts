import type { CommandOf, Refusal } from '../command.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';

/** A remark in the log, on the request or on something of it; open to all, at any time. */
export function comment(run: Run, { text, on }: CommandOf<'comment'>): Refusal | null {
  emit(run, on === undefined ? { text, type: 'commented' } : { on, text, type: 'commented' });
  return null;
}
