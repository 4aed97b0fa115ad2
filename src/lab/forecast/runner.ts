/**
 * Forecasts in worker threads: replications are shared out among them, one core is left to the tab. The answer is the
 * same to the byte whatever their number. What is called off ends with its threads, at once.
 */
import { proxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { Asked } from '#simulate/forecast/part.ts';
import type { Forecast } from '#simulate/forecast/result.ts';
import { enough, together } from '#simulate/forecast/together.ts';
import type { Part } from '#simulate/forecast/together.ts';
import type { ForecastWorker } from './forecast.worker.ts';

export type Answer =
  | {
      readonly ok: true;
      readonly forecast: Forecast;
      readonly parts: readonly Part[];
      /** From the empty beginning on: mean cycle times, hours. */
      readonly course: readonly number[];
    }
  | { readonly ok: false; readonly says: readonly string[] };

/** `share` of the whole between 0 and 1; `replication` that is being run, from 1; 0: the warm-up. */
export interface Progress {
  readonly share: number;
  readonly replication: number;
  readonly of: number;
}
interface Thread {
  readonly remote: Remote<ForecastWorker>;
  readonly end: () => void;
  /** Never resolves; fails where the worker cannot be started. */
  readonly failed: Promise<never>;
}

/** More threads than replications usually are would only wait. */
const mostThreads = 8;
const threadsHere = (): number =>
  Math.max(1, Math.min(mostThreads, (navigator.hardwareConcurrency || 2) - 1));

function started(): Thread {
  const worker = new Worker(new URL('./forecast.worker.ts', import.meta.url), { type: 'module' });
  const failed = new Promise<never>((_, fail) => {
    worker.addEventListener('error', (event) => fail(new Error(event.message)));
  });
  // Who waits for nothing of it hears of it when it is asked again.
  failed.catch(() => undefined);
  return { remote: wrap<ForecastWorker>(worker), end: () => worker.terminate(), failed };
}

export class Runner {
  readonly #size: number;
  #threads: Thread[] = [];
  #id = 0;
  #busy = false;

  constructor(size = threadsHere()) {
    this.#size = size;
  }

  /** Never settles once it was called off. One at a time: what still runs is called off. */
  async run(asked: Asked, tell: (progress: Progress) => void = () => {}): Promise<Answer> {
    this.cancel();
    this.#busy = true;
    while (this.#threads.length < this.#size) this.#threads.push(started());
    this.#id += 1;
    const id = this.#id;
    try {
      const answer = await Promise.race([
        shared(this.#threads, { id, asked, tell }),
        ...this.#threads.map(({ failed }) => failed),
      ]);
      if (id === this.#id) this.#busy = false;
      return answer;
    } catch (error) {
      // Who failed once may be left half-way: the next run begins with new threads.
      if (id === this.#id) this.end();
      throw error;
    }
  }

  /** Ends what runs, at once; threads that rest are kept. */
  cancel(): void {
    if (this.#busy) this.end();
  }

  end(): void {
    this.#id += 1;
    this.#busy = false;
    for (const { end } of this.#threads) end();
    this.#threads = [];
  }
}

interface Job {
  readonly id: number;
  readonly asked: Asked;
  readonly tell: (progress: Progress) => void;
}

async function shared(threads: readonly Thread[], { id, asked, tell }: Job): Promise<Answer> {
  const { scenario } = asked;
  const [begun] = await Promise.all(threads.map(({ remote }) => remote.begin(id, asked)));
  const [lead] = threads;
  if (begun === undefined || lead === undefined) throw new Error('A forecast needs a thread.');
  if (!begun.ok) return begun;
  const of = scenario.replications;
  const pilot = scenario.warmup === null && !begun.about.listed ? 1 : 0;
  /** Of each run its share that is done. */
  const done = Array.from({ length: of + pilot }, () => 0);
  // What a thread told is heard later than its answer: once all is done nobody is running any more.
  let over = false;
  const teller = (run: number, total: number) => (finished: number) => {
    if (over) return;
    done[run] = Math.min(1, finished / total);
    const share = done.reduce((sum, each) => sum + each, 0) / done.length;
    tell({ share, replication: Math.min(of, Math.floor(share * done.length) + 1 - pilot), of });
  };
  const warmUp = await lead.remote.warmUp(id, proxy(teller(0, scenario.cases)));
  if (pilot === 1) teller(0, 1)(1);

  const made: (Part | undefined)[] = [];
  const firsts = (): Part[] => {
    const gap = made.findIndex((part) => part === undefined);
    return made.slice(0, gap < 0 ? made.length : gap).filter((part) => part !== undefined);
  };
  let next = 0;
  let count: number | null = null;
  await Promise.all(
    threads.map(async ({ remote }) => {
      while (next < of && count === null) {
        const replication = next;
        next += 1;
        const told = teller(replication + pilot, warmUp.cases + scenario.cases);
        made[replication] = await remote.part(
          id,
          { replication, warmup: warmUp.cases },
          proxy(told),
        );
        told(Infinity);
        count = enough(scenario, firsts());
      }
    }),
  );
  over = true;
  // Another thread may have run ahead: only those that one thread would have run count.
  const parts = firsts().slice(0, count ?? of);
  return {
    ok: true,
    forecast: together(begun.about, scenario, warmUp, parts),
    parts,
    course: warmUp.course,
  };
}
