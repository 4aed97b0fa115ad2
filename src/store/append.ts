/** Sends a command to its stream: the one way anything of the log changes. */
import type { Actor, Command } from '#engine/command.ts';
import type { Stream } from '#engine/log/entry.ts';
import type { SopCommand } from '#engine/sop/decide.ts';
import type { WorkspaceCommand } from '#engine/workspace/decide.ts';
import { as } from '#model/ids.ts';
import type { RequestId, SopId } from '#model/ids.ts';
import { appendToRequest } from './append-request.ts';
import { appendToSop } from './append-sop.ts';
import { appendToWorkspace } from './append-workspace.ts';
import type { Appended, Refused } from './appending.ts';
import type { Database } from './database.ts';

export { isRefused } from './appending.ts';
export type { Appended, Refused } from './appending.ts';

/**
 * Appends one entry, in one strict transaction, or refuses and writes nothing. Idempotent by the command's id. Throws
 * only where a promise of the program is broken (a request's command on an SOP's stream) or the storage is blocked.
 */
export async function append(
  db: Database,
  stream: Stream,
  command: Command | SopCommand | WorkspaceCommand,
  actor: Actor,
): Promise<Appended | Refused> {
  const id = stream.slice(stream.indexOf('/') + 1);
  if (command.type === 'publish')
    throw new Error('A version needs its diagram: use publish() of store/sops.ts.');
  if (stream === 'workspace' && command.type === 'set')
    return appendToWorkspace(db, command, actor);
  if (stream.startsWith('sop/') && (command.type === 'create' || command.type === 'retire'))
    return appendToSop(db, as<SopId>(id), command, actor);
  if (stream.startsWith('request/') && isOfRequest(command))
    return appendToRequest(db, as<RequestId>(id), command, actor);
  throw new Error(`${command.type} is no command of ${stream}.`);
}

const isOfRequest = (command: Command | SopCommand | WorkspaceCommand): command is Command =>
  !['set', 'create', 'retire', 'publish'].includes(command.type);
