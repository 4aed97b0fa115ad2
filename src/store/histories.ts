/** Stored requests as a backtest reads them: every entry opened, with its private values. Reads, and writes nothing. */
import type { Recorded, History } from '#simulate/backtest/history.ts';
import { isCommandType } from '#simulate/backtest/history.ts';
import type { CommandType } from '#engine/command.ts';
import { openEvents } from '#engine/log/open.ts';
import type { RequestId } from '#model/ids.ts';
import type { Database } from './database.ts';
import { storedOf } from './entries.ts';

export type ReadHistory =
  | { readonly ok: true; readonly history: History }
  /** It cannot be replayed: a sentence that says why. */
  | { readonly ok: false; readonly request: RequestId; readonly says: string };

/** In the order asked for; one that cannot be read does not stand in the way of the others. */
export const historiesOf = (
  db: Database,
  requests: readonly RequestId[],
): Promise<readonly ReadHistory[]> =>
  // One transaction: its reads are asked for at once.
  db.transaction('r', [db.entries, db.private], () =>
    Promise.all(requests.map((request) => historyOf(db, request))),
  );

async function historyOf(db: Database, request: RequestId): Promise<ReadHistory> {
  const bad = (says: string): ReadHistory => ({ ok: false, request, says });
  try {
    const stored = await storedOf(db, `request/${request}`);
    const entries: Recorded[] = [];
    for (const [n, { entry, private: kept }] of stored.entries()) {
      if (entry.seq !== n) return bad(`Entry ${n + 1} of its log is missing.`);
      const { id, type } = entry.command;
      if (!isCommandType(type))
        return bad(`Entry ${n + 1} has the command “${type}”, which there is not.`);
      if (entry.sealed !== null && kept === null && carriesData.has(type))
        return bad(`What entry ${n + 1} (${type}) said was erased by a redaction.`);
      entries.push({
        command: { id, type },
        actor: entry.actor,
        at: entry.clock ?? entry.at,
        events: openEvents(entry, kept),
      });
    }
    if (entries[0]?.events.some((event) => event.type === 'submitted') !== true)
      return bad('Its log does not begin with its submission.');
    return { ok: true, history: { request, entries } };
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
}

/** Where these were erased, what the request would do now cannot be known. */
const carriesData: ReadonlySet<CommandType> = new Set([
  'submit',
  'edit',
  'correct',
  'resubmit',
  'attach',
  'migrate',
]);
