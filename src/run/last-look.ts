import { useEffect, useMemo, useRef } from 'react';
import type { PersonId, RequestId } from '#model/ids.ts';
import { local } from '#ui/kept.ts';
import type { Read } from './record.ts';
import { lastActOf } from './since.ts';

const keyOf = (request: RequestId, person: PersonId): string =>
  `countersign.looked.${request}.${person}`;

/**
 * The entry up to which a person had looked at this request before this visit: where they left the page last, or what
 * they did last. null: they look at it for the first time. Kept in the browser profile, not in the log: a look is no act.
 */
export function useLastLook(
  request: RequestId,
  person: PersonId | null,
  entries: readonly Read[],
): number | null {
  const n = entries.at(-1)?.entry.seq ?? null;
  const latest = useRef(n);
  useEffect(() => {
    latest.current = n;
  });
  useEffect(() => {
    if (person === null) return undefined;
    const keep = (): void => {
      if (latest.current !== null) local.setItem(keyOf(request, person), String(latest.current));
    };
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [request, person]);
  const left = useMemo(
    () => (person === null ? null : local.getItem(keyOf(request, person))),
    [request, person],
  );
  const acted = person === null ? null : lastActOf(entries, person);
  const looked = left === null ? null : Number(left);
  if (looked === null || !Number.isInteger(looked)) return acted;
  return acted === null ? looked : Math.max(looked, acted);
}
