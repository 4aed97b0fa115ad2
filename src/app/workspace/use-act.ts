import { useCallback, useRef, useState } from 'react';
import type { Actor } from '#engine/command.ts';
import { isRefused } from '#store/append.ts';
import type { Appended, Refused } from '#store/append.ts';
import { device } from '#store/directory.ts';
import { failureSays, isQuota } from '#store/quota.ts';
import { useActing } from '#ui/workspace.tsx';

/** Who a change of the workspace is written down as: whoever acts in this tab, else the device. */
export function useActor(): Actor {
  const { person } = useActing();
  return person === null ? device : { kind: 'person', id: person };
}

interface Sent {
  /** Does one act at a time; true: it is written, or was so already. */
  readonly act: (send: () => Promise<Appended | Refused>) => Promise<boolean>;
  readonly pending: boolean;
  /** Why it was not written. */
  readonly refused: string | null;
}

export function useAct(): Sent {
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const act = useCallback(async (send: () => Promise<Appended | Refused>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setPending(true);
    setRefused(null);
    try {
      const answer = await send();
      // What is so already was wished for, and is so.
      if (!isRefused(answer) || answer.refused === 'unchanged') return true;
      setRefused(answer.says);
      return false;
    } catch (error) {
      setRefused(
        isQuota(error)
          ? failureSays(error)
          : `This could not be written: ${failureSays(error)}. Nothing of it was kept.`,
      );
      return false;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }, []);
  return { act, pending, refused };
}
