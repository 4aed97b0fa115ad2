/** The laws of CORE.md §10 that speak of decide, evolve and time, over random diagrams and random acts. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '#model/canonical.ts';
import type { Diagram } from '#model/diagram.ts';
import { compile } from './compile.ts';
import { decide, isRefusal } from './decide.ts';
import type { Event } from './event.ts';
import { evolve, fold } from './evolve.ts';
import { initial } from './initial.ts';
import type { Request } from './request.ts';
import { nextTimer, tickId } from './timers.ts';
import { playRolls, rolls } from '../../test/laws/commands.ts';
import type { PlayedRun } from '../../test/laws/commands.ts';
import { crowded, diagrams, forms, staffed } from '../../test/laws/diagram.ts';
import { runs } from '../../test/laws/runs.ts';

/** A diagram, people, a form and dice: everything a run is made of. */
const tables = diagrams().chain((diagram) =>
  fc.record({
    diagram: fc.constant(diagram),
    directory: fc.oneof(fc.constant(staffed(diagram)), crowded(diagram)),
    form: forms(diagram),
    rolls: rolls(80),
  }),
);
const stampOf = (entry: PlayedRun['entries'][number]) => ({
  n: entry.n,
  at: entry.at,
  by: entry.actor.kind === 'person' ? entry.actor.id : null,
  for: entry.for,
});

/** Checked over the same runs: to make a run costs more than to check it. */
const laws: { readonly [law: string]: (run: PlayedRun) => void } = {
  'law 1: the fold of the log is the state, of every prefix, by entry and by event': law1,
  'law 2: completed has no tokens and no work; tokens come only from intake, fork and join': law2,
  'law 8: events are written in canonical order': law8,
  'law 12: no timer fires before its due time, nor before an earlier one': law12,
  'law 14: after a move no token is left that shares a split the mover left': law14,
};
test('laws 1, 2, 8, 12 and 14 hold in any run', () => {
  fc.assert(
    fc.property(tables, ({ diagram, ...table }) => {
      const run = playRolls({ compiled: compile(diagram, 'draft'), ...table });
      expect(Object.entries(laws).flatMap(([law, check]) => broken(law, () => check(run)))).toEqual(
        [],
      );
    }),
    runs(2000),
  );
});
function broken(law: string, check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [`${law}: ${String(error)}`];
  }
}

function law1({ entries }: PlayedRun): void {
  let byEntry = initial;
  let byEvent = initial;
  for (const entry of entries) {
    const events: readonly Event[] = JSON.parse(JSON.stringify(entry.events));
    byEntry = fold(byEntry, events, stampOf(entry));
    for (const event of events) byEvent = evolve(byEvent, event, stampOf(entry));
    expect(byEntry).toEqual(entry.request);
    expect(byEvent).toEqual(entry.request);
  }
}

function law2({ entries }: PlayedRun): void {
  let before: Request = initial;
  for (const entry of entries) {
    let request = before;
    for (const event of entry.events) {
      const count = request.tokens.length;
      request = evolve(request, event, stampOf(entry));
      expect(request.tokens.length - count).toBe(born(event));
    }
    const left = [...request.tokens, ...request.work];
    expect(request.status === 'completed' ? left : []).toEqual([]);
    for (const work of request.work)
      expect(
        request.tokens.some((token) => token.id === work.token && token.node === work.node),
      ).toBe(true);
    before = entry.request;
  }
}
function born(event: Event): number {
  if (event.type === 'submitted') return 1;
  if (event.type === 'forked') return event.into.length - 1;
  if (event.type === 'joined') return 1 - event.tokens.length;
  if (event.type === 'ended') return -1;
  return event.type === 'cancelled' ? -event.tokens.length : 0;
}

test('law 7: decide mutates nothing and is a function of its arguments', () => {
  fc.assert(
    fc.property(tables, ({ diagram, ...table }) => {
      const compiled = compile(diagram, 'draft');
      playRolls({
        compiled,
        ...table,
        directory: frozen(table.directory),
        watch: (request, command, context) => {
          const first = decide(compiled, frozen(request), frozen(command), context);
          const again = decide(compiled, request, command, context);
          expect(again).toEqual(first);
          if (isRefusal(first)) return;
          // What comes of it is what the log will say.
          const at = Math.max(context.now, request.at);
          const by = context.actor.kind === 'person' ? context.actor.id : null;
          const stamp = { n: request.n + 1, at, by, for: first.for };
          expect(first.after).toEqual(fold(request, first.events, stamp));
        },
      });
    }),
    runs(2000),
  );
});
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}

function law8({ entries }: PlayedRun): void {
  for (const { events } of entries)
    for (const event of events) expect(JSON.stringify(event)).toBe(canonical(event));
}

function law12({ entries }: PlayedRun): void {
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1]?.request ?? initial;
    const timer = entry.command?.type === 'tick' ? nextTimer(before) : null;
    if (timer === null) continue;
    // A tick never has the id of another.
    const next = nextTimer(entry.request);
    const nextId = next === null ? '' : tickId(entry.request, next);
    expect([
      timer.at <= entry.at,
      timer.at === Math.min(...timersOf(before)),
      nextId !== tickId(before, timer),
    ]).toEqual([true, true, true]);
  }
  const ticks = entries.filter((entry) => entry.command?.type === 'tick');
  expect(ticks.every((entry) => entry.actor.kind === 'clock')).toBe(true);
}
const timersOf = (request: Request): number[] => [
  ...request.work.flatMap((work) => [work.due ?? Infinity, work.remind ?? Infinity]),
  ...request.tokens.flatMap((token) => Object.values(token.wake ?? {})),
  ...request.conditions
    .filter((each) => each.status === 'open' && !each.overdue)
    .map((each) => each.due),
];

function law14({ entries }: PlayedRun): void {
  let before: Request = initial;
  for (const entry of entries) {
    let request = before;
    for (const event of entry.events) {
      request = evolve(request, event, stampOf(entry));
      if (event.type !== 'moved' && event.type !== 'forked' && event.type !== 'joined') continue;
      for (const split of event.left ?? [])
        expect(request.tokens.some((token) => token.splits.includes(split))).toBe(false);
    }
    before = entry.request;
  }
}

test('on drawings that are unsound too nothing throws, hangs, or breaks laws 1, 2 and 14', () => {
  fc.assert(
    fc.property(
      tables,
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
      (table, wires) => {
        const diagram = rewired(table.diagram, wires);
        const { entries } = playRolls({ ...table, compiled: compile(diagram, 'draft') });
        let state: Request = initial;
        for (const entry of entries)
          for (const event of entry.events) {
            const count = state.tokens.length;
            state = evolve(state, event, stampOf(entry));
            const left = 'left' in event && Array.isArray(event.left) ? event.left : [];
            const done = state.status === 'completed' ? [...state.tokens, ...state.work] : [];
            const shared = state.tokens.filter(
              (token) =>
                event.type !== 'suspended' && token.splits.some((each) => left.includes(each)),
            );
            expect([state.tokens.length - count, done, shared]).toEqual([born(event), [], []]);
          }
        expect(state).toEqual(entries.at(-1)?.request ?? initial);
      },
    ),
    runs(150),
  );
});
/** Flows led elsewhere. */
function rewired(diagram: Diagram, wires: readonly (readonly [number, number])[]): Diagram {
  const nodes = Object.values(diagram.nodes).filter(({ kind }) => kind !== 'role');
  const flows = { ...diagram.flows };
  const ids = Object.values(flows).map(({ id }) => id);
  for (const [which, where] of wires) {
    const id = ids[which % ids.length];
    const flow = id === undefined ? undefined : flows[id];
    const to = nodes[where % nodes.length]?.id;
    if (flow !== undefined && to !== undefined) flows[flow.id] = { ...flow, to };
  }
  return { ...diagram, flows };
}

describe('the dice', () => {
  test('bring requests to every kind of end, and meet every refusal worth meeting', () => {
    const met = new Set<string>();
    let completed = 0;
    fc.assert(
      fc.property(tables, ({ diagram, ...table }) => {
        const run = playRolls({ compiled: compile(diagram, 'draft'), ...table });
        for (const { refusal } of run.refused) met.add(refusal.refused);
        const last = run.entries.at(-1)?.request;
        if (last?.status === 'completed') {
          completed += 1;
          met.add(`end ${last.outcome}`);
        }
      }),
      { ...runs(300), seed: 7 },
    );
    expect(completed).toBeGreaterThan(100);
    for (const each of [
      'requester_cannot_sign',
      'separation',
      'not_allowed',
      'keeper_last',
      'evidence_unopened',
      'checklist_failed',
      'recused',
      'end rejected',
      'end withdrawn',
    ])
      expect(met).toContain(each);
  });
});
