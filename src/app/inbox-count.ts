import { useEffect, useState } from 'react';
import type { Database } from '#store/database.ts';
import type { countWaiting, forgetInbox } from '#run/inbox-rows.ts';
import { waitingText } from '#run/inbox-total.ts';
import { useActing, useDatabase, useDirectory, useLive, useNow } from '#ui/workspace.tsx';

interface Counter {
  readonly count: typeof countWaiting;
  readonly forget: typeof forgetInbox;
}

/** A badge says "99+" beyond: nobody reads more, and counting 100,000 would take a while at every change. */
const most = 99;

/**
 * How much the person of this tab can do something about now: "4", "99+"; empty: nothing, as far as was looked. Counted
 * by the engine, which is off the first load: until it is there, empty.
 */
export function useWaiting(): string {
  const { person } = useActing();
  const directory = useDirectory();
  const now = useNow(60_000);
  const counter = useCounter(useDatabase(), person !== null);
  const waiting = useLive(
    (database) =>
      person === null || counter === null
        ? Promise.resolve(null)
        : counter.count(database, { person, directory, now }, most),
    [person, directory, counter, now],
  );
  return waitingText(waiting ?? null);
}

/** ms after which the page has had the network and the processor for itself. */
const later = 600;

function useCounter(database: Database, wanted: boolean): Counter | null {
  const [counter, set] = useState<Counter | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      void import('#run/inbox-rows.ts').then(({ countWaiting, forgetInbox }) =>
        set({ count: countWaiting, forget: forgetInbox }),
      );
    }, later);
    return () => clearTimeout(timer);
  }, [wanted]);
  // The page it reads is kept for the inbox only as long as it is kept up to date.
  useEffect(() => () => counter?.forget(database), [counter, database]);
  return counter;
}
