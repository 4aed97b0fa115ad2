/** Who acted sees what came of it before the dialog closes or the button answers again. */
import { createContext, useCallback, useEffect, useRef } from 'react';

/** Answers once the page shows the entry of this number, at the latest after `longest`. */
export type Shown = (seq: number) => Promise<void>;

/** Outside a request's page nothing is waited for. */
export const ShownContext = createContext<Shown>(() => Promise.resolve());

/** ms: a page that cannot be read any more keeps nobody waiting; what was written is written. */
const longest = 1_000;

interface Waiting {
  readonly seq: number;
  readonly done: () => void;
}

/** `last`: number of the last entry that the page shows. */
export function useShownUpTo(last: number): Shown {
  const at = useRef(last);
  const waiting = useRef<Waiting[]>([]);
  useEffect(() => {
    at.current = last;
    waiting.current = waiting.current.filter(({ seq, done }) => {
      if (seq <= last) done();
      return seq > last;
    });
  }, [last]);
  useEffect(() => () => waiting.current.forEach(({ done }) => done()), []);
  return useCallback(
    (seq) =>
      seq <= at.current
        ? Promise.resolve()
        : new Promise((done) => {
            waiting.current.push({ seq, done });
            setTimeout(done, longest);
          }),
    [],
  );
}
