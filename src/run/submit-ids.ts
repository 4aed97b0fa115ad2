import { as } from '#model/ids.ts';
import type { CommandId, RequestId, SopId } from '#model/ids.ts';
import { commandId, newId } from '#store/hash.ts';
import { z } from '#model/zod.ts';

const ids = z.object({ request: z.string(), command: z.string() });
const key = (sop: SopId): string => `countersign.submit.${sop}`;

/**
 * The ids under which the form at hand is submitted, the same until it was: a second submission, by a double click or
 * after a reload, is the first one again (the log answers a known command id with the entry it made).
 */
export function keptIds(sop: SopId): { readonly request: RequestId; readonly command: CommandId } {
  const text = sessionStorage.getItem(key(sop));
  const kept = text === null ? null : ids.safeParse(JSON.parse(text));
  if (kept?.success)
    return { request: as<RequestId>(kept.data.request), command: as<CommandId>(kept.data.command) };
  const made = { request: as<RequestId>(newId('req')), command: commandId() };
  sessionStorage.setItem(key(sop), JSON.stringify(made));
  return made;
}

export const forgetIds = (sop: SopId): void => sessionStorage.removeItem(key(sop));
