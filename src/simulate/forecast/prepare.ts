/**
 * From a compiled SOP and a scenario to the numbers that the simulation reads; or sentences that say what cannot be
 * simulated. What nobody stated and is taken for granted is listed as assumed.
 */
import type { CFlow, CNode, Compiled, Data } from '#engine/compiled.ts';
import { dataWith } from '#engine/data.ts';
import { tierOf } from '#engine/form.ts';
import { workers } from '#engine/people/edges.ts';
import { isJoin } from '#engine/regions.ts';
import { onlyFlow } from '#engine/run.ts';
import { instantOf } from '#engine/time/date.ts';
import { businessMinutes } from '#engine/time/duration.ts';
import type { Assignment, SingleWait } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { CalendarId, NodeId, RequestId, TimerId } from '#model/ids.ts';
import { sampler } from '../random/distribution.ts';
import type { Sampler } from '../random/distribution.ts';
import { Assumptions, isWhole } from './assumptions.ts';
import type { Duration } from './assumptions.ts';
import { discipline, op, timerKind } from './model.ts';
import type { ArrivalModel, Model, RoleModel } from './model.ts';
import { calendarTime, windowTime } from './open-time.ts';
import type { OpenTime } from './open-time.ts';
import type { Scenario } from './scenario.ts';
import { WallDuration } from './wall.ts';

export type Prepared =
  | { readonly ok: true; readonly model: Model; readonly assumed: readonly string[] }
  | { readonly ok: false; readonly says: readonly string[] };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const mostForks = 30;

export function prepare(compiled: Compiled, directory: Directory, scenario: Scenario): Prepared {
  const builder = new Builder(compiled, directory, scenario);
  const model = builder.build();
  const says = [...new Set(builder.says)];
  return model === null || says.length > 0
    ? { ok: false, says }
    : { ok: true, model, assumed: [...new Set(builder.assumed)] };
}

const units: { readonly [unit: string]: number } = {
  businessHours: hour,
  hours: hour,
  businessMinutes: minute,
  minutes: minute,
  // A day of work is eight hours of it.
  businessDays: 8 * hour,
  days: day,
};
const unitOf = (of: Duration): number => units[of.unit ?? 'hours'] ?? hour;

class Builder {
  readonly says: string[] = [];
  readonly assumed: string[] = [];
  readonly #compiled: Compiled;
  readonly #directory: Directory;
  readonly #scenario: Scenario;
  readonly #rows: Assumptions;
  readonly #forms: readonly Data[];
  readonly #forks: readonly CNode[];
  readonly #times: (OpenTime | null)[] = [];
  readonly #timeOf = new Map<string, number>();
  readonly #roles: RoleModel[] = [];
  readonly #headcount: number[] = [];
  readonly #roleAt = new Map<string, number>();
  readonly #seats: { role: number; count: number }[] = [];
  readonly #ways: { upTo: number; flow: number; name: string; back: number }[] = [];
  readonly #timers: {
    kind: number;
    ms: number;
    time: number;
    wall: WallDuration | null;
    flow: number;
    leads: readonly number[];
  }[] = [];
  readonly #forkFlows: number[] = [];
  #office: CalendarId | null = null;

  constructor(compiled: Compiled, directory: Directory, scenario: Scenario) {
    this.#compiled = compiled;
    this.#directory = directory;
    this.#scenario = scenario;
    this.#rows = new Assumptions(compiled.diagram, scenario.assumptions);
    this.#forks = compiled.nodes.filter(
      (node) => node.kind === 'parallel' && !isJoin(node) && node.out.length > 1,
    );
    this.#forms = scenario.forms.map(({ form, metrics, submitted }) => {
      const request = { id: as<RequestId>('forecast'), submittedAt: submitted ?? scenario.start };
      const tier = tierOf(compiled, dataWith(compiled, request, form, null, metrics));
      return dataWith(compiled, request, form, tier, metrics);
    });
  }

  build(): Model | null {
    const { nodes, intake } = this.#compiled;
    if (intake === null) {
      this.says.push('This SOP has no intake, so nothing can be submitted.');
      return null;
    }
    if (this.#forks.length > mostForks) {
      this.says.push(`At most ${mostForks} forks are simulated; there are ${this.#forks.length}.`);
      return null;
    }
    this.#office = this.#officeCalendar();
    const arrivals = this.#arrivals();
    const reached = reachedFrom(this.#compiled, intake);
    const n = nodes.length;
    const forms = Math.max(1, this.#forms.length);
    const int = (): Int32Array => new Int32Array(n).fill(-1);
    const made = {
      op: new Uint8Array(n),
      go: int(),
      firstFrom: int(),
      firstTo: int(),
      lastFrom: int(),
      lastTo: int(),
      wayFrom: int(),
      wayTo: int(),
      sla: new Float64Array(n).fill(NaN),
      slaTime: int(),
      lapse: int(),
      neglected: new Float64Array(n),
      nodeTime: int(),
      choice: new Int32Array(n * forms).fill(-1),
      timerFrom: int(),
      timerTo: int(),
      terminating: new Uint8Array(n),
      forkFrom: int(),
      forkTo: int(),
      forkAt: int(),
      joinWays: new Int32Array(n),
      closes: new Int32Array(n),
    };
    const touch: Sampler[] = nodes.map(() => nothing);
    const endOutcome: (string | null)[] = nodes.map(() => null);
    for (const node of nodes) {
      const { i } = node;
      const flow = onlyFlow(node);
      if (flow !== null) made.go[i] = flow.i;
      if (!reached.has(i)) continue;
      const { row } = node;
      switch (node.kind) {
        case 'intake':
        case 'notify':
          this.#mustGoOn(node, flow);
          break;
        case 'step':
        case 'gate': {
          made.op[i] = op.work;
          if (node.kind === 'step') this.#mustGoOn(node, flow);
          const assumed = this.#rows.of('work', node.id);
          const first =
            node.kind === 'gate' ? node.signs.filter((edge) => edge.letter === 'S') : [];
          const last =
            node.kind === 'gate'
              ? node.signs.filter((edge) => edge.letter === 'A')
              : workers(node).slice(0, 1);
          [made.firstFrom[i], made.firstTo[i]] = this.#seatsOf(node, first);
          [made.lastFrom[i], made.lastTo[i]] = this.#seatsOf(node, last);
          if (first.length + last.length === 0)
            this.says.push(`${this.#name(node)} has nobody to do it.`);
          if (assumed.touch === undefined)
            this.says.push(`${this.#name(node)}: how long the work takes is not stated (touch).`);
          else touch[i] = sampler(assumed.touch, unitOf(assumed.touch));
          if (node.kind === 'gate') {
            const { expired = 0, ...outcomes } = assumed.outcomePercent ?? {};
            made.neglected[i] = this.#neglected(node, expired);
            const percent = assumed.outcomePercent === undefined ? undefined : outcomes;
            [made.wayFrom[i], made.wayTo[i]] = this.#outcomes(node, percent, ['approved'], expired);
          }
          if (row.kind === 'gate' && row.sla !== undefined) {
            made.sla[i] = Math.round(row.sla.minutes * minute);
            made.slaTime[i] = this.#calendar(row.sla.calendar);
            if (row.sla.breach.kind === 'lapse') {
              const lapse = node.byOutcome.get('expired');
              if (lapse === undefined)
                this.says.push(`${this.#name(node)} lapses, but no flow leaves it for “expired”.`);
              else made.lapse[i] = lapse.i;
            }
          }
          break;
        }
        case 'decision':
          made.op[i] = op.decision;
          [made.wayFrom[i], made.wayTo[i]] = this.#decide(node, made.choice, forms);
          break;
        case 'parallel':
          if (isJoin(node)) {
            made.op[i] = op.join;
            made.joinWays[i] = node.in.length;
            this.#mustGoOn(node, flow);
          } else if (node.out.length > 1) {
            made.op[i] = op.fork;
            made.forkAt[i] = this.#forks.indexOf(node);
            made.forkFrom[i] = this.#forkFlows.length;
            this.#forkFlows.push(...node.out.map((each) => each.i));
            made.forkTo[i] = this.#forkFlows.length;
          } else this.#mustGoOn(node, flow);
          break;
        case 'wait':
          made.op[i] = op.wait;
          [made.timerFrom[i], made.timerTo[i]] = this.#wait(node, flow, forms);
          break;
        case 'subprocess': {
          made.op[i] = op.subprocess;
          const assumed = this.#rows.of('subprocess', node.id);
          if (assumed.duration === undefined)
            this.says.push(
              `${this.#name(node)}: how long the other SOP takes is not stated (duration).`,
            );
          else {
            touch[i] = sampler(assumed.duration, unitOf(assumed.duration));
            if (assumed.duration.unit?.startsWith('business') === true && this.#office !== null)
              made.nodeTime[i] = this.#calendar(this.#office);
          }
          [made.wayFrom[i], made.wayTo[i]] = this.#outcomes(node, assumed.outcomePercent, [
            'approved',
            'completed',
          ]);
          break;
        }
        case 'end':
          made.op[i] = op.end;
          if (row.kind === 'end') {
            made.terminating[i] = row.terminating ? 1 : 0;
            endOutcome[i] = row.outcome;
          }
          break;
      }
    }
    this.says.push(...this.#rows.says);
    if (arrivals === null || this.says.length > 0) return null;
    const { flowTo, flowSlot, flowLeaves } = this.#flows();
    for (const [bit, fork] of this.#forks.entries()) {
      const join = this.#compiled.regions.get(fork.id)?.join;
      const at = join === undefined || join === null ? undefined : this.#compiled.at.get(join);
      if (at !== undefined) made.closes[at.i] = (made.closes[at.i] ?? 0) | (1 << bit);
    }
    const timers = this.#timers;
    return {
      ...made,
      start: this.#scenario.start,
      ids: nodes.map(({ id }) => id),
      names: nodes.map(({ row }) => row.name),
      kinds: nodes.map(({ kind }) => kind),
      intake: intake.i,
      touch,
      endOutcome,
      seatRole: Int32Array.from(this.#seats, ({ role }) => role),
      seatCount: Int32Array.from(this.#seats, ({ count }) => count),
      wayUpTo: Float64Array.from(this.#ways, ({ upTo }) => upTo),
      wayFlow: Int32Array.from(this.#ways, ({ flow }) => flow),
      wayName: this.#ways.map(({ name }) => name),
      wayBack: Uint8Array.from(this.#ways, ({ back }) => back),
      timerKind: Uint8Array.from(timers, ({ kind }) => kind),
      timerMs: Float64Array.from(timers, ({ ms }) => ms),
      timerTime: Int32Array.from(timers, ({ time }) => time),
      timerWall: timers.map(({ wall }) => wall),
      timerFlow: Int32Array.from(timers, ({ flow }) => flow),
      timerLead: Float64Array.from(timers.flatMap(({ leads }) => leads)),
      forkFlow: Int32Array.from(this.#forkFlows),
      forks: this.#forks.length,
      flowTo,
      flowSlot,
      flowLeaves,
      roles: this.#roles,
      times: this.#times,
      arrivals,
      ...this.#formShares(),
    };
  }

  #name(node: CNode): string {
    return `“${node.row.name}”`;
  }
  #mustGoOn(node: CNode, flow: CFlow | null): void {
    if (flow === null) this.says.push(`No flow leaves ${this.#name(node)}.`);
  }

  /** Where nothing is stated: the calendar that most gates' clocks run by, of those that close at all. */
  #officeCalendar(): CalendarId | null {
    const { calendars } = this.#compiled.diagram;
    const stated = this.#rows.of('sop', 'sop').calendar;
    if (stated !== undefined) return this.#known(stated, 'The SOP');
    const uses = new Map<CalendarId, number>();
    for (const { row } of this.#compiled.nodes)
      if (row.kind === 'gate' && row.sla !== undefined)
        uses.set(row.sla.calendar, (uses.get(row.sla.calendar) ?? 0) + 1);
    const closing = Object.values(calendars)
      .filter(({ id }) => this.#calendar(id) >= 0)
      .toSorted((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
    const [most] = closing;
    this.assumed.push(
      most === undefined
        ? 'People work around the clock, for no calendar says otherwise.'
        : `People work, and requests arrive, by the calendar “${most.name}” where nothing else is stated.`,
    );
    return most?.id ?? null;
  }
  #known(id: string, who: string): CalendarId | null {
    if (id === 'always') return null;
    const found = Object.values(this.#compiled.diagram.calendars).find((row) => row.id === id);
    if (found === undefined)
      this.says.push(`${who} names the calendar “${id}”, which there is not.`);
    return found?.id ?? null;
  }
  /** −1: always open. */
  #calendar(id: CalendarId): number {
    const row = this.#compiled.diagram.calendars[id];
    if (row === undefined) return -1;
    const known = this.#timeOf.get(id);
    if (known !== undefined) return known;
    const holidays =
      row.holidays === null ? [] : (this.#directory.holidays[row.holidays]?.days ?? []);
    const time = calendarTime(row, holidays, this.#scenario.start);
    if (time?.never === true) this.says.push(`The calendar “${row.name}” never opens.`);
    const at = time === null ? -1 : this.#times.push(time) - 1;
    this.#timeOf.set(id, at);
    return at;
  }

  #arrivals(): ArrivalModel | null {
    const { arrivals } = this.#rows.of('sop', 'sop');
    if (arrivals?.kind === 'times')
      return { gap: 0, time: -1, most: Infinity, at: Float64Array.from(arrivals.at).toSorted() };
    if (arrivals === undefined || arrivals.perWeek === null) {
      this.says.push('How many requests arrive is not stated (sop: arrivals, perWeek).');
      return null;
    }
    const stated = arrivals.calendar;
    const id = stated === undefined ? this.#office : this.#known(stated, 'The arrivals');
    const calendar = id === null ? undefined : this.#compiled.diagram.calendars[id];
    const open =
      calendar === undefined
        ? week
        : calendar.open.reduce((sum, { from, to }) => sum + (to - from) * minute, 0);
    return {
      gap: open / arrivals.perWeek,
      time: id === null ? -1 : this.#calendar(id),
      most: arrivals.most ?? Infinity,
      at: new Float64Array(),
    };
  }

  #role(id: NodeId, node: CNode): number {
    // At a step the requesters' role is *the* requester: nobody queues for another's.
    const own = node.kind === 'step' && id === this.#compiled.diagram.control.requesters;
    const key = own ? `own/${id}` : id;
    const known = this.#roleAt.get(key);
    if (known !== undefined) return known;
    const row = this.#compiled.diagram.nodes[id];
    if (row?.kind !== 'role') {
      this.says.push(`${this.#name(node)} asks for a role that there is not.`);
      return -1;
    }
    const assumed = this.#rows.of('role', id);
    let people = assumed.headcount;
    if (own) {
      people = 1;
      this.assumed.push(`Who requests works the steps of “${row.name}” on their own request only.`);
    } else if (people === undefined) {
      const members = row.group === null ? [] : (this.#directory.groups[row.group]?.members ?? []);
      people = members.filter((each) => this.#directory.people[each]?.active).length;
      this.assumed.push(`“${row.name}” has as many people as the directory: ${people}.`);
    }
    if (people === 0)
      this.says.push(`“${row.name}” has no people, and ${this.#name(node)} needs them.`);
    const percent = assumed.sharePercent ?? 100;
    if (percent === 0)
      this.says.push(
        `“${row.name}” has no time for this (sharePercent 0), and ${this.#name(node)} needs them.`,
      );
    if (assumed.costPerHour === undefined)
      this.assumed.push(`An hour of “${row.name}” costs nothing.`);
    const calendar =
      assumed.calendar === undefined
        ? this.#office
        : this.#known(assumed.calendar, `“${row.name}”`);
    const at =
      this.#roles.push({
        id,
        name: row.name,
        people: own || assumed.unlimited === true ? Infinity : people,
        stretch: 100 / percent,
        costPerHour: assumed.costPerHour ?? 0,
        time: calendar === null ? -1 : this.#calendar(calendar),
        discipline: discipline[assumed.discipline ?? 'fifo'],
      }) - 1;
    this.#headcount.push(people);
    this.#roleAt.set(key, at);
    return at;
  }

  #seatsOf(node: CNode, edges: readonly Assignment[]): [number, number] {
    const from = this.#seats.length;
    for (const edge of edges) {
      const role = this.#role(edge.role, node);
      const people = this.#headcount[role] ?? 0;
      const quorum = node.kind === 'gate' ? edge.quorum : undefined;
      const count =
        quorum?.kind === 'all' ? Math.max(1, people) : quorum?.kind === 'atLeast' ? quorum.n : 1;
      if (role >= 0 && people > 0 && count > people)
        this.says.push(
          `${this.#name(node)} needs ${count} signatures of “${this.#roles[role]?.name ?? ''}”, who are ${people}.`,
        );
      this.#seats.push({ role, count });
    }
    return [from, this.#seats.length];
  }

  #outcomes(
    node: CNode,
    percent: { readonly [outcome: string]: number } | undefined,
    usual: readonly string[],
    /** Of these nobody says anything; the others share what is left. */
    expired = 0,
  ): [number, number] {
    const from = this.#ways.length;
    let shares = Object.entries(percent ?? {});
    if (percent === undefined) {
      const taken = usual.find((each) => node.byOutcome.has(each));
      shares = [[taken ?? usual[0] ?? '', 100]];
      this.assumed.push(`${this.#name(node)} always ends “${shares[0]?.[0] ?? ''}”.`);
    } else if (!isWhole([expired, ...shares.map(([, each]) => each)]))
      this.says.push(
        `${this.#name(node)}: the outcomes add up to ${sum([expired, ...shares.map(([, each]) => each)])} %, not to 100 %.`,
      );
    let upTo = 0;
    for (const [outcome, each] of shares) {
      if (each === 0) continue;
      const flow =
        node.byOutcome.get(outcome) ?? (node.kind === 'subprocess' ? node.fallback : null);
      if (flow === null)
        this.says.push(
          `${this.#name(node)}: ${each} % are “${outcome}”, but no flow leaves for it.`,
        );
      upTo += each / (100 - expired);
      this.#ways.push({
        upTo,
        flow: flow?.i ?? -1,
        name: outcome,
        back: outcome === 'returned' ? 1 : 0,
      });
    }
    return this.#sealed(from);
  }
  /** The share of visits that nobody takes up; only a clock that lapses ends them. */
  #neglected(node: CNode, percent: number): number {
    if (percent === 0) return 0;
    const lapses = node.row.kind === 'gate' && node.row.sla?.breach.kind === 'lapse';
    if (!lapses)
      this.says.push(
        `${this.#name(node)}: ${percent} % are “expired”, but its clock does not lapse.`,
      );
    else if (percent === 100)
      this.says.push(`${this.#name(node)}: all are “expired”, so nobody has to be asked.`);
    return percent / 100;
  }
  /** The last share reaches 1 whatever rounding did. */
  #sealed(from: number): [number, number] {
    const last = this.#ways.at(-1);
    if (last !== undefined && this.#ways.length > from) last.upTo = 1;
    return [from, this.#ways.length];
  }

  /** By the conditions where sample requests are there, else by stated shares, else each way equally often. */
  #decide(node: CNode, choice: Int32Array, forms: number): [number, number] {
    for (const [f, data] of this.#forms.entries()) choice[node.i * forms + f] = chosen(node, data);
    if (this.#forms.length > 0) return [-1, -1];
    choice[node.i * forms] = -2;
    const from = this.#ways.length;
    const ways = node.out.filter(({ route }) => route.kind === 'when' || route.kind === 'default');
    if (ways.length === 0) this.says.push(`No flow leaves ${this.#name(node)}.`);
    const stated = this.#rows.of('decision', node.id).branchPercent;
    if (stated === undefined)
      this.assumed.push(`${this.#name(node)} goes each of its ${ways.length} ways equally often.`);
    else if (!isWhole(Object.values(stated)))
      this.says.push(
        `${this.#name(node)}: the branches add up to ${sum(Object.values(stated))} %, not to 100 %.`,
      );
    for (const id of Object.keys(stated ?? {}))
      if (!ways.some((way) => way.id === id))
        this.says.push(`${this.#name(node)} has no flow “${id}”.`);
    let upTo = 0;
    for (const way of ways) {
      const percent = stated === undefined ? 100 / ways.length : (stated[way.id] ?? 0);
      if (percent === 0) continue;
      upTo += percent / 100;
      this.#ways.push({ upTo, flow: way.i, name: way.id, back: 0 });
    }
    return this.#sealed(from);
  }

  #wait(node: CNode, only: CFlow | null, forms: number): [number, number] {
    const from = this.#timers.length;
    const wait = node.row.kind === 'wait' ? node.row.wait : null;
    if (wait === null) {
      this.says.push(`${this.#name(node)} does not say what it waits for.`);
      return [from, from];
    }
    const several = wait.kind === 'first';
    const timers: readonly (readonly [string, SingleWait])[] = several
      ? Object.entries(wait.timers).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : [['', wait]];
    for (const [id, each] of timers) {
      const timer = as<TimerId>(id);
      const flow = node.byTimer.get(timer) ?? (several ? null : only);
      if (flow === null) this.says.push(`No flow leaves ${this.#name(node)}.`);
      this.#timers.push({ ...this.#timer(node, timer, each, forms), flow: flow?.i ?? -1 });
    }
    return [from, this.#timers.length];
  }

  #timer(node: CNode, timer: TimerId | '', wait: SingleWait, forms: number) {
    const { diagram } = this.#compiled;
    const { start } = this.#scenario;
    const leads = Array.from({ length: forms }, () => NaN);
    const plain = { kind: timerKind.elapsed, ms: 0, time: -1, wall: null, leads } as const;
    switch (wait.kind) {
      case 'for': {
        const minutes = businessMinutes(wait.duration);
        const calendar = wait.calendar === undefined ? undefined : diagram.calendars[wait.calendar];
        if (minutes !== null) {
          const ms = minutes * minute;
          const time = calendar === undefined ? -1 : this.#calendar(calendar.id);
          return time < 0
            ? { ...plain, ms }
            : { ...plain, kind: timerKind.open, ms: Math.round(ms), time };
        }
        const wall = new WallDuration(wait.duration, diagram.control.zone);
        if (wall.after(start) === null)
          this.says.push(`${this.#name(node)} waits for “${wait.duration}”, which is no duration.`);
        return { ...plain, kind: timerKind.wall, wall };
      }
      case 'window': {
        const window = diagram.windows[wait.window];
        if (window === undefined) {
          this.says.push(`${this.#name(node)} waits for a window that there is not.`);
          return plain;
        }
        const key = `window/${window.id}`;
        let time = this.#timeOf.get(key);
        if (time === undefined) {
          const list = windowTime(window, (id) => this.#directory.holidays[id]?.days ?? [], start);
          if (list.never)
            this.says.push(`${this.#name(node)} waits for a window that never opens.`);
          time = this.#times.push(list) - 1;
          this.#timeOf.set(key, time);
        }
        return { ...plain, kind: timerKind.window, time };
      }
      case 'until': {
        if (this.#forms.length === 0)
          this.says.push(
            `${this.#name(node)} waits for a date of the request (${wait.at}); a forecast needs sample requests that have one.`,
          );
        const expr = node.until.get(timer);
        const { zone } = diagram.control;
        const found = this.#forms.map((data, f) => {
          const value = expr?.eval(data);
          const at = typeof value === 'string' ? instantOf(value, zone, wait.edge) : null;
          return at === null ? NaN : at - (this.#scenario.forms[f]?.submitted ?? start);
        });
        return { ...plain, kind: timerKind.until, leads: this.#forms.length === 0 ? leads : found };
      }
    }
  }

  #flows() {
    const all = this.#compiled.nodes.flatMap((node) => node.out);
    const most = all.reduce((max, { i }) => Math.max(max, i), -1) + 1;
    const flowTo = new Int32Array(most).fill(-1);
    const flowSlot = new Int32Array(most).fill(-1);
    const flowLeaves = new Int32Array(most);
    for (const flow of all) {
      flowTo[flow.i] = flow.to;
      const target = this.#compiled.nodes[flow.to];
      if (target === undefined) continue;
      flowSlot[flow.i] = target.in.findIndex((each) => each.i === flow.i);
      for (const [bit, fork] of this.#forks.entries()) {
        const region = this.#compiled.regions.get(fork.id);
        const stays =
          region !== undefined && (region.inside.has(target.id) || region.join === target.id);
        if (!stays) flowLeaves[flow.i] = (flowLeaves[flow.i] ?? 0) | (1 << bit);
      }
    }
    return { flowTo, flowSlot, flowLeaves };
  }

  #formShares() {
    const { forms } = this.#scenario;
    const all = forms.reduce((total, { weight }) => total + weight, 0);
    let upTo = 0;
    const shares = forms.map(({ weight }) => (upTo += weight / all));
    return {
      formUpTo: Float64Array.from(shares.length === 0 ? [1] : [...shares.slice(0, -1), 1]),
      formPriority: Float64Array.from(
        forms.length === 0 ? [0] : forms.map((each) => each.priority),
      ),
    };
  }
}

const nothing: Sampler = { code: 0, a: 0, b: 0, c: 0, values: new Float64Array() };
const sum = (all: readonly number[]): number =>
  Math.round(all.reduce((total, each) => total + each, 0) * 1000) / 1000;

/** As the engine's decision: the first that is true; one before it that cannot be told stops the request. */
function chosen(node: CNode, data: Data): number {
  for (const flow of node.out) {
    if (flow.route.kind !== 'when') continue;
    const held = flow.when?.eval(data);
    if (held === true) return flow.i;
    if (held !== false) return -1;
  }
  return node.fallback?.i ?? -1;
}

function reachedFrom(compiled: Compiled, intake: CNode): ReadonlySet<number> {
  const reached = new Set([intake.i]);
  const open = [intake];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const { to } of node.out) {
      const target = compiled.nodes[to];
      if (target === undefined || reached.has(to)) continue;
      reached.add(to);
      open.push(target);
    }
  return reached;
}
