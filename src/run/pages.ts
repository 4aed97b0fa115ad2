/** A list that is read page by page as it scrolls, and kept up to date. */
import { liveQuery } from 'dexie';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Database } from '#store/database.ts';
import { useDatabase } from '#ui/workspace.tsx';

interface Page<Row, Cursor> {
  readonly rows: readonly Row[];
  /** null: this is the last. */
  readonly next: Cursor | null;
}
export interface Pages<Row> {
  readonly rows: readonly Row[];
  /** There is more; `more` reads the page after so many rows, unless it is on its way. */
  readonly unread: boolean;
  readonly more: (beyond: number) => void;
}
type Read<Row, Cursor> = (database: Database, after: Cursor | null) => Promise<Page<Row, Cursor>>;

/**
 * The pages read so far; `undefined` until the first is there. Whatever is appended to any request, in whichever tab,
 * they are read again, one by one, so that no frame waits for more than a page.
 * @param known the first page as somebody read it before: shown at once, and read again
 */
export function usePages<Row, Cursor>(
  read: Read<Row, Cursor>,
  deps: readonly unknown[],
  known: (database: Database) => Page<Row, Cursor> | undefined = () => undefined,
): Pages<Row> | undefined {
  const database = useDatabase();
  const [first] = useState(() => known(database));
  const [shown, show] = useState(() => first && shownOf([first]));
  const begun = useRef(false);
  const [failed, fail] = useState<{ readonly error: unknown }>();
  const reading = useRef<Reading | null>(null);
  useEffect(() => {
    const own = pagesOf(
      (after: Cursor | null) => read(database, after),
      (pages) => show(shownOf(pages)),
      (error) => fail({ error }),
      begun.current || first === undefined ? [] : [first],
    );
    begun.current = true;
    reading.current = own;
    const changes = liveQuery(() => database.chain.orderBy('n').last()).subscribe({
      next: own.changed,
      error: (error: unknown) => fail({ error }),
    });
    return () => {
      changes.unsubscribe();
      own.stop();
      show(undefined);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the caller names what its reading depends on
  }, [database, ...deps]);
  const more = useCallback((beyond: number) => reading.current?.more(beyond), []);
  if (failed !== undefined) throw failed.error;
  return shown && { ...shown, more };
}

const shownOf = <Row, Cursor>(pages: readonly Page<Row, Cursor>[]): Omit<Pages<Row>, 'more'> => ({
  rows: pages.flatMap((page) => page.rows),
  unread: (pages.at(-1)?.next ?? null) !== null,
});

interface Reading {
  readonly more: (beyond: number) => void;
  readonly changed: () => void;
  readonly stop: () => void;
}

/** Reads one page at a time, whoever asks for how many. */
function pagesOf<Row, Cursor>(
  read: (after: Cursor | null) => Promise<Page<Row, Cursor>>,
  show: (pages: readonly Page<Row, Cursor>[]) => void,
  fail: (error: unknown) => void,
  known: readonly Page<Row, Cursor>[],
): Reading {
  let pages = known;
  let wanted = 1;
  let stale = false;
  let busy = false;
  let stopped = false;

  async function again(): Promise<void> {
    stale = false;
    const fresh: Page<Row, Cursor>[] = [];
    let after: Cursor | null = null;
    do {
      const page: Page<Row, Cursor> = await read(after);
      fresh.push(page);
      after = page.next;
    } while (after !== null && fresh.length < pages.length);
    pages = fresh;
  }
  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (;;) {
        const after: Cursor | null = pages.at(-1)?.next ?? null;
        if (stale) await again();
        else if (pages.length < wanted && after !== null) pages = [...pages, await read(after)];
        else return;
        if (stopped) return;
        show(pages);
      }
    } catch (error) {
      if (!stopped) fail(error);
    } finally {
      busy = false;
    }
  }
  return {
    more: (beyond) => {
      if (pages.reduce((sum, page) => sum + page.rows.length, 0) > beyond) return;
      wanted = pages.length + 1;
      void work();
    },
    changed: () => {
      stale = true;
      void work();
    },
    stop: () => {
      stopped = true;
    },
  };
}
