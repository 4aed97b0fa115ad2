import type { Hex } from '#model/diagram.ts';
import type { PersonId } from '#model/ids.ts';
import type { Stream } from '#engine/log/entry.ts';
import type { TrailEntry } from './trail-read.ts';
import type { AnyEvent } from '#ui/words/any-words.ts';
import type { Told } from '#ui/words/told.ts';

/** A row of the trail: an event of an entry. What is the entry's (time, link) stands in its first row. */
export interface AuditRow {
  readonly key: string;
  readonly stream: Stream;
  readonly seq: number;
  readonly first: boolean;
  readonly told: Told;
  /** null: the engine did it, within the same entry. */
  readonly by: PersonId | 'clock' | 'system' | null;
  readonly for: PersonId | null;
  /** UTC ms; null: the entry cannot be read. */
  readonly at: number | null;
  /** Zone of the actor's device, and the device's own clock where it differs, UTC ms. */
  readonly zone: string;
  readonly clock: number | undefined;
  readonly hash: Hex;
}

const unreadable: Told = {
  says: 'This entry cannot be read',
  more: 'What is stored here is no entry of a log.',
  sign: 'stop',
  weighs: true,
};

/**
 * Entries as rows, in the order given. The first event of an entry is the actor's own; what follows from it is the
 * engine's, in the same entry and under the same link. Of the workspace's log every event is the actor's.
 */
export function auditRows(
  entries: readonly TrailEntry[],
  tell: (event: AnyEvent) => Told,
): readonly AuditRow[] {
  return entries.flatMap(({ stream, seq, hash, entry, events }) => {
    const row = (told: Told, i: number): AuditRow => ({
      key: `${stream}/${seq}/${i}`,
      stream,
      seq,
      first: i === 0,
      told,
      by:
        entry === null || (i > 0 && stream !== 'workspace')
          ? null
          : entry.actor.kind === 'person'
            ? entry.actor.id
            : entry.actor.kind,
      for: i === 0 ? (entry?.for ?? null) : null,
      at: entry?.at ?? null,
      zone: entry?.zone ?? 'UTC',
      clock: entry?.clock,
      hash,
    });
    if (entry === null) return [row(unreadable, 0)];
    return events.map((event, i) => row(safely(tell, event), i));
  });
}

/** An event that was tampered with may lack what its words need: the row stays, and says so. */
function safely(tell: (event: AnyEvent) => Told, event: AnyEvent): Told {
  try {
    return tell(event);
  } catch {
    return unreadable;
  }
}
