/** What was found and decided at each node of a request, round by round, read from its log. */
import type { Event, EventOf } from '#engine/event.ts';
import type { Answer } from '#engine/request.ts';
import type { ItemId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Read, SignedEvent } from './record.ts';

export interface Found {
  readonly item: ItemId;
  readonly result: Answer['result'];
  /** null: the engine. */
  readonly by: PersonId | null;
  readonly comment?: string;
  /** Values an automated check saw. */
  readonly seen?: { readonly [path: string]: Json };
  /** UTC ms. */
  readonly at: number;
}
interface Waiver {
  readonly item: ItemId;
  readonly by: PersonId | null;
  readonly reason: string;
  readonly at: number;
}
/** An event worth a line of its own, with who did it and when. */
export interface Line {
  readonly event: Event;
  readonly by: PersonId | null;
  readonly for: PersonId | null;
  readonly at: number;
  readonly n: number;
}
/** One round of a gate or step. */
export interface Round {
  readonly work: WorkId;
  readonly round: number;
  /** UTC ms. */
  readonly since: number;
  /** null: still open. */
  readonly until: number | null;
  /** null: still open, or cancelled. */
  readonly closed: EventOf<'closed'> | null;
  /** What stands in the last of it, by item. */
  readonly found: readonly Found[];
  readonly waived: readonly Waiver[];
  readonly signatures: readonly SignedEvent[];
  readonly lines: readonly Line[];
}
export interface NodeRecord {
  readonly rounds: readonly Round[];
  /** What happened here beside its rounds: why it went on, who was told, what overtook it. */
  readonly lines: readonly Line[];
}

interface Draft {
  work: WorkId;
  round: number;
  since: number;
  until: number | null;
  closed: EventOf<'closed'> | null;
  found: Map<ItemId, Found>;
  waived: Waiver[];
  signatures: SignedEvent[];
  lines: Line[];
}

/** The record of one node, oldest round first. */
export function nodeRecord(entries: readonly Read[], node: NodeId): NodeRecord {
  const rounds = new Map<WorkId, Draft>();
  const lines: Line[] = [];
  for (const { entry, events } of entries) {
    const by = entry.actor.kind === 'person' ? entry.actor.id : null;
    const stamp = { by, for: entry.for ?? null, at: entry.at, n: entry.seq };
    for (const event of events) {
      const draft = 'work' in event && isWork(event.work) ? rounds.get(event.work) : undefined;
      if (event.type === 'entered') {
        if (event.node === node) rounds.set(event.work, fresh(event, entry.at));
      } else if (event.type === 'cancelled') {
        for (const work of event.work) {
          const cancelled = rounds.get(work);
          if (cancelled === undefined) continue;
          cancelled.until = entry.at;
          cancelled.lines.push({ event, ...stamp });
        }
      } else if (draft !== undefined) intoRound(draft, event, stamp);
      else if (placeOf(event) === node) lines.push({ event, ...stamp });
    }
  }
  return {
    rounds: [...rounds.values()].map((draft) => ({ ...draft, found: [...draft.found.values()] })),
    lines,
  };
}

const isWork = (work: unknown): work is WorkId => typeof work === 'string';

const fresh = ({ work, round }: EventOf<'entered'>, since: number): Draft => ({
  work,
  round,
  since,
  until: null,
  closed: null,
  found: new Map(),
  waived: [],
  signatures: [],
  lines: [],
});

function intoRound(draft: Draft, event: Event, stamp: Omit<Line, 'event'>): void {
  const { at, by } = stamp;
  if (event.type === 'checked')
    for (const { item, result, seen } of event.results)
      draft.found.set(item, { item, result, seen, by: null, at });
  else if (event.type === 'answered')
    for (const { item, result, comment } of event.answers)
      draft.found.set(item, { item, result, by, at, ...(comment ? { comment } : {}) });
  else if (event.type === 'waived' && 'item' in event)
    draft.waived.push({ item: event.item, by, reason: event.reason, at });
  else if (event.type === 'signed') draft.signatures.push({ ...stamp, event });
  else if (event.type === 'closed') {
    draft.closed = event;
    draft.until = at;
    // What was recommended stands with the recommendations of the request.
  } else if (event.type !== 'recommended') draft.lines.push({ event, ...stamp });
}

/** The node an event outside any work happened at. */
function placeOf(event: Event): NodeId | null {
  if (event.type === 'moved') return event.from;
  if (event.type === 'suspended') return event.incident.node ?? null;
  return 'node' in event ? event.node : null;
}
