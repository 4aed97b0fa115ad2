/** The requests that can be replayed, and the backtest of this page: under way, done, or opened as it was saved. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import { summed } from '#simulate/backtest/backtest.ts';
import type { BacktestResult, BacktestRow } from '#store/backtest-row.ts';
import { now } from '#store/clock.ts';
import { countRequests } from '#store/counters.ts';
import { stored } from '#store/requests.ts';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import type { Slice } from './backtest.worker.ts';
import type { Choice } from './choices.ts';
import { backtestAway, choicesAway } from './run-away.ts';

/** `rows` undefined: they are being read. They are read again when a request is begun or ended, in any tab. */
export function useChoices(sop: SopId): {
  readonly rows: readonly Choice[] | undefined;
  readonly failed: string | null;
} {
  const database = useDatabase();
  const [state, set] = useState<{ rows?: readonly Choice[]; failed: string | null }>({
    failed: null,
  });
  const counts = useLive(
    async (db) =>
      (await Promise.all(stored.map((status) => countRequests(db, { sop, status })))).join(' '),
    [sop],
  );
  useEffect(() => {
    if (counts === undefined || none.test(counts)) return undefined;
    const { result, cancel } = choicesAway(database.name, sop);
    let gone = false;
    result.then(
      (rows) => gone || set({ rows, failed: null }),
      (error: unknown) => gone || set({ failed: words(error) }),
    );
    return () => {
      gone = true;
      cancel();
    };
  }, [database, sop, counts]);
  return {
    rows: counts !== undefined && none.test(counts) ? nobody : state.rows,
    failed: state.failed,
  };
}
/** Counts that are all zero. */
const none = /^[0 ]*$/;
const nobody: readonly Choice[] = [];

/** What was asked and found; of a saved one also its name. */
export interface Made extends Pick<
  BacktestRow,
  'digest' | 'version' | 'hours' | 'picked' | 'at' | 'result'
> {
  /** Another one has another key. */
  readonly key: string;
  readonly saved: Pick<BacktestRow, 'id' | 'name' | 'attached'> | null;
}

interface Asked extends Pick<BacktestRow, 'digest' | 'version' | 'hours' | 'picked'> {
  readonly diagram: Diagram;
  readonly requests: readonly Choice[];
}

export interface Runner {
  readonly made: Made | null;
  readonly running: { readonly done: number; readonly all: number } | null;
  readonly failed: string | null;
  readonly start: (asked: Asked) => void;
  readonly cancel: () => void;
}

/** @param saved id of a saved one to show */
export function useRun(sop: SopId, saved: string | null): Runner {
  const database = useDatabase();
  const directory = useDirectory();
  /** `over`: the saved one that stood here when it was run. */
  const [own, setOwn] = useState<{ readonly made: Made; readonly over: string | null } | null>(
    null,
  );
  const [running, setRunning] = useState<Runner['running']>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const away = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    away.current?.();
    away.current = null;
  }, []);
  // Who leaves the page ends what runs.
  useEffect(() => stop, [stop]);
  const row = useLive(
    async (db) => (saved === null ? null : ((await db.backtests.get(saved)) ?? null)),
    [saved],
  );
  const opened = useMemo(
    (): Made | null => (row && row.sop === sop ? { ...row, key: row.id, saved: row } : null),
    [row, sop],
  );
  const made = own !== null && own.over === saved ? own.made : opened;

  const start = (asked: Asked): void => {
    stop();
    const { diagram, requests, ...rest } = asked;
    const all = requests.length;
    setFailed(null);
    setRunning({ done: 0, all });
    const { result, cancel } = backtestAway(
      {
        database: database.name,
        diagram,
        digest: asked.digest,
        directory,
        defaults: asked.hours === null ? null : { hours: asked.hours },
      },
      requests.map(({ id }) => id),
      (done) => setRunning({ done, all }),
    );
    away.current = cancel;
    result.then(
      (slice) => {
        away.current = null;
        const at = now();
        const found = resultOf(slice, requests);
        setOwn({ made: { ...rest, at, key: String(at), saved: null, result: found }, over: saved });
        setRunning(null);
      },
      (error: unknown) => {
        away.current = null;
        setRunning(null);
        setFailed(words(error));
      },
    );
  };
  const cancel = (): void => {
    stop();
    setRunning(null);
  };
  return { made, running, failed, start, cancel };
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function resultOf(slice: Slice, choices: readonly Choice[]): BacktestResult {
  const known = new Map(choices.map((choice) => [choice.id, choice]));
  const requests = slice.found.map((found) => {
    const choice = known.get(found.request);
    const name = choice?.name ?? found.request;
    return { ...found, name, subject: choice?.subject ?? name };
  });
  const left = slice.left.map(({ request, says }) => ({
    request,
    name: known.get(request)?.name ?? request,
    says,
  }));
  return { ...summed(requests), left };
}
