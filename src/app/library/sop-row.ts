/** What the library's table knows of an SOP: from its row, its effective version and its draft. */
import { useEffect, useState } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { Digest, PersonId } from '#model/ids.ts';
import type { Directory } from '#model/directory.ts';
import { getVersion } from '#store/sops.ts';
import { countRequests } from '#store/counters.ts';
import type { SopRow } from '#store/database.ts';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { draftWithDigest } from './draft-of.ts';

export type ListedSop = SopRow;

export interface KnownSop {
  /** Of the effective version; null: never published. */
  readonly digest: Digest | null;
  readonly number: number | null;
  /** The draft means something else than the effective version. */
  readonly ahead: boolean;
  readonly purpose: string;
  readonly running: number;
  readonly owner: PersonId | null;
  readonly nextReview: string | null;
}

export function useSopRow(sop: ListedSop): KnownSop {
  const database = useDatabase();
  const directory = useDirectory();
  const effective = sop.effective;
  const version = useLive(
    (db) => (effective === null ? Promise.resolve(undefined) : getVersion(db, effective, sop.id)),
    [effective, sop.id],
  );
  const running = useLive((db) => countRequests(db, { status: 'running', sop: sop.id }), [sop.id]);
  const [draft, setDraft] = useState<Awaited<ReturnType<typeof draftWithDigest>> | null>(null);
  useEffect(() => {
    let gone = false;
    void draftWithDigest(database, sop.id).then((read) => gone || setDraft(read));
    return () => {
      gone = true;
    };
  }, [database, sop.id]);
  const diagram = version?.diagram ?? draft?.diagram ?? null;
  return {
    digest: effective,
    number: version?.number ?? null,
    ahead: draft !== null && version !== undefined && draft.digest !== version.digest,
    purpose: diagram?.control.purpose ?? '',
    running: running ?? 0,
    owner: diagram === null ? null : ownerOf(diagram, directory),
    nextReview: version?.nextReview ?? null,
  };
}

/** The first member of the owner's group: the person to ask. */
function ownerOf(diagram: Diagram, directory: Directory): PersonId | null {
  const role = diagram.control.owner === null ? undefined : diagram.nodes[diagram.control.owner];
  const group =
    role?.kind === 'role' && role.group !== null ? directory.groups[role.group] : undefined;
  return group?.members[0] ?? null;
}
