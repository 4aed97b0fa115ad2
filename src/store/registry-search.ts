/**
 * What a search of the registry looks through: of each row the little that tells whether it matches and where it stands,
 * in memory, for reading 100,000 rows from the database takes seconds and looking through them some milliseconds. Read
 * once a tab, then kept up with what Dexie tells of changed rows, of this tab and of others.
 */
import { Dexie, RangeSet } from 'dexie';
import type { ObservabilitySet } from 'dexie';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import type { Database, RegistryRow } from './database.ts';

export type SearchRow = Pick<
  RegistryRow,
  'request' | 'standing' | 'due' | 'model' | 'version' | 'words'
>;

/** Rows read in one task: some dozen milliseconds. */
const chunk = 4000;
/** So many changed at once: it is quicker to read all anew. */
const many = 5000;

class Search {
  readonly #db: Database;
  #rows: SearchRow[] = [];
  /** Changed since they were read; null: not known which. */
  #changed: Set<RequestId> | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
    Dexie.on('storagemutated', (parts) => this.#told(parts));
  }

  /** All rows by what is due, then by request, as they stand. */
  async rows(): Promise<readonly SearchRow[]> {
    // Two that ask at once wait for one reading; whoever comes after a change begins another.
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    await reading;
    return this.#rows;
  }

  async #read(): Promise<void> {
    const changed = this.#changed;
    if (changed?.size === 0) return;
    this.#changed = new Set();
    try {
      if (changed === null) this.#rows = await this.#all();
      else {
        const ids = [...changed];
        const read = await this.#db.registry.bulkGet(ids);
        const kept = this.#rows.filter(({ request }) => !changed.has(request));
        for (const row of read) if (row !== undefined) kept.push(slim(row));
        this.#rows = kept;
      }
      this.#rows.sort((a, b) => a.due - b.due || (a.request < b.request ? -1 : 1));
    } catch (error) {
      this.#changed = null;
      throw error;
    }
  }

  /** By id, in which order they lie on the disk. */
  async #all(): Promise<SearchRow[]> {
    const all: SearchRow[] = [];
    for (let last = ''; ;) {
      const rows = await this.#db.registry.where('request').above(last).limit(chunk).toArray();
      for (const row of rows) all.push(slim(row));
      const end = rows.at(-1);
      if (end === undefined || rows.length < chunk) return all;
      last = end.request;
    }
  }

  #told(parts: ObservabilitySet): void {
    const table = `idb://${this.#db.name}/registry/`;
    for (const part of [parts[table], parts[`${table}:dels`]]) {
      if (part === undefined) continue;
      // What another tab tells is a plain object.
      const ranges = new RangeSet();
      ranges.add(part);
      for (const { from, to } of ranges)
        if (from === to && typeof from === 'string') this.#changed?.add(as(from));
        else this.#changed = null;
    }
    if (this.#changed !== null && this.#changed.size > many) this.#changed = null;
  }
}

const slim = ({ request, standing, due, model, version, words }: RegistryRow): SearchRow => ({
  request,
  standing,
  due,
  model,
  version,
  words,
});

const searches = new WeakMap<Database, Search>();

/** All rows of the registry by what is due, for who looks through them. Not a live query's by itself: see `registryOf`. */
export function searchRows(db: Database): Promise<readonly SearchRow[]> {
  const search = searches.get(db) ?? new Search(db);
  searches.set(db, search);
  // Out of the live query that asks: another one may wait for the same reading.
  return Dexie.ignoreTransaction(() => search.rows());
}
