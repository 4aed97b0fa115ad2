/** Where a player stands, and whether it runs. Time goes by frames, not by the clock of the request. */

export interface Stand {
  /** Index of the frame shown; −1: before submission. */
  readonly at: number;
  readonly running: boolean;
}
export type PlayerAct =
  | { readonly do: 'back' | 'first' | 'last' | 'pause' }
  /** `more`: beyond the last frame others may come; else running there begins anew. */
  | { readonly do: 'toggle'; readonly more?: boolean }
  /** `stops`: a run pauses where this step leads. */
  | { readonly do: 'step'; readonly stops?: boolean; readonly more?: boolean }
  | { readonly do: 'go'; readonly to: number };

const clamp = (at: number, count: number): number => Math.max(-1, Math.min(count - 1, at));

/** What an act does to where the player stands. */
export function played(state: Stand, act: PlayerAct, count: number): Stand {
  switch (act.do) {
    case 'step': {
      const at = clamp(state.at + 1, count);
      const goesOn = at < count - 1 || act.more === true;
      return { at, running: state.running && goesOn && act.stops !== true };
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
      if (!state.running && state.at >= count - 1 && act.more !== true)
        return { at: -1, running: true };
      return { ...state, running: !state.running };
  }
}
