import { useEffect, useState } from 'react';
import type { countWaiting } from '#run/inbox-rows.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';

type CountWaiting = typeof countWaiting;

/** A badge says "99+" beyond: nobody reads more, and counting 100,000 would take a while at every change. */
const most = 100;

/**
 * How many pieces of open work the person of this tab can do something about now, up to 100. Counted by the engine,
 * which is off the first load: until it is there, 0.
 */
export function useWaiting(): number {
  const { person } = useActing();
  const directory = useDirectory();
  const now = useNow(60_000);
  const count = useCounter(person !== null);
  return (
    useLive(
      (database) =>
        person === null || count === null
          ? Promise.resolve(0)
          : count(database, { person, directory, now }, most),
      [person, directory, count, now],
    ) ?? 0
  );
}

export const waitingText = (waiting: number): string =>
  waiting < most ? String(waiting) : `${most - 1}+`;

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
