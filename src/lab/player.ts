/** The player: where it stands, and whether it runs. Time goes by frames, not by the clock of the request. */
import { useEffect, useReducer } from 'react';

interface State {
  /** Index of the frame shown; −1: before submission. */
  readonly at: number;
  readonly running: boolean;
}
type Act =
  | { readonly do: 'back' | 'first' | 'last' | 'toggle' | 'pause' }
  /** `stops`: a run pauses where this step leads. */
  | { readonly do: 'step'; readonly stops?: boolean }
  | { readonly do: 'go'; readonly to: number };

export interface Player extends State {
  readonly count: number;
  readonly act: (act: Act) => void;
}

const clamp = (at: number, count: number): number => Math.max(-1, Math.min(count - 1, at));

/** Exported for its test: what an act does to where the player stands. */
export function played(state: State, act: Act, count: number): State {
  switch (act.do) {
    case 'step': {
      const at = clamp(state.at + 1, count);
      return { at, running: state.running && at < count - 1 && act.stops !== true };
    }
    case 'back':
      return { at: clamp(state.at - 1, count), running: false };
    case 'first':
      return { at: -1, running: false };
    case 'last':
      return { at: count - 1, running: false };
    case 'go':
      return { at: clamp(act.to, count), running: false };
    case 'pause':
      return { ...state, running: false };
    case 'toggle':
      // At the end, running begins anew.
      if (!state.running && state.at >= count - 1) return { at: -1, running: true };
      return { ...state, running: !state.running };
  }
}

/** What a run is played by. */
export interface Run {
  readonly count: number;
  /** ms a frame rests before the next. */
  readonly pace: (at: number) => number;
  /** Where a run pauses, for what is said there has to be read. */
  readonly stops: (at: number) => boolean;
  /** What is played: another run starts anew. */
  readonly name: string;
}

export function usePlayer({ count, pace, stops, name: run }: Run): Player {
  const [{ state, of }, dispatch] = useReducer(
    (
      now: { state: State; of: string },
      act: Act & { readonly of: string; readonly count: number },
    ) => {
      const from = now.of === act.of ? now.state : { at: -1, running: false };
      return { state: played(from, act, act.count), of: act.of };
    },
    { state: { at: -1, running: false }, of: run },
  );
  const shown = of === run ? state : { at: -1, running: false };
  const { at, running } = shown;
  useEffect(() => {
    if (!running) return undefined;
    const step = { do: 'step', stops: stops(at + 1), of: run, count } as const;
    const timer = setTimeout(() => dispatch(step), pace(at));
    return () => clearTimeout(timer);
  }, [at, running, count, run, pace, stops]);
  return { ...shown, count, act: (act) => dispatch({ ...act, of: run, count }) };
}
