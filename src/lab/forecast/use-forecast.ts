/** A forecast that follows what is asked: run anew when that changes, with progress, to be called off. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Asked } from '#simulate/forecast/part.ts';
import { difference } from '#simulate/forecast/together.ts';
import type { Figures, Forecast } from '#simulate/forecast/result.ts';
import type { Part } from '#simulate/forecast/together.ts';
import type { Memory } from './memory.ts';
import { Runner } from './runner.ts';
import type { Answer, Progress } from './runner.ts';

export interface Side {
  readonly forecast: Forecast;
  readonly parts: readonly Part[];
  /** From the empty beginning on: mean cycle times, hours. */
  readonly course: readonly number[];
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

/** What was told of the forecast that is asked; of another it says nothing. */
interface Told {
  readonly own: Asked;
  readonly other: Asked | null;
  readonly round: number;
  readonly phase: Phase;
}

/** `own` null: it is not known yet what to ask. */
export function useForecast(own: Asked | null, other: Asked | null, memory: Memory): Forecasting {
  const runner = useRef<Runner>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [round, setRound] = useState(0);
  const ran = useRef(false);
  const stop = useRef<() => void>(null);

  useEffect(() => {
    if (own === null) return undefined;
    let gone = false;
    const runs = (runner.current ??= new Runner());
    const tell = (phase: Phase): void => {
      if (!gone) setTold({ own, other, round, phase });
    };
    const side =
      (of: 'own' | 'other') =>
      (progress: Progress): void =>
        tell({ kind: 'running', progress, of });
    const answer = async (asked: Asked, of: 'own' | 'other'): Promise<Answer> => {
      const known = memory.find(asked);
      if (known !== null) return known;
      const found = await runs.run(asked, side(of));
      memory.keep(asked, found);
      return found;
    };
    const run = async (): Promise<void> => {
      ran.current = true;
      const from = performance.now();
      const first = await answer(own, 'own');
      if (gone) return;
      if (!first.ok) return tell({ kind: 'refused', says: first.says, of: 'own' });
      const second = other === null ? null : await answer(other, 'other');
      if (gone) return;
      const found = second?.ok === true ? second : null;
      setResult({
        asked: own,
        own: first,
        other: found,
        difference: found === null ? null : difference(first.parts, found.parts),
        took: performance.now() - from,
      });
      if (second?.ok === false) tell({ kind: 'refused', says: second.says, of: 'other' });
      else tell({ kind: 'done' });
    };
    const failed = (error: unknown): void =>
      tell({ kind: 'failed', says: error instanceof Error ? error.message : 'Unknown.' });
    const timer = setTimeout(() => void run().catch(failed), ran.current ? rest : 0);
    const leave = (): void => {
      gone = true;
      clearTimeout(timer);
      runs.cancel();
    };
    stop.current = () => {
      tell({ kind: 'cancelled' });
      leave();
    };
    return leave;
  }, [own, other, round, memory]);

  useEffect(() => () => runner.current?.end(), []);
  const cancel = useCallback(() => stop.current?.(), []);
  const again = useCallback(() => {
    memory.clear();
    setRound((before) => before + 1);
  }, [memory]);
  const isOfThis =
    told !== null && told.own === own && told.other === other && told.round === round;
  const phase: Phase = isOfThis ? told.phase : { kind: 'running', progress: atFirst, of: 'own' };
  return { phase, result, cancel, again };
}
