import { inboxOf } from '#store/requests.ts';
import { useActing, useLive } from '#ui/workspace.tsx';

/** How many pieces of open work wait for who acts in this tab. */
export function useWaiting(): number {
  const { person } = useActing();
  const rows = useLive(
    (database) => (person === null ? Promise.resolve([]) : inboxOf(database, person)),
    [person],
  );
  return rows?.length ?? 0;
}
