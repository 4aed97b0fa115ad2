/** What every screen needs of the workspace: the database, live reads, who acts in this tab, the time. */
import { liveQuery } from 'dexie';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { now } from '#store/clock.ts';
import type { Database } from '#store/database.ts';
import { local, session } from './kept.ts';

interface Acting {
  readonly person: PersonId | null;
  readonly act: (person: PersonId | null) => void;
}
interface Workspace {
  readonly database: Database;
  readonly directory: Directory;
  readonly acting: Acting;
}

const WorkspaceContext = createContext<Workspace | null>(null);
/** Per tab, so that two tabs can be two people; a new tab starts as whoever was chosen last in any tab. */
const actingKey = 'countersign.acting';
const lastKey = 'countersign.acting.last';

/** Chosen on purpose: a reload does not fall back to the last person. */
const nobody = '';

const waiting = new Set<() => void>();
/** Who a new tab starts as; a tab in which nobody was chosen yet takes them at once. */
export function rememberActing(person: PersonId): void {
  local.setItem(lastKey, person);
  for (const listener of waiting) listener();
}
const lastChosen = (): string | null => local.getItem(lastKey);
function onLastChosen(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

export function WorkspaceProvider({
  database,
  children,
}: {
  readonly database: Database;
  readonly children: ReactNode;
}): ReactNode {
  const directory = useLiveIn(database, foldOfDirectory, []) ?? emptyDirectory;
  const [own, choose] = useState(() => session.getItem(actingKey));
  const last = useSyncExternalStore(onLastChosen, lastChosen);
  // Once chosen in this tab, another tab's choice is none of its business.
  const kept = own ?? last;
  const chosen = kept === null || kept === nobody ? null : as<PersonId>(kept);
  const act = useCallback((person: PersonId | null) => {
    session.setItem(actingKey, person ?? nobody);
    if (person !== null) rememberActing(person);
    choose(person ?? nobody);
  }, []);
  // Someone who has left the directory, or is no longer active, acts no more.
  const person = chosen !== null && directory.people[chosen]?.active === true ? chosen : null;
  const workspace = useMemo(
    () => ({ database, directory, acting: { person, act } }),
    [database, directory, person, act],
  );
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** As `readDirectory` of the store, which also writes, and so brings more than the first page needs. */
const foldOfDirectory = async (database: Database): Promise<Directory> =>
  (await database.directory.get('workspace'))?.fold ?? emptyDirectory;

function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === null) throw new Error('A screen stands outside <WorkspaceProvider>.');
  return workspace;
}

export const useDatabase = (): Database => useWorkspace().database;
/** People, groups, absences, holidays; empty while it loads. */
export const useDirectory = (): Directory => useWorkspace().directory;
/** Who this tab acts as; null: nobody yet. Nobody is authenticated here, and the audit trail says so. */
export const useActing = (): Acting => useWorkspace().acting;

/**
 * The query's answer, kept up to date with every change of the database, in any tab. `undefined` until the first
 * answer; a query that fails throws in render, so that the error boundary says it.
 */
export function useLive<T>(
  query: (database: Database) => Promise<T>,
  deps: readonly unknown[],
): T | undefined {
  return useLiveIn(useDatabase(), query, deps);
}

function useLiveIn<T>(
  database: Database,
  query: (database: Database) => Promise<T>,
  deps: readonly unknown[],
): T | undefined {
  const [state, set] = useState<{ value?: T; failed?: unknown }>({});
  useEffect(() => {
    const live = liveQuery(() => query(database)).subscribe({
      next: (value) => set({ value }),
      error: (failed: unknown) => set({ failed }),
    });
    return () => {
      live.unsubscribe();
      set({});
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the caller names what its query depends on
  }, [database, ...deps]);
  if (state.failed !== undefined) throw state.failed;
  return state.value;
}

/** UTC ms, anew every `everyMs`: clocks on screens run without asking the database. */
export function useNow(everyMs: number): number {
  const [at, set] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => set(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return at;
}
