/**
 * The command registry: what can be done now, offered by the palette (Ctrl K). A screen registers its commands while it
 * stands; rooms that do not see each other meet here.
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

export interface Command {
  readonly id: string;
  /** A verb first: "New SOP". */
  readonly label: string;
  /** Its heading in the palette; absent: Commands. */
  readonly group?: string;
  /** A muted word beside it: where, or what for. */
  readonly hint?: string;
  /** As `KeyCap` writes them. */
  readonly keys?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

const registered = new Map<object, readonly Command[]>();
const listeners = new Set<() => void>();
let current: readonly Command[] = [];

function changed(): void {
  current = [...registered.values()].flat();
  for (const listener of listeners) listener();
}

/** Registers commands while the component stands; keep the array stable (useMemo). */
export function useRegisterCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = {};
    registered.set(key, commands);
    changed();
    return () => {
      registered.delete(key);
      changed();
    };
  }, [commands]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** All commands registered now. */
export const useCommands = (): readonly Command[] => useSyncExternalStore(subscribe, () => current);
