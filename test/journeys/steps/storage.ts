/** What lies in the browser's storage, past the app: as somebody would touch it who means harm. */
import type { Page } from '@playwright/test';

interface Entry {
  stream: string;
  seq: number;
  command: string;
  text: string;
  hash: string;
}

/** The stored entries of a stream, by number. */
export const entriesOf = (page: Page, stream: string): Promise<Entry[]> =>
  page.evaluate(async (wanted) => {
    const opening = indexedDB.open('countersign');
    const db = await new Promise<IDBDatabase>((done) => {
      opening.addEventListener('success', () => done(opening.result));
    });
    const reading = db.transaction('entries').objectStore('entries').getAll();
    const all = await new Promise<Entry[]>((done) => {
      reading.onsuccess = () => done(reading.result);
    });
    db.close();
    return all.filter((entry) => entry.stream === wanted).toSorted((a, b) => a.seq - b.seq);
  }, stream);

/** Puts these entries in the place of all that the stream has. */
export const putEntries = (page: Page, stream: string, entries: readonly Entry[]): Promise<void> =>
  page.evaluate(
    async ([wanted, rows]) => {
      const opening = indexedDB.open('countersign');
      const db = await new Promise<IDBDatabase>((done) => {
        opening.addEventListener('success', () => done(opening.result));
      });
      const writing = db.transaction('entries', 'readwrite');
      const table = writing.objectStore('entries');
      table.delete(IDBKeyRange.bound([wanted, -1], [wanted, Number.MAX_SAFE_INTEGER]));
      for (const row of rows) table.put(row);
      await new Promise((done, failed) => {
        writing.addEventListener('complete', done);
        writing.addEventListener('abort', () => failed(writing.error));
      });
      db.close();
    },
    [stream, entries] as const,
  );

/** Everything that requests, their logs, the SOPs and the directory are made of, as one text. */
export const recordsOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('countersign');
    const db = await new Promise<IDBDatabase>((done) => {
      opening.addEventListener('success', () => done(opening.result));
    });
    const names = [...db.objectStoreNames].filter((name) => name !== 'meta');
    const tables = db.transaction(names);
    const all = await Promise.all(
      names.map(
        (name) =>
          new Promise((done) => {
            const reading = tables.objectStore(name).getAll();
            reading.addEventListener('success', () => done([name, reading.result]));
          }),
      ),
    );
    db.close();
    const bytes = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(JSON.stringify(all)),
    );
    return [...new Uint8Array(bytes)].join(' ');
  });
