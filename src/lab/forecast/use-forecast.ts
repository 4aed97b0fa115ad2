/** A forecast that follows what is asked: run anew when that changes, with progress, to be called off. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Asked } from '#simulate/forecast/part.ts';
import { difference } from '#simulate/forecast/together.ts';
import type { Figures, Forecast } from '#simulate/forecast/result.ts';
import type { Part } from '#simulate/forecast/together.ts';
import { Runner } from './runner.ts';
import type { Answer, Progress } from './runner.ts';

export interface Side {
  readonly forecast: Forecast;
  readonly parts: readonly Part[];
}
export interface Result {
  readonly asked: Asked;
  readonly own: Side;
  readonly other: Side | null;
  /** Own minus other. */
  readonly difference: Figures | null;
  /** ms */
  readonly took: number;
}
export type Phase =
  | { readonly kind: 'running'; readonly progress: Progress; readonly of: 'own' | 'other' }
  | { readonly kind: 'done' | 'cancelled' }
  | { readonly kind: 'refused'; readonly says: readonly string[]; readonly of: 'own' | 'other' }
  | { readonly kind: 'failed'; readonly says: string };

export interface Forecasting {
  readonly phase: Phase;
  /** The last that came out, also while another runs. */
  readonly result: Result | null;
  readonly cancel: () => void;
  readonly again: () => void;
}

/** ms; somebody who drags a slider or types a number is not run after at every step. */
const rest = 250;
const atFirst: Progress = { share: 0, replication: 0, of: 0 };

export function useForecast(own: Asked | null, other: Asked | null): Forecasting {
  const runner = useRef<Runner>(null);
  const [phase, setPhase] = useState<Phase>({ kind: 'running', progress: atFirst, of: 'own' });
  const [result, setResult] = useState<Result | null>(null);
  const [round, setRound] = useState(0);
  const shown = useRef<Result | null>(null);
  const stop = useRef<() => void>(null);

  useEffect(() => {
    if (own === null) return undefined;
    let gone = false;
    const runs = (runner.current ??= new Runner());
    const run = async (): Promise<void> => {
      const from = performance.now();
      const side = (of: 'own' | 'other') => (progress: Progress) => {
        if (!gone) setPhase({ kind: 'running', progress, of });
      };
      const refused = (of: 'own' | 'other', says: readonly string[]): void =>
        setPhase({ kind: 'refused', says, of });
      const first: Answer = await runs.run(own, side('own'));
      if (gone) return;
      if (!first.ok) return refused('own', first.says);
      const second = other === null ? null : await runs.run(other, side('other'));
      if (gone) return;
      if (second !== null && !second.ok) refused('other', second.says);
      else setPhase({ kind: 'done' });
      const found = second?.ok === true ? second : null;
      const made: Result = {
        asked: own,
        own: first,
        other: found,
        difference: found === null ? null : difference(first.parts, found.parts),
        took: performance.now() - from,
      };
      shown.current = made;
      setResult(made);
    };
    setPhase({ kind: 'running', progress: atFirst, of: 'own' });
    const timer = setTimeout(
      () => {
        run().catch((error: unknown) => {
          if (!gone)
            setPhase({ kind: 'failed', says: error instanceof Error ? error.message : 'Unknown.' });
        });
      },
      shown.current === null ? 0 : rest,
    );
    const leave = (): void => {
      gone = true;
      clearTimeout(timer);
      runs.cancel();
    };
    stop.current = leave;
    return leave;
  }, [own, other, round]);

  useEffect(() => () => runner.current?.end(), []);
  const cancel = useCallback(() => {
    stop.current?.();
    setPhase({ kind: 'cancelled' });
  }, []);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { phase, result, cancel, again };
}
