/**
 * A made-up past of an SOP (years of it, if asked): requests that come, are worked by the people of the directory as the
 * assumptions of its diagram say, wait, are sent back, rejected, withdrawn, left to expire. Every entry is the engine's, so
 * that there is no state in it that could not be. The same seed gives the same bytes.
 */
import type { Compiled } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import type { Sealed } from '#engine/log/entry.ts';
import type { Request } from '#engine/request.ts';
import { day, isoDate } from '#engine/time/zone.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId, RequestId, RoleId, SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import type { Recorded } from '../backtest/history.ts';
import { Assumptions } from '../forecast/assumptions.ts';
import type { Duration } from '../forecast/assumptions.ts';
import { arrivals } from './arrivals.ts';
import { Chance } from './chance.ts';
import { Wishes } from './forms.ts';
import { Life } from './life.ts';
import type { World } from './life.ts';
import { Log } from './log.ts';
import { Office, officeCalendar } from './office.ts';
import { sampleRequestId } from './sample-request.ts';
import { Staff } from './staff.ts';
import { Talk } from './talk.ts';

const hour = 3_600_000;
const week = 7 * day;

/** What a history is made of: a version and the sample requests of its SOP (at least one). */
export interface HistorySource {
  readonly sop: SopId;
  readonly compiled: Compiled;
  readonly samples: readonly Sample[];
}
export interface HistoryAsk {
  readonly directory: Directory;
  readonly seed: number;
  /** UTC ms: requests come from `from` on, and nothing happens after `until`. */
  readonly from: number;
  readonly until: number;
  readonly requests: number;
  /** Null: only what a backtest reads is made, and nothing is sealed. */
  readonly hash: Hash | null;
}
/** A request with its whole log: what a store imports, and what a backtest reads. */
export interface MadeRequest {
  readonly id: RequestId;
  readonly entries: readonly Sealed[];
  readonly recorded: readonly Recorded[];
  /** As it stands at the end. */
  readonly request: Request;
}

/** How many come in that time at the rate that the diagram assumes. */
export function usualRequests({ compiled }: HistorySource, from: number, until: number): number {
  return Math.max(
    1,
    Math.round((ratePerWeek(new Assumptions(compiled.diagram, {})) * (until - from)) / week),
  );
}

function ratePerWeek(rows: Assumptions): number {
  const { arrivals: stated } = rows.of('sop', 'sop');
  return (stated?.kind === 'poisson' ? stated.perWeek : null) ?? 2;
}

/**
 * Yields each request when nothing more happens to it, those that are still running last; and null now and then between,
 * so that who asks can do something else, or stop.
 */
export function* makeHistory(
  source: HistorySource,
  ask: HistoryAsk,
): Generator<MadeRequest | null> {
  const { sop, compiled } = source;
  const { directory, seed, from, until, requests, hash } = ask;
  const chance = new Chance(seed, `history/${sop}`);
  const rows = new Assumptions(compiled.diagram, {});
  const office = new Office(officeCalendar(compiled), directory, from, until + 400 * day);
  const agenda = new Agenda();
  const usual = (ratePerWeek(rows) * (until - from)) / week;
  const wishes = new Wishes(compiled, source.samples, chance);
  const world: World = {
    compiled,
    directory,
    chance,
    wishes,
    talk: new Talk(chance, hash),
    staff: new Staff(chance, office, {
      slow: slowRole(compiled),
      from,
      until,
      ease: Math.max(1, requests / Math.max(1, usual)),
    }),
    touch: (node) => drawn(chance, rows.of('work', node).touch),
    stretch: (role) => 100 / Math.max(1, rows.of('role', role).sharePercent ?? 100),
    outcome: (node) => {
      const lapses = node.row.kind === 'gate' && node.row.sla?.breach.kind === 'lapse';
      const { expired = 0, ...percent } = rows.of('work', node.id).outcomePercent ?? {
        approved: 100,
      };
      if (lapses && chance.often(expired / 100)) return 'expired';
      return chance.among(percent) ?? 'approved';
    },
    later: (at, life, what) => agenda.push({ at, life, what }),
  };
  const living = new Set<Life>();
  const marks = new Set<RequestId>();
  const begin = (at: number): void => {
    const wish = wishes.wish(at);
    if (wish === null) return;
    let id: RequestId;
    do id = sampleRequestId(isoDate(Math.floor(at / day)), chance.word(4));
    while (marks.has(id));
    marks.add(id);
    const life = new Life(world, new Log(id, compiled, directory, { chance, hash }), wish);
    const requester = requesterOf(compiled, directory, wish.requester, chance);
    if (life.submit(at, requester, sop)) living.add(life);
  };
  const times = arrivals(chance, office, { from, until, requests });
  let next = 0;
  for (let n = 0; ; n += 1) {
    if (n % 64 === 0) yield null;
    const first = agenda.first;
    const arrives = times[next] ?? Infinity;
    if (Math.min(arrives, first?.at ?? Infinity) > until) break;
    if (first === undefined || arrives <= first.at) {
      begin(arrives);
      next += 1;
      continue;
    }
    agenda.pop();
    first.what();
    if (first.life.over && living.delete(first.life)) yield madeOf(first.life);
  }
  for (const life of living) yield madeOf(life);
}

const madeOf = ({ log }: Life): MadeRequest => ({
  id: log.id,
  entries: log.entries,
  recorded: log.recorded,
  request: log.request,
});

const units: { readonly [unit: string]: number } = {
  businessHours: hour,
  hours: hour,
  businessMinutes: hour / 60,
  minutes: hour / 60,
  businessDays: 8 * hour,
  days: 8 * hour,
};
const drawn = (chance: Chance, touch: Duration | undefined): number =>
  touch === undefined ? hour : chance.draw(touch, units[touch.unit ?? 'hours'] ?? hour);

/** Legal, where there is one: everywhere it is they who take their time. */
function slowRole({ diagram }: Compiled): RoleId | null {
  for (const kind of [/legal/i, /compliance|privacy/i])
    for (const row of Object.values(diagram.nodes))
      if (row.kind === 'role' && kind.test(row.name)) return as<RoleId>(row.id);
  return null;
}

function requesterOf(
  { diagram }: Compiled,
  directory: Directory,
  stated: PersonId,
  chance: Chance,
): PersonId {
  const { requesters } = diagram.control;
  const row = requesters === null ? undefined : diagram.nodes[requesters];
  const group =
    row?.kind === 'role' && row.group !== null ? directory.groups[row.group] : undefined;
  const members = (group?.members ?? []).filter((each) => directory.people[each]?.active === true);
  return chance.pick(members) ?? stated;
}

interface Due {
  readonly at: number;
  readonly life: Life;
  readonly what: () => void;
}

/** What happens next: a binary heap; of two at one instant what was planned first. */
class Agenda {
  readonly #heap: (Due & { readonly n: number })[] = [];
  #count = 0;

  get first(): Due | undefined {
    return this.#heap[0];
  }
  push(due: Due): void {
    this.#count += 1;
    const heap = this.#heap;
    const item = { ...due, n: this.#count };
    let i = heap.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || before(above, item)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = item;
  }
  pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (left === undefined) break;
      if (right !== undefined && before(right, left)) child += 1;
      const least = heap[child];
      if (least === undefined || before(last, least)) break;
      heap[i] = least;
      i = child;
    }
    heap[i] = last;
  }
}
const before = (a: Due & { n: number }, b: Due & { n: number }): boolean =>
  a.at < b.at || (a.at === b.at && a.n < b.n);
