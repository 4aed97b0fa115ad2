/**
 * The decider: what a command means for a request. A pure function of its arguments — no clock, no randomness, no I/O —
 * that mutates none of them. Routing happens inside it, so one command is one entry.
 */
import type { Command, CommandOf, CommandType, Decision, Refusal } from './command.ts';
import { admit } from './commands/admit.ts';
import { commands } from './commands/commands.ts';
import type { Compiled } from './compiled.ts';
import type { Context } from './context.ts';
import type { Request } from './request.ts';
import { begin } from './run.ts';
import type { Act, Run } from './run.ts';

/**
 * The events of a command, keys in canonical order, or why it is refused. A known command id is not its business: that
 * is kept where the log is.
 */
export function decide(
  compiled: Compiled,
  request: Request,
  command: Command,
  context: Context,
): Decision | Refusal {
  const run = begin(compiled, request, context);
  const refused = admit(run, command) ?? act(run, command);
  if (refused !== null) return refused;
  // Also where nothing happened, an entry is one more.
  run.request.n = run.stamp.n;
  run.request.at = run.stamp.at;
  return { events: run.events, for: run.stamp.for, after: run.request };
}

function act<T extends CommandType>(
  run: Run,
  command: CommandOf<T> & { readonly type: T },
): Refusal | null {
  const does: Act<CommandOf<T>> = commands[command.type];
  return does(run, command);
}

export const isRefusal = (answer: Decision | Refusal): answer is Refusal => 'refused' in answer;
