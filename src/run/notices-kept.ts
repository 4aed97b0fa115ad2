/** Which notices a person has read, kept in this browser profile only: the log says what happened, not who looked. */
import { useMemo, useSyncExternalStore } from 'react';
import type { PersonId } from '#model/ids.ts';
import { local } from '#ui/kept.ts';

interface Kept {
  /** Chain number up to which all is read. */
  readonly upTo: number;
  /** Above it, by key; or, after being marked, again unread. */
  readonly read: readonly string[];
  readonly unread: readonly string[];
}
interface Keyed {
  readonly key: string;
  readonly n: number;
}

const nothing: Kept = { upTo: 0, read: [], unread: [] };
const keyOf = (person: PersonId): string => `countersign.notices.${person}`;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of this profile may have read them.
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
}

/** Whatever stands there: another version, or somebody, may have written it. */
function parse(text: string | null): Kept {
  if (text === null) return nothing;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return nothing;
    const keys = (name: string): readonly string[] => {
      const list: unknown = Reflect.get(value, name);
      return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
    };
    const upTo: unknown = Reflect.get(value, 'upTo');
    return {
      upTo: typeof upTo === 'number' ? upTo : 0,
      read: keys('read'),
      unread: keys('unread'),
    };
  } catch {
    return nothing;
  }
}

/** Keys that are kept, at most: who reads one by one for years does not fill the storage. */
const most = 500;

function keep(person: PersonId, kept: Kept): void {
  local.setItem(
    keyOf(person),
    JSON.stringify({ ...kept, read: kept.read.slice(-most), unread: kept.unread.slice(-most) }),
  );
  for (const listener of listeners) listener();
}

export interface ReadState {
  readonly isRead: (notice: Keyed) => boolean;
  readonly mark: (notice: Keyed, read: boolean) => void;
  readonly markAll: (notices: readonly Keyed[]) => void;
}

/** What this person has read. */
export function useReadState(person: PersonId | null): ReadState {
  const text = useSyncExternalStore(subscribe, () =>
    person === null ? null : local.getItem(keyOf(person)),
  );
  return useMemo(() => {
    const kept = parse(text);
    const isRead = ({ key, n }: Keyed): boolean =>
      !kept.unread.includes(key) && (n <= kept.upTo || kept.read.includes(key));
    return {
      isRead,
      mark: ({ key }, read) => {
        if (person === null) return;
        const without = (keys: readonly string[]): string[] => keys.filter((each) => each !== key);
        keep(person, {
          upTo: kept.upTo,
          read: read ? [...without(kept.read), key] : without(kept.read),
          unread: read ? without(kept.unread) : [...without(kept.unread), key],
        });
      },
      markAll: (notices) => {
        if (person === null) return;
        keep(person, { ...nothing, upTo: Math.max(kept.upTo, ...notices.map(({ n }) => n)) });
      },
    };
  }, [text, person]);
}
