/** What happened to a request since an entry: what a signer who has looked before has to look at again. */
import type { EventType } from '#engine/event.ts';
import type { PersonId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Line } from './node-record.ts';
import type { Read } from './record.ts';

/** What can weigh on a decision; that somebody opened or claimed something does not. */
const weighs: ReadonlySet<EventType> = new Set<EventType>([
  'edited',
  'attached',
  'answered',
  'waived',
  'recommended',
  'signed',
  'closed',
  'added',
  'recused',
  'delegated',
  'escalated',
  'settled',
  'overtaken',
  'affirmed',
  'commented',
  'suspended',
  'resumed',
  'migrated',
]);

/** What others did after entry `n`, in order. */
export const changesSince = (
  entries: readonly Read[],
  n: number,
  me: PersonId | null,
): readonly Line[] =>
  entries.flatMap(({ entry, events }) => {
    const by = entry.actor.kind === 'person' ? entry.actor.id : null;
    if (entry.seq <= n || (by !== null && by === me)) return [];
    return events
      .filter(({ type }) => weighs.has(type))
      .map((event) => ({ event, by, for: entry.for ?? null, at: entry.at, n: entry.seq }));
  });

/** The last entry of their own, or null: they have done nothing here yet. */
export const lastActOf = (entries: readonly Read[], person: PersonId): number | null =>
  entries.findLast(({ entry }) => entry.actor.kind === 'person' && entry.actor.id === person)?.entry
    .seq ?? null;

export interface ValueChange {
  readonly key: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The fields whose value is another now than it was after entry `n`. */
export function valuesSince(entries: readonly Read[], n: number): readonly ValueChange[] {
  const before = new Map<string, Json | undefined>();
  const now = new Map<string, Json>();
  for (const { entry, events } of entries)
    for (const event of events) {
      const changes =
        event.type === 'submitted' || event.type === 'migrated'
          ? event.form
          : event.type === 'edited'
            ? event.changes
            : {};
      for (const [key, value] of Object.entries(changes)) {
        if (entry.seq > n && !before.has(key)) before.set(key, now.get(key));
        now.set(key, value);
      }
    }
  return [...before]
    .map(([key, value]) => ({ key, before: value, after: now.get(key) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}
