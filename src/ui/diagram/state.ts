/** How a node or flow is drawn right now, beside what it is. */
import type { Outcome } from '../outcome.tsx';

export interface NodeState {
  readonly hover?: boolean;
  readonly selected?: boolean;
  /** By keyboard: as selected, with a gap ring. */
  readonly focused?: boolean;
  readonly finding?: 'error' | 'warning';
  /** A token stands here; `progress` 0 to 1 of a gate's checklist. */
  readonly running?: { readonly progress?: number };
  /** Passed; of a gate, with its outcome. */
  readonly visited?: { readonly outcome?: Outcome };
  readonly dimmed?: boolean;
  readonly heat?: {
    readonly step: 0 | 1 | 2 | 3 | 4;
    readonly value: string;
    readonly unit: string;
  };
  readonly change?: 'added' | 'changed' | 'removed';
}
export const idle: NodeState = {};

export interface FlowState {
  readonly hover?: boolean;
  readonly selected?: boolean;
  readonly visited?: boolean;
  /** A token runs along it. */
  readonly carrying?: boolean;
  readonly dimmed?: boolean;
  readonly change?: 'added' | 'removed';
}

/** How much is drawn at a zoom (LOOK.md §3.5). */
export interface Level {
  readonly detail: 'full' | 'compact' | 'overview';
  /** The zoom, in steps, so that drawings do not change with every turn of the wheel. */
  readonly zoom: number;
}

export const full: Level = { detail: 'full', zoom: 1 };
const levels = new Map<number, Level>();

/** The level of a zoom; the same object for zooms that are drawn alike. */
export function levelAt(zoom: number): Level {
  if (zoom >= 0.6) return full;
  const step = zoom >= 0.35 ? 0.05 : 0.02;
  const rounded = Math.max(0.02, Math.round(zoom / step) * step);
  let level = levels.get(rounded);
  if (level === undefined) {
    level = { detail: zoom >= 0.35 ? 'compact' : 'overview', zoom: rounded };
    levels.set(rounded, level);
  }
  return level;
}
