/** Commands to an SOP's own stream, and the version a publication adds. */
import type { Actor } from '#engine/command.ts';
import { stampOf } from '#engine/log/open.ts';
import { decideSop } from '#engine/sop/decide.ts';
import type { SopCommand } from '#engine/sop/decide.ts';
import type { SopEvent } from '#engine/sop/event.ts';
import { evolveSop, initialSop } from '#engine/sop/state.ts';
import type { Diagram } from '#model/diagram.ts';
import type { SopId } from '#model/ids.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Refused } from './appending.ts';
import type { Database, SopRow } from './database.ts';

/** @param diagram of a `publish` */
export function appendToSop(
  db: Database,
  id: SopId,
  command: SopCommand,
  actor: Actor,
  diagram?: Diagram,
): Promise<Appended | Refused> {
  return appendEntry(db, `sop/${id}`, command, actor, async () => {
    const row = await db.sops.get(id);
    const before = row?.fold ?? initialSop;
    return {
      last: row === undefined ? null : { seq: row.seq, hash: row.hash, at: before.at },
      decide: (now): Decided | Refused => {
        const answer = decideSop(before, command, { now, actor });
        if ('refused' in answer) return answer;
        return {
          events: answer.events,
          for: null,
          keep: async (entry, hash) => {
            let fold = before;
            for (const event of answer.events) {
              fold = evolveSop(fold, event, stampOf(entry));
              if (event.type === 'published') await addVersion(db, id, event, diagram);
            }
            // Deleted in one tab and published in another: what is on record stands in the library.
            const { deleted, ...kept }: Partial<SopRow> = row ?? {};
            const gone = deleted !== undefined && fold.versions.length === 0;
            await db.sops.put({
              ...kept,
              ...(gone ? { deleted } : {}),
              id,
              title: diagram?.control.title ?? row?.title ?? fold.title,
              from: fold.from,
              status: fold.status,
              effective: fold.effective,
              at: entry.at,
              fold,
              seq: entry.seq,
              hash,
            });
          },
        };
      },
    };
  });
}

async function addVersion(
  db: Database,
  sop: SopId,
  event: Extract<SopEvent, { readonly type: 'published' }>,
  diagram: Diagram | undefined,
): Promise<void> {
  if (diagram === undefined) throw new Error('A version needs its diagram.');
  const { type: _, ...fields } = event;
  await db.versions.add({ ...fields, sop, diagram });
}
