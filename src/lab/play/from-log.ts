/** A stored request's log as frames, one an entry: a copy, which goes on in memory without touching the original. */
import type { Compiled } from '#engine/compiled.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Entry } from '#engine/log/entry.ts';
import { stampOf } from '#engine/log/open.ts';
import type { Event } from '#engine/event.ts';
import type { Digest } from '#model/ids.ts';
import { isCommandType } from '#simulate/backtest/history.ts';
import { frameOf } from '../frames.ts';
import type { Frame, Step } from '../frames.ts';

/** The entries in order, opened. */
export type Log = readonly { readonly entry: Entry; readonly events: readonly Event[] }[];

/** Frame i stands after entry i; its checks are read in the version that the request was on then. */
export function framesOfLog(
  versionOf: (digest: Digest) => Compiled | undefined,
  log: Log,
): readonly Frame[] {
  const frames: Frame[] = [];
  let request = initial;
  for (const { entry, events } of log) {
    request = fold(request, events, stampOf(entry));
    const compiled = versionOf(request.version);
    if (compiled === undefined) return frames;
    const { id, type } = entry.command;
    const step: Step = {
      command: { id, type: isCommandType(type) ? type : 'comment' },
      sent: null,
      actor: entry.actor,
      for: entry.for ?? null,
      at: entry.at,
      events,
      filled: false,
      request,
    };
    const how = entry.actor.kind === 'clock' ? 'clock' : 'log';
    frames.push(frameOf(compiled, { steps: [step], main: step, how }, frames.at(-1)));
  }
  return frames;
}

/** The versions a log was written under. */
export const versionsIn = (log: Log): readonly Digest[] => [
  ...new Set(
    log.flatMap(({ events }) =>
      events.flatMap((event) =>
        event.type === 'submitted' ? [event.version] : event.type === 'migrated' ? [event.to] : [],
      ),
    ),
  ),
];
