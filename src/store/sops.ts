/** SOPs and their versions. */
import type { Actor } from '#engine/command.ts';
import type { Diagram } from '#model/diagram.ts';
import { appearance, digest } from '#model/digest.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { Dexie } from 'dexie';
import type { Acceptance, Approval, Version } from '#model/version.ts';
import { findings } from '#verify/findings.ts';
import { appendToSop } from './append-sop.ts';
import type { Appended, Refused } from './appending.ts';
import { now, zone } from './clock.ts';
import type { Database, SopRow } from './database.ts';
import { dateAfter, dateAt } from '#engine/time/date.ts';
import { commandId, hash } from './hash.ts';

export { compiledVersion } from './compiled.ts';
export type { SopRow } from './database.ts';

/** The library: not what is deleted, nor, unless asked for, what is retired. What changed last first. */
export async function listSops(
  db: Database,
  { retired = false }: { readonly retired?: boolean } = {},
): Promise<readonly SopRow[]> {
  const rows = await db.sops.toArray();
  return rows
    .filter((row) => row.deleted === undefined && (retired || row.status !== 'obsolete'))
    .toSorted((a, b) => b.at - a.at);
}

export const getSop = (db: Database, id: SopId): Promise<SopRow | undefined> => db.sops.get(id);

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

/** The title of the draft, as the library shows it; not log. */
export async function renameSop(db: Database, sop: SopId, title: string): Promise<void> {
  await db.sops.update(sop, { title, at: now() });
}

/**
 * Takes an SOP out of the library; `restoreSop` takes it back. Throws for one that was ever published: its record
 * stays, it can only be retired.
 */
export async function deleteSop(db: Database, sop: SopId): Promise<SopId> {
  return db.transaction('rw', db.sops, async () => {
    const row = await db.sops.get(sop);
    if (row !== undefined && row.fold.versions.length > 0)
      throw new Error('This SOP was published: retire it instead of deleting it.');
    await db.sops.update(sop, { deleted: now() });
    return sop;
  });
}

export async function restoreSop(db: Database, sop: SopId): Promise<void> {
  await db.sops
    .where('id')
    .equals(sop)
    .modify((row: { deleted?: number }) => {
      delete row.deleted;
    });
}

/** A version by its digest; where several have one meaning, that of the SOP if it is named, else the first. */
export async function getVersion(
  db: Database,
  wanted: Digest,
  sop?: SopId,
): Promise<Version | undefined> {
  const all = await db.versions.where('digest').equals(wanted).toArray();
  return all.findLast((version) => version.sop === sop) ?? all[0];
}

/** Oldest first. */
export const versionsOf = (db: Database, sop: SopId): Promise<Version[]> =>
  db.versions.where('[sop+number]').between([sop, Dexie.minKey], [sop, Dexie.maxKey]).toArray();

/** What new requests are pinned to. */
export async function effectiveVersion(db: Database, sop: SopId): Promise<Version | undefined> {
  const row = await db.sops.get(sop);
  return row === undefined || row.effective === null
    ? undefined
    : getVersion(db, row.effective, sop);
}
