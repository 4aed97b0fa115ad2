import type { Hex } from '#model/diagram.ts';
import type { PersonId } from '#model/ids.ts';
import type { Entry } from '#engine/log/entry.ts';
import type { Told } from './words/told.ts';

/** A row of the trail: an event of an entry. What is the entry's (time, link) stands in its first row. */
export interface AuditRow {
  readonly key: string;
  readonly stream: string;
  readonly seq: number;
  readonly first: boolean;
  readonly told: Told;
  /** null: the engine did it, within the same entry. */
  readonly by: PersonId | 'clock' | 'system' | null;
  readonly for: PersonId | null;
  /** UTC ms, zone of the actor's device, and the device's own clock where it differs. */
  readonly at: number;
  readonly zone: string;
  readonly clock: number | undefined;
  readonly hash: Hex;
}

interface Opened<E> {
  readonly entry: Entry;
  readonly hash: Hex;
  readonly events: readonly E[];
}

/**
 * Entries as rows, in order. The first event of an entry is the actor's own; what follows from it is the engine's, in
 * the same entry and under the same link.
 */
export function auditRows<E>(
  entries: readonly Opened<E>[],
  tell: (event: E) => Told,
): readonly AuditRow[] {
  return entries.flatMap(({ entry, hash, events }) =>
    events.map((event, i): AuditRow => {
      const { actor } = entry;
      const own = i === 0;
      return {
        key: `${entry.stream}/${entry.seq}/${i}`,
        stream: entry.stream,
        seq: entry.seq,
        first: own,
        told: tell(event),
        by: own ? (actor.kind === 'person' ? actor.id : actor.kind) : null,
        for: own ? (entry.for ?? null) : null,
        at: entry.at,
        zone: entry.zone,
        clock: entry.clock,
        hash,
      };
    }),
  );
}
