import type { Compiled } from '#engine/compiled.ts';
import type { Work } from '#engine/request.ts';
import { businessBetween } from '#engine/time/calendar.ts';
import type { Directory } from '#model/directory.ts';

/** Business minutes left on the gate's own calendar; null: no clock runs, or the calendar is always open. */
export function slaMinutesLeft(
  compiled: Compiled,
  directory: Directory,
  work: Work,
  now: number,
): number | null {
  const node = compiled.diagram.nodes[work.node];
  if (node?.kind !== 'gate' || !node.sla || work.due === null) return null;
  const calendar = compiled.diagram.calendars[node.sla.calendar];
  if (calendar === undefined) return null;
  const holidays =
    calendar.holidays === null ? [] : (directory.holidays[calendar.holidays]?.days ?? []);
  const minutes = businessBetween(calendar, holidays, now, work.due);
  const plain = Math.abs(minutes - (work.due - now) / 60_000) < 1;
  return plain ? null : Math.round(minutes);
}
