/** The tab's title: the count that calls, the page, the product. */
import { useEffect } from 'react';

let page = '';
let count = 0;

function write(): void {
  const calls = count > 0 ? `(${count}) ` : '';
  document.title = `${calls}${page === '' ? 'Countersign' : `${page} · Countersign`}`;
}

/** Names the page in the tab while it stands. */
export function useTitle(title: string): void {
  useEffect(() => {
    page = title;
    write();
  }, [title]);
}

/** What waits in the inbox of who acts in this tab. */
export function useTitleCount(waiting: number): void {
  useEffect(() => {
    count = waiting;
    write();
  }, [waiting]);
}
