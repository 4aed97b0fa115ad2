import { as } from '#model/ids.ts';
import type { CommandId, RequestId, SopId } from '#model/ids.ts';
import { commandId } from '#store/hash.ts';
import { newId } from '#store/new-id.ts';
import { z } from '#model/zod.ts';
import { session } from '#ui/kept.ts';

const ids = z.object({ request: z.string(), command: z.string() });
const key = (sop: SopId): string => `countersign.submit.${sop}`;

/**
 * The ids under which the form at hand is submitted, the same until it was: a second submission, by a double click or
 * after a reload, is the first one again (the log answers a known command id with the entry it made).
 */
export function keptIds(sop: SopId): { readonly request: RequestId; readonly command: CommandId } {
  const kept = ids.safeParse(parsed(session.getItem(key(sop))));
  if (kept.success)
    return { request: as<RequestId>(kept.data.request), command: as<CommandId>(kept.data.command) };
  const made = { request: as<RequestId>(newId('req')), command: commandId() };
  session.setItem(key(sop), JSON.stringify(made));
  return made;
}

export const forgetIds = (sop: SopId): void => session.removeItem(key(sop));

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // not ours
  }
}
