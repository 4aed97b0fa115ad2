/** Makes a year of sample requests and imports them, off the main thread; ended from outside where it is called off. */
import { expose } from 'comlink';
import { makeHistory, usualRequests } from '#simulate/history/history.ts';
import type { HistorySource, MadeRequest } from '#simulate/history/history.ts';
import type { SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { compiledVersion } from './compiled.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { readDirectory } from './directory.ts';
import { hash } from './hash.ts';
import { importRequests } from './import-requests.ts';

/** A published SOP and the requests that its own are made like. */
export interface YearOf {
  readonly sop: SopId;
  readonly samples: readonly Sample[];
}
export interface YearAsk {
  readonly sops: readonly YearOf[];
  readonly seed: number;
  /** UTC ms. */
  readonly until: number;
  /** Requests of all SOPs together: as many as usually come, but not more. */
  readonly most: number;
}
export type YearMade =
  | { readonly ok: true; readonly requests: number }
  | { readonly ok: false; readonly says: string };

const year = 365 * 86_400_000;
/** Requests written at once. */
const batch = 50;

async function made(
  db: Database,
  { sops, seed, until, most }: YearAsk,
  progress: (done: number, of: number) => void,
): Promise<YearMade> {
  const from = until - year;
  const directory = await readDirectory(db);
  const sources: HistorySource[] = [];
  for (const { sop, samples } of sops) {
    const digest = (await db.sops.get(sop))?.effective;
    const compiled =
      digest === undefined || digest === null ? undefined : await compiledVersion(db, digest);
    if (compiled !== undefined && samples.length > 0) sources.push({ sop, compiled, samples });
  }
  if (sources.length === 0)
    return { ok: false, says: 'No published SOP here has sample requests.' };
  const usual = sources.map((source) => usualRequests(source, from, until));
  const sum = usual.reduce((all, each) => all + each, 0);
  const share = Math.min(1, most / sum);
  const wanted = usual.map((each) => Math.max(1, Math.round(each * share)));
  const of = wanted.reduce((all, each) => all + each, 0);
  let done = 0;
  for (const [i, source] of sources.entries()) {
    const requests = wanted[i] ?? 0;
    let logs: MadeRequest[] = [];
    const write = async (): Promise<string | null> => {
      const answer = await importRequests(db, logs);
      done += logs.length;
      logs = [];
      progress(done, of);
      return answer.ok ? null : answer.says;
    };
    for (const each of makeHistory(source, { directory, seed, from, until, requests, hash })) {
      if (each !== null) logs.push(each);
      if (logs.length < batch) continue;
      const says = await write();
      if (says !== null) return { ok: false, says };
    }
    const says = await write();
    if (says !== null) return { ok: false, says };
  }
  return { ok: true, requests: done };
}

const worker = {
  make: async (
    name: string,
    ask: YearAsk,
    progress: (done: number, of: number) => void,
  ): Promise<YearMade> => {
    const db = openDatabase(name);
    try {
      return await made(db, ask, progress);
    } finally {
      db.close();
    }
  },
};
export type SampleYearWorker = typeof worker;
expose(worker);
