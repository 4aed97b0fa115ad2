import type { SingleWait } from '#model/diagram.ts';
import type { TimerId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CNode } from './compiled.ts';
import { dataOf, seenBy } from './data.ts';
import type { Incident } from './request.ts';
import { emit } from './run.ts';
import type { Run } from './run.ts';
import { holidaysOf } from './suspend.ts';
import { addBusiness } from './time/calendar.ts';
import { instantOf } from './time/date.ts';
import { addDuration, businessMinutes } from './time/duration.ts';
import { nextOpening } from './time/window.ts';

type Wake = { [timer: string]: number };
/** A wait of its own, not the first of several. */
const single = as<TimerId>('');

/** When each timer of a wait fires (UTC ms), counted from now; or the incident that it cannot be told. */
export function wakeTimes(run: Run, node: CNode): { wake: Wake } | Incident {
  const wait = node.row.kind === 'wait' ? node.row.wait : null;
  if (wait === null) return { code: 'no_date', node: node.id };
  const wake: Wake = {};
  if (wait.kind !== 'first') {
    const at = wakeTime(run, node, single, wait);
    if (typeof at === 'object') return at;
    return { wake: { '': at } };
  }
  for (const timer of Object.keys(wait.timers).toSorted()) {
    const each = wait.timers[as<TimerId>(timer)];
    if (each === undefined) continue;
    const at = wakeTime(run, node, as<TimerId>(timer), each);
    if (typeof at === 'object') return at;
    wake[timer] = at;
  }
  return Object.keys(wake).length > 0 ? { wake } : { code: 'no_date', node: node.id };
}

function wakeTime(run: Run, node: CNode, timer: TimerId, wait: SingleWait): number | Incident {
  const { diagram } = run.compiled;
  switch (wait.kind) {
    case 'for': {
      const calendar = wait.calendar === undefined ? undefined : diagram.calendars[wait.calendar];
      const minutes = calendar === undefined ? null : businessMinutes(wait.duration);
      if (calendar !== undefined && minutes !== null)
        return addBusiness(calendar, holidaysOf(run, calendar.id), run.now, minutes);
      const at = addDuration(wait.duration, diagram.control.zone, run.now);
      return at ?? { code: 'no_date', node: node.id };
    }
    case 'window': {
      const window = diagram.windows[wait.window];
      const at =
        window === undefined
          ? null
          : nextOpening(window, (list) => run.directory.holidays[list]?.days ?? [], run.now);
      return at ?? { code: 'no_window', node: node.id };
    }
    case 'until': {
      const expr = node.until.get(timer);
      const data = dataOf(run.compiled, run.request);
      const day = expr?.eval(data);
      const at = typeof day === 'string' ? instantOf(day, diagram.control.zone, wait.edge) : null;
      if (at !== null) return at;
      const seen = expr === undefined ? {} : seenBy(expr, data);
      return { code: 'no_date', node: node.id, expression: wait.at, seen };
    }
  }
}

/** After a change of the form, dates waited for are read again; what cannot be read any more keeps its date. */
export function waitAgain(run: Run): void {
  for (const token of run.request.tokens) {
    if (token.wake === undefined) continue;
    const node = run.compiled.at.get(token.node);
    if (node?.row.kind !== 'wait' || node.until.size === 0) continue;
    const { wait } = node.row;
    let changed = false;
    const timers: Wake = {};
    for (const timer of Object.keys(token.wake)) {
      const id = as<TimerId>(timer);
      const before = token.wake[id] ?? 0;
      const spec = wait?.kind === 'first' ? wait.timers[id] : (wait ?? undefined);
      const at = spec?.kind === 'until' ? wakeTime(run, node, id, spec) : before;
      timers[timer] = typeof at === 'number' ? at : before;
      if (timers[timer] !== before) changed = true;
    }
    if (changed) emit(run, { timers, token: token.id, type: 'waiting' });
  }
}
