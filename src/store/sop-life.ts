/** What changes an SOP's life: created, published, retired. Each is a command of its log. */
import type { Actor } from '#engine/command.ts';
import { dateAfter, dateAt } from '#engine/time/date.ts';
import type { Diagram } from '#model/diagram.ts';
import { appearance, digest } from '#model/digest.ts';
import type { SopId } from '#model/ids.ts';
import type { Acceptance, Approval } from '#model/version.ts';
import { findings } from '#verify/findings.ts';
import { appendToSop } from './append-sop.ts';
import type { Appended, Refused } from './appending.ts';
import { now, zone } from './clock.ts';
import type { Database } from './database.ts';
import { commandId, hash } from './hash.ts';

/** Puts a new SOP into the library, as a draft. Its drawing is kept apart (`updates`): give it before or after. */
export const createSop = (
  db: Database,
  sop: {
    readonly id: SopId;
    readonly title: string;
    /** The template or SOP it was made from. */
    readonly from: string | null;
    readonly actor: Actor;
  },
): Promise<Appended | Refused> =>
  appendToSop(
    db,
    sop.id,
    { type: 'create', id: commandId(), title: sop.title, from: sop.from },
    sop.actor,
  );

export interface Publication {
  readonly diagram: Diagram;
  readonly reason: string;
  readonly revision: string;
  readonly accepted?: readonly Acceptance[];
  readonly approvals?: readonly Approval[];
  /** ISO date; today where it is not given. */
  readonly effectiveFrom?: string;
  /** ISO date; absent: the effective date and the SOP's review period. */
  readonly nextReview?: string | null;
}

/**
 * Publishes the diagram as the SOP's next version, which new requests are pinned to from now on. Refused while findings
 * of level error stand, warnings are not accepted, or nothing has changed.
 */
export async function publish(
  db: Database,
  sop: SopId,
  publication: Publication,
  actor: Actor,
): Promise<Appended | Refused> {
  const { diagram } = publication;
  const effectiveFrom = publication.effectiveFrom ?? dateAt(now(), zone());
  const { reviewEvery } = diagram.control;
  const review = reviewEvery === null ? null : dateAfter(effectiveFrom, reviewEvery);
  const answer = await appendToSop(
    db,
    sop,
    {
      type: 'publish',
      id: commandId(),
      digest: digest(diagram, hash),
      appearance: appearance(diagram, hash),
      revision: publication.revision,
      reason: publication.reason,
      effectiveFrom,
      nextReview: publication.nextReview === undefined ? review : publication.nextReview,
      approvals: publication.approvals ?? [],
      accepted: publication.accepted ?? [],
      findings: findings(diagram),
    },
    actor,
    diagram,
  );
  // From here on there is a record worth keeping: the browser is asked not to clear it away.
  if (!('refused' in answer)) await navigator.storage?.persist?.().catch(() => false);
  return answer;
}

export const retireSop = (
  db: Database,
  sop: SopId,
  reason: string,
  actor: Actor,
): Promise<Appended | Refused> =>
  appendToSop(db, sop, { type: 'retire', id: commandId(), reason }, actor);
