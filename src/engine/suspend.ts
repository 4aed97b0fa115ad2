import type { CalendarId } from '#model/ids.ts';
import type { EventOf } from './event.ts';
import type { Incident, Work } from './request.ts';
import { emit } from './run.ts';
import type { Run } from './run.ts';
import { addBusiness, businessBetween } from './time/calendar.ts';

/** An incident suspends the request: open clocks stop, tokens stay where they are, what was decided before it stands. */
export function suspend(run: Run, incident: Incident, reason?: string): void {
  const left: { work: Work['id']; minutes: number }[] = [];
  for (const work of run.request.work) {
    if (work.due === null) continue;
    const clock = clockOf(run, work);
    if (clock === null) continue;
    const minutes = businessBetween(clock.calendar, clock.holidays, run.now, work.due);
    left.push({ minutes: Math.max(0, minutes), work: work.id });
  }
  const stopped = sorted(incident);
  emit(
    run,
    reason === undefined
      ? { incident: stopped, left, type: 'suspended' }
      : { incident: stopped, left, reason, type: 'suspended' },
  );
}

/** Starts the stopped clocks again: what was left of each counts from now. */
export function resumed(run: Run, reason?: string): void {
  const due: EventOf<'resumed'>['due'][number][] = [];
  for (const work of run.request.work) {
    if (work.left === null) continue;
    const clock = clockOf(run, work);
    if (clock === null) continue;
    const at = addBusiness(clock.calendar, clock.holidays, run.now, work.left);
    let remind: number | null = null;
    if (work.remind !== null) {
      // The reminder stood a fixed stretch before the due time.
      const ahead = clock.sla.minutes - reminderAfter(clock.sla);
      remind = addBusiness(clock.calendar, clock.holidays, run.now, Math.max(0, work.left - ahead));
    }
    due.push({ due: at, remind, work: work.id });
  }
  emit(
    run,
    reason === undefined
      ? { due, type: 'resumed', wake: {} }
      : { due, reason, type: 'resumed', wake: {} },
  );
}

/** Business minutes after which a reminder goes out. */
export const reminderAfter = (sla: { minutes: number; remindAt: number }): number =>
  Math.round((sla.minutes * sla.remindAt) / 100);

/** SLA, calendar and holidays of a gate's work; null where it has none. */
export function clockOf(run: Run, work: Pick<Work, 'node'>) {
  const row = run.compiled.at.get(work.node)?.row;
  if (row?.kind !== 'gate' || row.sla === undefined) return null;
  const calendar = run.compiled.diagram.calendars[row.sla.calendar];
  if (calendar === undefined) return null;
  return { sla: row.sla, calendar, holidays: holidaysOf(run, row.sla.calendar) };
}

const none: readonly string[] = [];
export function holidaysOf(run: Run, calendar: CalendarId): readonly string[] {
  const list = run.compiled.diagram.calendars[calendar]?.holidays ?? null;
  return (list === null ? undefined : run.directory.holidays[list]?.days) ?? none;
}

function sorted({ code, expression, node, role, seen }: Incident): Incident {
  return {
    code,
    ...(expression === undefined ? null : { expression }),
    ...(node === undefined ? null : { node }),
    ...(role === undefined ? null : { role }),
    ...(seen === undefined ? null : { seen }),
  };
}
