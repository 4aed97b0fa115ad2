/**
 * Replays stored requests off the main thread, a slice at a time; reads the database itself and writes nothing. Ended
 * from outside where somebody calls it off.
 */
import { expose } from 'comlink';
import { Dexie } from 'dexie';
import { compile } from '#engine/compile.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, NodeId, RequestId, SopId } from '#model/ids.ts';
import { backtest } from '#simulate/backtest/backtest.ts';
import type { Backtested } from '#simulate/backtest/backtest.ts';
import type { History } from '#simulate/backtest/history.ts';
import type { Defaults } from '#simulate/backtest/replay.ts';
import type { Tested } from '#store/backtest-row.ts';
import { openDatabase } from '#store/database.ts';
import type { Database } from '#store/database.ts';
import { historiesOf } from '#store/histories.ts';
import { namesFor } from '#store/numbers.ts';
import { partingOf } from './because.ts';
import { subjectIn } from './choices.ts';
import type { Choice } from './choices.ts';

export interface Job {
  /** Name of the database. */
  readonly database: string;
  readonly diagram: Diagram;
  readonly digest: Digest;
  readonly directory: Directory;
  readonly defaults: Defaults | null;
}
/** What a slice found; who asked knows what the requests are called. */
export interface Slice {
  readonly found: readonly Omit<Tested, 'name' | 'subject'>[];
  readonly left: readonly { readonly request: RequestId; readonly says: string }[];
}

/** Rows that are read at once: each brings its whole fold. */
const page = 500;
const hour = 3_600_000;

let at: { readonly db: Database; readonly compiled: Compiled; readonly job: Job } | null = null;
const diagrams = new Map<Digest, Diagram | null>();

/** Of the version a request ran on; null where it is not on this device any more. */
async function diagramOf(db: Database, version: Digest): Promise<Diagram | null> {
  const known = diagrams.get(version);
  if (known !== undefined) return known;
  const row = await db.versions.where('digest').equals(version).first();
  diagrams.set(version, row?.diagram ?? null);
  return row?.diagram ?? null;
}

const worker = {
  choices: async (database: string, sop: SopId): Promise<readonly Choice[]> => {
    const db = openDatabase(database);
    try {
      return await choicesOf(db, sop);
    } finally {
      db.close();
    }
  },

  begin: (job: Job): void => {
    const db = openDatabase(job.database);
    at = { db, compiled: compile(job.diagram, job.digest), job };
  },

  slice: async (requests: readonly RequestId[]): Promise<Slice> => {
    if (at === null) throw new Error('No backtest has begun here.');
    const { db, compiled, job } = at;
    const left: Slice['left'][number][] = [];
    const histories: History[] = [];
    for (const read of await historiesOf(db, requests))
      if (read.ok) histories.push(read.history);
      else left.push({ request: read.request, says: read.says });
    const found: Slice['found'][number][] = [];
    for (const history of histories)
      try {
        const [tested] = backtest(compiled, [history], job.directory, job.defaults).requests;
        if (tested !== undefined) found.push(await short(tested, history));
      } catch (error) {
        // A log that nobody could have made here: it does not stand in the way of the others.
        left.push({ request: history.request, says: said(error) });
      }
    return { found, left };
  },
};
export type BacktestWorker = typeof worker;
expose(worker);

const said = (error: unknown): string =>
  `It cannot be replayed: ${error instanceof Error ? error.message : String(error)}`;

async function short(tested: Backtested, history: History): Promise<Slice['found'][number]> {
  if (at === null) throw new Error('No backtest has begun here.');
  const { db, compiled } = at;
  const { request, verdict, recorded, replayed, laterHours, assumed, gaps } = tested;
  const { node, because } = partingOf(compiled, tested);
  const place = async (id: NodeId): Promise<string> => {
    const here = compiled.at.get(id)?.row.name;
    if (here !== undefined) return here;
    const submitted = history.entries[0]?.events.find((event) => event.type === 'submitted');
    const before = submitted?.type === 'submitted' ? await diagramOf(db, submitted.version) : null;
    return before?.nodes[id]?.name ?? id;
  };
  return {
    request,
    verdict,
    outcome: [recorded.outcome, replayed.outcome],
    tier: [recorded.tier, replayed.tier],
    node: verdict === 'same' ? null : node,
    place: verdict === 'same' || node === null ? '' : await place(node),
    because: verdict === 'same' ? '' : because,
    laterHours,
    stopsHours: verdict === 'stopped' ? Math.max(0, recorded.at - replayed.at) / hour : null,
    assumed: assumed.map(({ source }) => ({ source })),
    gaps: gaps.length,
  };
}

async function choicesOf(db: Database, sop: SopId): Promise<readonly Choice[]> {
  const ids = await db.requests
    .where('[sop+status+at]')
    .between([sop, Dexie.minKey, Dexie.minKey], [sop, Dexie.maxKey, Dexie.maxKey])
    .primaryKeys();
  const found: Choice[] = [];
  for (let from = 0; from < ids.length; from += page) {
    const part = ids.slice(from, from + page);
    const [rows, names] = await Promise.all([db.requests.bulkGet(part), namesFor(db, part)]);
    for (const row of rows) {
      if (row === undefined) continue;
      const { id, version, fold } = row;
      const name = names.get(id) ?? id;
      const diagram = (await diagramOf(db, version)) ?? undefined;
      found.push({
        id,
        name,
        subject: subjectIn(diagram, fold.form, name),
        version,
        tier: fold.tier,
        ended: fold.status === 'completed',
        outcome: fold.outcome,
        submittedAt: fold.submittedAt,
      });
    }
  }
  return found.toSorted((a, b) => b.submittedAt - a.submittedAt);
}
