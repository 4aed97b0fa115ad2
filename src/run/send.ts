import { use, useCallback, useMemo, useRef, useState } from 'react';
import type { Command } from '#engine/command.ts';
import type { CommandId, RequestId } from '#model/ids.ts';
import { append, isRefused } from '#store/append.ts';
import type { Refused } from '#store/append.ts';
import { storageFull } from '#store/appending.ts';
import { commandId } from '#store/hash.ts';
import { isQuota } from '#store/quota.ts';
import { useActing, useDatabase } from '#ui/workspace.tsx';
import { ShownContext } from './shown.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
/** A command before it has its id. */
export type Act = WithoutId<Command>;

export interface Sender {
  /** Sends one act; true: it is written (or was already), and the page shows it. While one is under way, others are not sent. */
  readonly send: (act: Act, id?: CommandId) => Promise<boolean>;
  readonly pending: boolean;
  readonly refusal: Refused | null;
  /** What went wrong where it was no refusal: storage full or blocked. */
  readonly failed: string | null;
  readonly clear: () => void;
}

/**
 * Sends commands for a request as whoever acts in this tab. A second act while the first is under way is dropped, so
 * that a double click acts once; who needs more (a retry after a reload) passes a command id of its own.
 */
export function useSend(request: RequestId): Sender {
  const database = useDatabase();
  const { person } = useActing();
  const shown = use(ShownContext);
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const clear = useCallback(() => {
    setRefusal(null);
    setFailed(null);
  }, []);
  const send = useCallback(
    async (act: Act, id: CommandId = commandId()): Promise<boolean> => {
      if (busy.current || person === null) return false;
      busy.current = true;
      setPending(true);
      clear();
      try {
        const actor = { kind: 'person', id: person } as const;
        const result = await append(database, `request/${request}`, { ...act, id }, actor);
        if (isRefused(result)) {
          setRefusal(result);
          return false;
        }
        await shown(result.entry.seq);
        return true;
      } catch (error) {
        setFailed(failure(error));
        return false;
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
    [database, person, request, shown, clear],
  );
  return useMemo(
    () => ({ send, pending, refusal, failed, clear }),
    [send, pending, refusal, failed, clear],
  );
}

/** What failed, what is safe, what to do. A full storage is a refusal of the store's own, said there. */
export function failure(error: unknown): string {
  if (isQuota(error)) return storageFull.says;
  const why = error instanceof Error ? error.message : String(error);
  return `This could not be written: ${why}. Nothing of it was kept; all before it is safe. Try again.`;
}
