/** The tab's title: the count that calls, the page, the product. */
import { useEffect } from 'react';

let page = '';
let count = '';

function write(): void {
  const calls = count === '' ? '' : `(${count}) `;
  document.title = `${calls}${page === '' ? 'Countersign' : `${page} · Countersign`}`;
}

/** Names the page in the tab while it stands. */
export function useTitle(title: string): void {
  useEffect(() => {
    page = title;
    write();
  }, [title]);
}

/** What waits in the inbox of who acts in this tab: "4", "99+"; empty: nothing. */
export function useTitleCount(waiting: string): void {
  useEffect(() => {
    count = waiting;
    write();
  }, [waiting]);
}
