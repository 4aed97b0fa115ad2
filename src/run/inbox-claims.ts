import { useCallback, useMemo, useState } from 'react';
import { offers } from '#engine/offers.ts';
import type { Directory } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import { append, isRefused } from '#store/append.ts';
import { now as clock } from '#store/clock.ts';
import type { Database } from '#store/database.ts';
import { commandId } from '#store/hash.ts';
import type { InboxRow } from './inbox-rows.ts';
import { failure } from './send.ts';
import { subjectOf } from './subject.ts';

/** What became of a claim of several: one command each. */
interface Claimed {
  readonly done: number;
  readonly refused: readonly {
    readonly key: string;
    readonly subject: string;
    readonly says: string;
  }[];
}
export interface Claims {
  /** Check boxes are shown. */
  readonly selecting: boolean;
  readonly selected: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly toggleSelecting: () => void;
  readonly clear: () => void;
  readonly claim: (rows: readonly InboxRow[]) => Promise<void>;
  /** How many of `rows.length` are done, while it runs. */
  readonly running: { readonly done: number; readonly of: number } | null;
  readonly result: Claimed | null;
}

const none: ReadonlySet<string> = new Set();

/** Selecting rows of the inbox and claiming them, one command each, so that one refusal stops no other. */
export function useClaims(
  database: Database,
  person: PersonId | null,
  directory: Directory,
): Claims {
  const [selected, select] = useState(none);
  const [selecting, setSelecting] = useState(false);
  const [running, setRunning] = useState<Claims['running']>(null);
  const [result, setResult] = useState<Claimed | null>(null);
  const toggle = useCallback((key: string) => {
    setSelecting(true);
    setResult(null);
    select((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const clear = useCallback(() => {
    select(none);
    setSelecting(false);
    setResult(null);
  }, []);
  const toggleSelecting = useCallback(() => {
    select(none);
    setSelecting((old) => !old);
    setResult(null);
  }, []);
  const claim = useCallback(
    async (rows: readonly InboxRow[]): Promise<void> => {
      if (person === null || rows.length === 0 || running !== null) return;
      setResult(null);
      const refused: Claimed['refused'][number][] = [];
      for (const [i, row] of rows.entries()) {
        setRunning({ done: i, of: rows.length });
        const says = await claimOne(database, row, person, directory);
        if (says !== null)
          refused.push({
            key: row.key,
            subject: subjectOf(row.compiled.diagram, row.request.form, row.request.id),
            says,
          });
      }
      setRunning(null);
      setResult({ done: rows.length - refused.length, refused });
      select(none);
      setSelecting(false);
    },
    [database, person, directory, running],
  );
  return useMemo(
    () => ({ selecting, selected, toggle, toggleSelecting, clear, claim, running, result }),
    [selecting, selected, toggle, toggleSelecting, clear, claim, running, result],
  );
}

/** Claims what of this work the person may claim; null: it is theirs, else why not. */
async function claimOne(
  database: Database,
  { request, compiled, work, claimed, does }: InboxRow,
  person: PersonId,
  directory: Directory,
): Promise<string | null> {
  if (does === 'fulfil')
    return 'A condition is everybody’s who owns it: it is fulfilled, not claimed.';
  if (does === 'affirm')
    return 'Who signed this gate signs it again: it is nobody else’s to claim.';
  if (work === null) return 'Nobody has work to do there now.';
  if (claimed === person) return null;
  const offer = offers(compiled, request, person, directory, clock()).find(
    (each) => each.does === 'claim' && each.work === work.id,
  );
  if (offer?.assignment === undefined)
    return 'Nothing here is to be claimed: it is not one person’s alone, or it is claimed already.';
  const { assignment } = offer;
  try {
    const answer = await append(
      database,
      `request/${request.id}`,
      { type: 'claim', id: commandId(), work: work.id, assignment },
      { kind: 'person', id: person },
    );
    return isRefused(answer) ? answer.says : null;
  } catch (error) {
    return failure(error);
  }
}
