/** The play's clock: timers fire in the order they are due, each at its time, through the engine. */
import { Temporal } from 'temporal-polyfill';
import { nextTimer } from '#engine/timers.ts';
import { dateAt, instantOf, isoAt } from '#engine/time/date.ts';
import type { Step } from '../frames.ts';
import { Desk } from './desk.ts';
import type { Scene } from './desk.ts';

/** A request whose timers set each other off stops here. */
const most = 500;

/** Every timer due by then, one after the other; each is a step of its own. */
export function pass(scene: Scene, until: number): readonly Step[] {
  const desk = new Desk(scene);
  for (let i = 0; i < most; i += 1) {
    const timer = nextTimer(desk.request);
    if (timer === null || timer.at > until || desk.tick() !== null) break;
  }
  return desk.steps;
}

/** When the next timer fires, UTC ms; null: none runs. */
export const nextDue = (scene: Scene): number | null =>
  scene.request === null ? null : (nextTimer(scene.request)?.at ?? null);

/** Places on the clock that people name, all later than now, soonest first. */
export function landmarks(
  now: number,
  zone: string,
): readonly { readonly says: string; readonly at: number }[] {
  const today = Temporal.PlainDate.from(dateAt(now, zone));
  const at = (date: Temporal.PlainDate, time: string): number =>
    instantOf(`${date.toString()}T${time}`, zone, 'start') ?? now;
  const next = (weekday: number, time: string): number => {
    const date = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 });
    const found = at(date, time);
    return found > now ? found : at(date.add({ days: 7 }), time);
  };
  return [
    { says: 'tomorrow 09:00', at: at(today.add({ days: 1 }), '09:00') },
    { says: 'Friday 16:30', at: next(5, '16:30') },
    { says: 'Monday 09:00', at: next(1, '09:00') },
  ].toSorted((a, b) => a.at - b.at);
}

/** As a date-time field has it, in the SOP's zone. */
export const fieldOf = (at: number, zone: string): string => isoAt(at, zone).slice(0, 16);
export const fromField = (text: string, zone: string): number | null =>
  instantOf(text, zone, 'start');
