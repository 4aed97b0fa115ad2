/** A stored request as it would have run through another version or the draft: what a backtest found, to be played. */
import { useEffect, useMemo, useState } from 'react';
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { RequestId } from '#model/ids.ts';
import { pastOf } from '#simulate/backtest/history.ts';
import type { History } from '#simulate/backtest/history.ts';
import { replay } from '#simulate/backtest/replay.ts';
import { historiesOf } from '#store/histories.ts';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import { framesOf } from '../frames.ts';
import type { Stored } from '../play/use-stored.ts';

/**
 * As `useStored`: `undefined` while it is read; null where nothing is asked for, or the request cannot be read.
 * @param number of the version; undefined: the draft
 * @param hours after which work that nobody recorded is taken as approved; null: it is not
 */
export function useReplayed(
  request: RequestId | null,
  diagram: Diagram | undefined,
  number: number | undefined,
  hours: number | null,
): Stored | null | undefined {
  const database = useDatabase();
  const directory = useDirectory();
  const [read, set] = useState<{ readonly of: RequestId; readonly history: History | null }>();
  useEffect(() => {
    if (request === null) return undefined;
    let gone = false;
    historiesOf(database, [request]).then(
      ([answer]) =>
        gone || set({ of: request, history: answer?.ok === true ? answer.history : null }),
      () => gone || set({ of: request, history: null }),
    );
    return () => {
      gone = true;
    };
  }, [database, request]);
  const history = read !== undefined && read.of === request ? read.history : undefined;
  return useMemo(() => {
    if (request === null || history === null) return null;
    if (history === undefined || diagram === undefined) return undefined;
    const compiled = compile(diagram, 'draft');
    const defaults = hours === null ? null : { hours };
    const made = replay(compiled, pastOf(history), directory, defaults);
    const { tier, outcome } = made.request;
    const frames = framesOf(compiled, { ...made, tier, outcome, stopped: null });
    return { frames, versions: new Map(), compiled, number };
  }, [request, history, diagram, directory, hours, number]);
}
