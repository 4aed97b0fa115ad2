/**
 * The decider of a redaction: whether an entry's private values may be erased, and what is recorded of it (METHODS.md §7).
 * The nonces of the signatures over them go too: with one, a guess of what was erased could still be confirmed.
 */
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
  /** Entries with signatures over these values, whose nonces are still there. */
  readonly nonces: readonly number[];
  /** Such entries of a format in which a nonce cannot be erased by itself: all that is private in them goes. */
  readonly whole: readonly { readonly seq: number; readonly values: number }[];
}

export function decideRedact(
  command: Redact,
  { values, evidence, isRecord, nonces, whole }: RedactContext,
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
  const first = {
    evidence: [...evidence],
    ...(nonces.length > 0 ? { nonces: [...nonces] } : {}),
    reason,
    seq,
    stream,
    type: 'redacted' as const,
    values,
  };
  const others = whole.map((other) => ({
    evidence: [],
    reason,
    seq: other.seq,
    stream,
    type: 'redacted' as const,
    values: other.values,
  }));
  return { events: [first, ...others] };
}
