/** A request's rows beside its log, made of its fold: by the append and by an import alike. */
import type { Entry } from '#engine/log/entry.ts';
import type { Request } from '#engine/request.ts';
import { nextTimer, tickId } from '#engine/timers.ts';
import type { Hex } from '#model/diagram.ts';
import { foldFormat, never } from './database.ts';
import type { RequestRow, TimerRow } from './database.ts';

/** `entry`: the last one, with its hash. */
export const requestRow = (request: Request, entry: Entry, hash: Hex): RequestRow => ({
  id: request.id,
  sop: request.sop,
  version: request.version,
  status: request.status,
  at: entry.at,
  due: Math.min(never, ...request.work.map((work) => work.due ?? never)),
  fold: request,
  foldFormat,
  seq: entry.seq,
  hash,
});

/** The request's next timer, or null. */
export function timerRow(request: Request): TimerRow | null {
  const timer = nextTimer(request);
  return timer && { request: request.id, at: timer.at, command: tickId(request, timer) };
}
