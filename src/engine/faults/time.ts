/** Zones, calendars, windows and what waits wait for. */
import type { Diagram, SingleWait } from '#model/diagram.ts';
import type { Fault } from '#model/finding.ts';
import { nodesOf } from '#model/rows.ts';
import { fault, named } from './fault.ts';
import { addDuration, businessMinutes } from '../time/duration.ts';
import { alwaysOpen } from '../time/openings.ts';
import { isZone } from '../time/zone.ts';

export function timeFaults(d: Diagram): readonly Fault[] {
  const faults: Fault[] = [];
  const zone = (at: Parameters<typeof fault>[1], name: string): void => {
    if (!isZone(name)) faults.push(fault('zone_unknown', at, `“${name}” is not a time zone.`));
  };
  zone(['control', undefined, 'zone'], d.control.zone);
  for (const { id, name, open, zone: of } of Object.values(d.calendars)) {
    zone(['calendars', id, 'zone'], of);
    if (!open.some(({ from, to }) => from < to))
      faults.push(
        fault(
          'calendar_never_opens',
          ['calendars', id, 'open'],
          `Calendar “${name}” is never open: no time would pass.`,
        ),
      );
  }
  for (const { id, open, zone: of } of Object.values(d.windows)) {
    zone(['windows', id, 'zone'], of);
    if (!open.some(({ from, to }) => from < to))
      faults.push(
        fault('window_never_opens', ['windows', id, 'open'], 'A deployment window never opens.'),
      );
  }
  for (const row of nodesOf(d, 'wait')) {
    const who = named({ kind: 'wait', row });
    const at = ['nodes', row.id, 'wait'] as const;
    if (row.wait === null) {
      faults.push(fault('wait_without_spec', at, `${who} doesn’t say what to wait for.`));
      continue;
    }
    if (row.wait.kind !== 'first') {
      faults.push(...waitFaults(d, row.wait, who, at));
      continue;
    }
    const timers = Object.entries(row.wait.timers);
    if (timers.length === 0)
      faults.push(fault('wait_without_spec', at, `${who} waits for the first of nothing.`));
    for (const [id, timer] of timers)
      faults.push(...waitFaults(d, timer, `Timer “${id}” of ${lower(who)}`, at));
  }
  return faults;
}
const lower = (who: string): string => who.charAt(0).toLowerCase() + who.slice(1);

function waitFaults(
  d: Diagram,
  wait: SingleWait,
  who: string,
  at: readonly ['nodes', string, string],
): Fault[] {
  if (wait.kind === 'until') return []; // its expression is looked at with the others
  if (wait.kind === 'window')
    return d.windows[wait.window] === undefined
      ? [fault('window_missing', at, `${who} waits for a window that is missing: choose another.`)]
      : [];
  if (addDuration(wait.duration, 'UTC', 0) === null)
    return [
      fault(
        'duration_unreadable',
        at,
        `${who} has no duration that can be read, such as PT24H or P5D.`,
      ),
    ];
  if (wait.calendar === undefined) return [];
  const calendar = d.calendars[wait.calendar];
  if (calendar === undefined)
    return [
      fault('calendar_missing', at, `${who} counts on a calendar that is missing: choose another.`),
    ];
  // Round the clock a day has its 24 hours; on a business calendar it has no length of its own.
  const always = alwaysOpen(calendar.open) && calendar.holidays === null;
  return businessMinutes(wait.duration) === null && !always
    ? [fault('days_on_calendar', at, `${who} counts days on “${calendar.name}”: say hours.`)]
    : [];
}
