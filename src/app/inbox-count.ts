import { useEffect, useState } from 'react';
import type { readInbox } from '#run/inbox-rows.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';

type Read = typeof readInbox;

/**
 * How many pieces of open work the person of this tab can do something about now. Counted by the engine, which is off
 * the first load: until it is there, 0.
 */
export function useWaiting(): number {
  const { person } = useActing();
  const directory = useDirectory();
  const now = useNow(60_000);
  const read = useReader(person !== null);
  const rows = useLive(
    (database) =>
      person === null || read === null
        ? Promise.resolve([])
        : read(database, person, directory, now),
    [person, directory, read, now],
  );
  return (rows ?? []).filter(({ does, refused }) => does !== 'wait' && !refused).length;
}

/** ms after which the page has had the network and the processor for itself. */
const later = 600;

function useReader(wanted: boolean): Read | null {
  const [reader, set] = useState<{ readonly read: Read } | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      void import('#run/inbox-rows.ts').then(({ readInbox: read }) => set({ read }));
    }, later);
    return () => clearTimeout(timer);
  }, [wanted]);
  return reader?.read ?? null;
}
