/**
 * The start of the store: the second copy is opened and held against the database before anything is written by itself
 * (sample people, timers). Where they differ a person is asked first.
 */
import type { Boot } from '#store/boot.ts';
import type { Database } from '#store/database.ts';
import type { Mirror } from '#store/mirror.ts';
import { local } from '#ui/kept.ts';

/** Number of the last entry that database and copy both had: a third witness, beside the two that can be lost. */
const witness = 'countersign.acknowledged';

/** Another workspace takes the place of this one: what was acknowledged of this one counts no more. */
export const forgetAcknowledged = (): void => local.removeItem(witness);

export type Trouble = Exclude<Boot, { readonly state: 'same' | 'alone' }>;
export interface BootCheck {
  /** What a person has to decide; null: nothing. */
  readonly trouble: () => Trouble | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves when it is safe to write. */
  readonly safe: Promise<void>;
  /** Undefined while it starts, or where the browser cannot. */
  readonly mirror: () => Mirror | undefined;
  /** The person decided, and it was done. */
  readonly settled: () => void;
}

export function checkedAtBoot(database: Database): BootCheck {
  const listeners = new Set<() => void>();
  let trouble: Trouble | null = null;
  let mirror: Mirror | undefined;
  const become = (next: Trouble | null): void => {
    trouble = next;
    for (const listener of listeners) listener();
  };
  const gate: { open?: () => void } = {};
  const safe = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const release = (): void => gate.open?.();
  const check = async (): Promise<void> => {
    const known = Number(local.getItem(witness) ?? 0);
    const [{ startMirror }, { checkBoot }] = await Promise.all([
      import('#store/mirror.ts'),
      import('#store/boot.ts'),
    ]);
    mirror = startMirror(database, (n) => local.setItem(witness, String(n)));
    become(null);
    const boot = await checkBoot(database, mirror, known);
    if (boot.state === 'same' || boot.state === 'alone') release();
    else become(boot);
  };
  // A start without a second copy is a start still; what the database itself has to say, the storage bar says.
  check().catch(release);
  return {
    trouble: () => trouble,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    safe,
    mirror: () => mirror,
    settled: () => {
      forgetAcknowledged();
      become(null);
      release();
    },
  };
}
