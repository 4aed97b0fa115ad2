import { useEffect, useState } from 'react';
import type { countWaiting } from '#run/inbox-rows.ts';
import { waitingText } from '#run/inbox-total.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';

type CountWaiting = typeof countWaiting;

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
  const count = useCounter(person !== null);
  const waiting = useLive(
    (database) =>
      person === null || count === null
        ? Promise.resolve(null)
        : count(database, { person, directory, now }, most),
    [person, directory, count, now],
  );
  return waitingText(waiting ?? null);
}

/** ms after which the page has had the network and the processor for itself. */
const later = 600;

function useCounter(wanted: boolean): CountWaiting | null {
  const [counter, set] = useState<{ readonly count: CountWaiting } | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      void import('#run/inbox-rows.ts').then(({ countWaiting: count }) => set({ count }));
    }, later);
    return () => clearTimeout(timer);
  }, [wanted]);
  return counter?.count ?? null;
}
