/** The decider of a redaction: whether an entry's private values may be erased, and what is recorded of it (METHODS.md §7). */
import type { Hex } from '#model/diagram.ts';
import type { CommandId } from '#model/ids.ts';
import type { Stream } from '../log/entry.ts';
import { flaw } from '../normal.ts';
import type { WorkspaceEvent } from './event.ts';

/** Erases the private values of one entry, for good. The reason is kept. */
export interface Redact {
  readonly type: 'redact';
  readonly id: CommandId;
  readonly stream: Stream;
  readonly seq: number;
  readonly reason: string;
}
export type RedactRefusalCode = 'malformed' | 'reason_needed' | 'no_entry' | 'nothing_private';

export interface RedactContext {
  /** How many private values the entry has now; null: there is no such entry. */
  readonly values: number | null;
  /** Evidence that no other entry names: its content goes too. */
  readonly evidence: readonly Hex[];
  /** The entry is itself the record of a redaction. */
  readonly isRecord: boolean;
}

export function decideRedact(
  command: Redact,
  { values, evidence, isRecord }: RedactContext,
):
  | { readonly events: readonly WorkspaceEvent[] }
  | { readonly refused: RedactRefusalCode; readonly says: string } {
  const wrong = flaw({ stream: command.stream, seq: command.seq, reason: command.reason });
  if (wrong) return { refused: 'malformed', says: wrong.says };
  const reason = command.reason.trim();
  if (reason === '')
    return { refused: 'reason_needed', says: 'A redaction needs a reason: it stays on record.' };
  if (values === null)
    return { refused: 'no_entry', says: 'There is no such entry in this workspace.' };
  if (isRecord)
    return {
      refused: 'nothing_private',
      says: 'This entry records a redaction. Who erased what and why stays.',
    };
  if (values === 0)
    return {
      refused: 'nothing_private',
      says: 'This entry holds nothing private, or it was erased before.',
    };
  const { stream, seq } = command;
  return {
    events: [{ evidence: [...evidence], reason, seq, stream, type: 'redacted', values }],
  };
}
