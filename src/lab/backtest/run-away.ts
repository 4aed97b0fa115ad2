/** A backtest in workers: the page stays smooth, sees how far it is, and can call it off at once. */
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { RequestId, SopId } from '#model/ids.ts';
import type { BacktestWorker, Job, Slice } from './backtest.worker.ts';
import type { Choice } from './choices.ts';

/** Requests a worker is given at once: so few that progress is seen, so many that sending costs nothing. */
const size = 20;
/** Slices a worker is given ahead: the next one is read from the disk while this one is replayed. */
const ahead = 2;
/** More are of no use: all read from one database. */
const most = 6;

interface Thread {
  readonly remote: Remote<BacktestWorker>;
  readonly end: () => void;
  /** Never resolves; fails where the worker cannot be started. */
  readonly failed: Promise<never>;
}

function started(): Thread {
  const worker = new Worker(new URL('./backtest.worker.ts', import.meta.url), { type: 'module' });
  const failed = new Promise<never>((_, fail) => {
    worker.addEventListener('error', (event) => fail(new Error(event.message)));
  });
  return { remote: wrap<BacktestWorker>(worker), end: () => worker.terminate(), failed };
}

export interface Away<T> {
  /** Never settles once it was called off. */
  readonly result: Promise<T>;
  readonly cancel: () => void;
}

/** The stored requests of an SOP, the newest first. */
export function choicesAway(database: string, sop: SopId): Away<readonly Choice[]> {
  const { remote, end, failed } = started();
  const result = Promise.race([remote.choices(database, sop), failed]).finally(end);
  return { result, cancel: end };
}

/** Replays these requests; `progress` is told how many are done. One core is left to the page. */
export function backtestAway(
  job: Job,
  requests: readonly RequestId[],
  progress: (done: number) => void,
): Away<Slice> {
  const slices: (readonly RequestId[])[] = [];
  for (let from = 0; from < requests.length; from += size)
    slices.push(requests.slice(from, from + size));
  const cores = (navigator.hardwareConcurrency || 2) - 1;
  const threads = Array.from(
    { length: Math.max(1, Math.min(cores, most, slices.length)) },
    started,
  );
  const made: Slice[] = [];
  let next = 0;
  let done = 0;
  const work = async ({ remote }: Thread): Promise<void> => {
    for (let i = next; i < slices.length; i = next) {
      next += 1;
      const slice = slices[i] ?? [];
      // In the order asked for, whichever worker is quicker.
      made[i] = await remote.slice(slice);
      done += slice.length;
      progress(done);
    }
  };
  const all = threads.map(async (thread) => {
    await thread.remote.begin(job);
    await Promise.all(Array.from({ length: ahead }, () => work(thread)));
  });
  const end = (): void => {
    for (const thread of threads) thread.end();
  };
  const whole = async (): Promise<Slice> => {
    await Promise.all(all);
    return {
      found: made.flatMap(({ found }) => found),
      left: made.flatMap(({ left }) => left),
    };
  };
  const result = Promise.race([whole(), ...threads.map(({ failed }) => failed)]).finally(end);
  return { result, cancel: end };
}
