/** What the log of a request tells beside its fold: who wrote, attached, opened and signed what, when. */
import type { Event, EventOf } from '#engine/event.ts';
import type { Entry } from '#engine/log/entry.ts';
import type { Verdict } from '#engine/request.ts';
import type { Hex } from '#model/diagram.ts';
import type { ConditionId, EvidenceId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';

/** An entry as it is read back from the store. */
export interface Read {
  readonly entry: Entry;
  readonly hash: Hex;
  readonly events: readonly Event[];
}
interface By {
  /** null: the engine, or the clock. */
  readonly by: PersonId | null;
  readonly for: PersonId | null;
  /** UTC ms. */
  readonly at: number;
  readonly n: number;
}
type Comment = By & { readonly text: string; readonly on?: string };
export type Attachment = By & {
  readonly version: number;
  readonly name: string;
  readonly size: number;
  readonly sha256: Hex;
  readonly url?: string;
  readonly metrics?: JsonObject;
};
type Recommendation = By & {
  readonly work: WorkId;
  readonly verdict: Verdict;
  readonly text: string;
};
type Settled = By & { readonly event: EventOf<'settled'> };
export type SignedEvent = By & { readonly event: EventOf<'signed'> };

export interface Kept {
  readonly comments: readonly Comment[];
  /** Every version of each piece, oldest first. */
  readonly attachments: ReadonlyMap<EvidenceId, readonly Attachment[]>;
  readonly recommendations: readonly Recommendation[];
  readonly signatures: readonly SignedEvent[];
  /** How each condition ended that has: fulfilled or waived. */
  readonly settled: ReadonlyMap<ConditionId, Settled>;
  /** The change by which each gate was overtaken last, with who made it. */
  readonly overtaken: ReadonlyMap<NodeId, By & { readonly because: string }>;
  readonly recusals: readonly (By & { readonly event: EventOf<'recused'> })[];
  /** The suspension last written, whose it was and why; null: none ever. */
  readonly lastSuspended: (By & { readonly event: EventOf<'suspended'> }) | null;
  /** The log, entry by entry. */
  readonly entries: readonly Read[];
  /** All events, in order. */
  readonly events: readonly Event[];
  /** When this person opened this version of this piece last, UTC ms. */
  readonly openedAt: (evidence: EvidenceId, version: number, person: PersonId) => number | null;
  /** When entry n was written, UTC ms. */
  readonly at: (n: number) => number | null;
}

/** Reads a request's entries, in order, into what its page shows beside the fold. */
export function recordOf(entries: readonly Read[]): Kept {
  const comments: Comment[] = [];
  const attachments = new Map<EvidenceId, Attachment[]>();
  const recommendations: Recommendation[] = [];
  const signatures: SignedEvent[] = [];
  const settled = new Map<ConditionId, Settled>();
  const overtaken = new Map<NodeId, By & { readonly because: string }>();
  const recusals: (By & { readonly event: EventOf<'recused'> })[] = [];
  let lastSuspended: Kept['lastSuspended'] = null;
  const opened = new Map<string, number>();
  const times = new Map<number, number>();
  for (const { entry, events } of entries) {
    times.set(entry.seq, entry.at);
    const by: By = {
      by: entry.actor.kind === 'person' ? entry.actor.id : null,
      for: entry.for ?? null,
      at: entry.at,
      n: entry.seq,
    };
    for (const event of events) {
      if (event.type === 'commented') {
        comments.push({ ...by, text: event.text, ...(event.on ? { on: event.on } : {}) });
      } else if (event.type === 'attached') {
        const { type: _, evidence, ...what } = event;
        attachments.set(evidence, [...(attachments.get(evidence) ?? []), { ...by, ...what }]);
      } else if (event.type === 'recommended') {
        const { work, verdict, text } = event;
        recommendations.push({ ...by, work, verdict, text });
      } else if (event.type === 'signed') {
        signatures.push({ ...by, event });
      } else if (event.type === 'settled') {
        settled.set(event.condition, { ...by, event });
      } else if (event.type === 'recused') {
        recusals.push({ ...by, event });
      } else if (event.type === 'suspended') {
        lastSuspended = { ...by, event };
      } else if (event.type === 'overtaken') {
        overtaken.set(event.node, { ...by, because: event.because });
      } else if (event.type === 'opened' && by.by !== null) {
        opened.set(`${event.evidence}/${event.version}/${by.by}`, entry.at);
      }
    }
  }
  return {
    entries,
    events: entries.flatMap((one) => one.events),
    comments,
    attachments,
    recommendations,
    signatures,
    settled,
    overtaken,
    recusals,
    lastSuspended,
    openedAt: (evidence, version, person) => opened.get(`${evidence}/${version}/${person}`) ?? null,
    at: (n) => times.get(n) ?? null,
  };
}
