import type { Settings } from './ask.ts';
import type { Basis } from './stated.ts';

/** What the page of assumptions shows and may change. */
export interface AssumptionsProps {
  readonly basis: Basis;
  readonly onChanges: (changes: Basis['changes']) => void;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  /** What history says, whether it is taken or not; null where there is none. */
  readonly history: Basis['fit'];
  readonly onHistory: (taken: boolean) => void;
  /** Requests that stand for others: they decide which way their kind goes. */
  readonly forms: number;
  readonly byForms: boolean;
  readonly onByForms: (on: boolean) => void;
  /** Why this cannot be simulated. */
  readonly says: readonly string[];
  /** What was taken for granted, for nobody said. */
  readonly assumed: readonly string[];
  /** Of roles, by the forecast: for whom nobody said how many they are. */
  readonly people: (role: string) => number | null;
}
