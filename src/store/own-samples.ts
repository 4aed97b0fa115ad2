/** Sample requests that people recorded for an SOP, beside those its template brings: not log, and nobody's request. */
import type { SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import type { Table } from 'dexie';
import type { Database } from './database.ts';
import { newId } from './new-id.ts';

export interface OwnSamples {
  readonly sop: SopId;
  readonly runs: readonly Sample[];
}
interface OwnSamplesRow extends OwnSamples {
  readonly key: `runs/${string}`;
}

/** Kept beside what marks the sample workspace, under a key of their own. */
const table = (db: Database): Table<OwnSamplesRow, string> => db.table('meta');
const keyOf = (sop: SopId): OwnSamplesRow['key'] => `runs/${sop}`;

/** Recorded here, under an id of `newOwnSample`; a template's have ids of their own. */
export const isOwn = ({ id }: Sample): boolean => id.startsWith('run_');
export const newOwnSample = (): string => newId('run');

/** In the order they were recorded. */
export const ownSamples = async (db: Database, sop: SopId): Promise<readonly Sample[]> =>
  (await table(db).get(keyOf(sop)))?.runs ?? [];

/** Those of all SOPs, for the workspace's export. */
export const allOwnSamples = async (db: Database): Promise<readonly OwnSamples[]> =>
  (await table(db).where('key').startsWith('runs/').toArray()).map(({ sop, runs }) => ({
    sop,
    runs,
  }));

/** Puts them back as an export had them. */
export async function putOwnSamples(db: Database, all: readonly OwnSamples[]): Promise<void> {
  await table(db).bulkPut(all.map((each) => ({ key: keyOf(each.sop), ...each })));
}

/** Adds it, or puts it in the place of the one with its id. */
export async function saveSample(db: Database, sop: SopId, sample: Sample): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const runs = (await ownSamples(db, sop)).filter(({ id }) => id !== sample.id);
    await table(db).put({ key: keyOf(sop), sop, runs: [...runs, sample] });
  });
}

export async function removeSample(db: Database, sop: SopId, id: string): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const runs = (await ownSamples(db, sop)).filter((sample) => sample.id !== id);
    if (runs.length === 0) await table(db).delete(keyOf(sop));
    else await table(db).put({ key: keyOf(sop), sop, runs });
  });
}
