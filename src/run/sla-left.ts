import type { Compiled } from '#engine/compiled.ts';
import type { Work } from '#engine/request.ts';
import { businessBetween } from '#engine/time/calendar.ts';
import type { Directory } from '#model/directory.ts';
import { spanText } from '#ui/format.ts';
import { slaWords } from '#ui/sla.tsx';
import type { Scope } from './request-scope.tsx';

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

/** The calendar that a gate's clock runs by, with its zone; null: the work has none. */
export function clockCalendar({ diagram }: Compiled, work: Work): string | null {
  const node = diagram.nodes[work.node];
  const calendar = node?.kind === 'gate' && node.sla ? diagram.calendars[node.sla.calendar] : null;
  return calendar ? `${calendar.name}, ${calendar.zone}` : null;
}

/** The clock of a gate in words; while the request is suspended it stands still, with what is left of it. */
export function clockWords(
  { compiled, directory, request, now }: Scope,
  work: Work,
): ReturnType<typeof slaWords> {
  const left = slaMinutesLeft(compiled, directory, work, now) ?? undefined;
  const words = slaWords({ since: work.since, due: work.due, now, left });
  if (request.status !== 'suspended' || work.left === null) return words;
  return {
    ...words,
    says: `Stopped, ${spanText(work.left)} left`,
    tone: 'expired',
    due: '',
  };
}
