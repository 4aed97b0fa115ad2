/**
 * The people of a made-up history: each does one thing after the other, in office hours, lets things lie for a while
 * first, and is away now and then. Who is away does nothing and nobody stands in for them: the workspace's own directory
 * knows nothing of these absences, and what it does not know must not show in a log.
 */
import type { PersonId, RoleId } from '#model/ids.ts';
import type { Chance } from './chance.ts';
import type { Office } from './office.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Away {
  readonly from: number;
  readonly to: number;
}
interface Person {
  /** When all that was given to them is done. */
  busyUntil: number;
  readonly away: readonly Away[];
}
export interface Turn {
  readonly person: PersonId;
  readonly from: number;
  readonly to: number;
}

export class Staff {
  readonly #people = new Map<PersonId, Person>();
  readonly #chance: Chance;
  readonly #office: Office;
  readonly #slow: RoleId | null;
  readonly #from: number;
  readonly #until: number;
  readonly #ease: number;

  /**
   * @param slow the role in which everything lies longer
   * @param ease how many times as much work the people manage as they are said to
   */
  constructor(
    chance: Chance,
    office: Office,
    { slow, from, until, ease }: { slow: RoleId | null; from: number; until: number; ease: number },
  ) {
    this.#chance = chance;
    this.#office = office;
    this.#slow = slow;
    this.#from = from;
    this.#until = until;
    this.#ease = ease;
  }

  /**
   * Gives work to whoever of these is free first. `work`: open ms at it; `stretch`: of their day per ms of it, 0 where
   * they do it beside everything else.
   */
  give(
    people: readonly PersonId[],
    role: RoleId,
    now: number,
    { work, stretch }: { readonly work: number; readonly stretch: number },
  ): Turn | null {
    const here = people.filter((each) => !this.isAway(each, now));
    let best: PersonId | null = null;
    for (const each of here.length > 0 ? here : people)
      if (best === null || this.#of(each).busyUntil < this.#of(best).busyUntil) best = each;
    if (best === null) return null;
    const known = this.#of(best);
    const done = this.#office.add(Math.max(known.busyUntil, now), (work * stretch) / this.#ease);
    known.busyUntil = done;
    const back = known.away.find(({ from, to }) => from <= now && now < to)?.to ?? now;
    const picked = this.#office.add(Math.max(back, now), this.#lies(role));
    const from = this.#office.next(Math.max(picked, done - work * stretch));
    return { person: best, from, to: this.#office.add(from, work) };
  }

  isAway(person: PersonId, now: number): boolean {
    return this.#of(person).away.some(({ from, to }) => from <= now && now < to);
  }

  /** Open ms for which something lies in an inbox before it is taken up. */
  #lies(role: RoleId): number {
    const mean = role === this.#slow ? 14 * hour : 2.5 * hour;
    return this.#chance.exponential(this.#chance.often(0.02) ? 8 * mean : mean);
  }

  /** Two or three weeks in summer, one around the new year, a sick week, by the person's own chance. */
  #of(id: PersonId): Person {
    let known = this.#people.get(id);
    if (known !== undefined) return known;
    const away: Away[] = [];
    const year = 365 * day;
    for (let from = this.#from - (this.#from % year); from < this.#until; from += year) {
      const summer = from + (170 + this.#chance.below(70)) * day;
      away.push({ from: summer, to: summer + (14 + this.#chance.below(8)) * day });
      if (this.#chance.often(0.5)) away.push({ from: from + 355 * day, to: from + 366 * day });
      const sick = from + this.#chance.below(360) * day;
      if (this.#chance.often(0.6)) away.push({ from: sick, to: sick + 4 * day });
    }
    known = { busyUntil: 0, away };
    this.#people.set(id, known);
    return known;
  }
}
