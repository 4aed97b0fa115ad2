/** Durations of days on the wall clock of a zone, without a calendar's reckoning for every case. */
import { addDuration } from '#engine/time/duration.ts';
import { day, wallTime } from '#engine/time/zone.ts';
import type { Iso } from '#model/diagram.ts';

const periodDays = 10_227; // 28 years
/** ms by which local midnight is ahead of UTC's, by day; filled as asked. */
const offsets = new Map<string, Float64Array>();

function offset(zone: string, number: number): number {
  let known = offsets.get(zone);
  if (known === undefined) offsets.set(zone, (known = new Float64Array(periodDays).fill(NaN)));
  const at = ((number % periodDays) + periodDays) % periodDays;
  const found = known[at] ?? NaN;
  if (found === found) return found;
  const made = number * day - wallTime(number, 0, zone);
  known[at] = made;
  return made;
}

/** The zone's offset where it is the same at both ends of the local day and the next; else NaN: ask the engine. */
function steady(zone: string, now: number): number {
  const number = Math.floor((now + offset(zone, Math.floor(now / day))) / day);
  const found = offset(zone, number);
  return found === offset(zone, number + 1) && found === offset(zone, number - 1) ? found : NaN;
}

/** As the engine's `addDuration`: exact on the days of a clock change too, fast on all others. */
export class WallDuration {
  readonly #iso: Iso;
  readonly #zone: string;
  /** ms of the days, and of what is shorter; NaN where months or years are named. */
  readonly #days: number;
  readonly #rest: number;

  constructor(iso: Iso, zone: string) {
    this.#iso = iso;
    this.#zone = zone;
    const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(T.*)?$/.exec(iso);
    const rest = parts?.[3] === undefined ? 0 : addDuration(`P${parts[3]}`, 'UTC', 0);
    const days = Number(parts?.[1] ?? 0) * 7 + Number(parts?.[2] ?? 0);
    this.#days = parts === null || rest === null ? NaN : days * day;
    this.#rest = rest ?? 0;
  }

  /** UTC ms; null where the text is no duration. */
  after(now: number): number | null {
    if (this.#days === 0) return now + this.#rest;
    if (Number.isFinite(this.#days)) {
      const before = steady(this.#zone, now);
      const after = steady(this.#zone, now + this.#days);
      if (Number.isFinite(before) && Number.isFinite(after))
        return now + this.#days + before - after + this.#rest;
    }
    return addDuration(this.#iso, this.#zone, Math.round(now));
  }
}
