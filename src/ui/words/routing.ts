import type { EventOf } from '#engine/event.ts';
import { listText, plural } from '../format.ts';
import { outcomes } from '../outcome.tsx';
import type { Names, Told } from './told.ts';
import { seenWords } from './told.ts';

export function entered(e: EventOf<'entered'>, names: Names): Told {
  const again = e.round > 1 ? `, round ${e.round}` : '';
  return {
    says: `Arrived at ${names.node(e.node)}${again}`,
    ...(e.due === null ? {} : { more: `Due ${names.time(e.due)}` }),
    sign: 'arrive',
    node: e.node,
  };
}

export function moved(e: EventOf<'moved'>, names: Names): Told {
  const why = e.why === undefined ? '' : 'seen' in e.why ? seenWords(e.why.seen) : '';
  const timed = e.why !== undefined && 'due' in e.why;
  return {
    says: timed
      ? `The time came (${names.time(e.why.due)}): on to ${names.node(e.to)}`
      : `On to ${names.node(e.to)}`,
    ...(why === '' ? {} : { more: `Because ${why}` }),
    sign: 'move',
    node: e.from,
  };
}
export const forked = (e: EventOf<'forked'>, names: Names): Told => ({
  says: `Split into ${plural(e.into.length, 'branch', 'branches')}: ${listText(e.into.map((b) => names.node(b.to)))}`,
  sign: 'split',
  node: e.node,
});
export const joined = (e: EventOf<'joined'>, names: Names): Told => ({
  says: `${plural(e.tokens.length, 'branch', 'branches')} joined, on to ${names.node(e.to)}`,
  sign: 'split',
  node: e.node,
});
export function cancelled(e: EventOf<'cancelled'>, names: Names): Told {
  const cause = {
    interrupt: 'the other branch left',
    terminated: 'the request ended',
    withdrawn: 'the request was withdrawn',
  } as const;
  const where = listText(e.nodes.map((n) => names.node(n)));
  return {
    says: where === '' ? 'Open work cancelled' : `Cancelled at ${where}`,
    more: `Because ${cause[e.cause]}`,
    sign: 'cancel',
  };
}
export function waiting(e: EventOf<'waiting'>, names: Names): Told {
  const until = Object.values<number>(e.timers).toSorted((a, b) => a - b)[0];
  return { says: until === undefined ? 'Waits' : `Waits until ${names.time(until)}`, sign: 'time' };
}
export const held = (e: EventOf<'held'>): Told => ({
  says: 'Held before the end: a condition is open or a change has to be affirmed',
  sign: 'stop',
  node: e.node,
});
export const notified = (e: EventOf<'notified'>, names: Names): Told => ({
  says:
    e.people.length === 0
      ? 'Nobody to notify'
      : `Notified ${listText(e.people.map((p) => names.person(p)))}`,
  sign: 'notify',
  node: e.node,
});
export const issued = (e: EventOf<'issued'>): Told => ({
  says: 'Approval recorded for a token',
  sign: 'token',
  node: e.node,
});
export const spawned = (e: EventOf<'spawned'>): Told => ({
  says: `Started the child request ${e.child}`,
  sign: 'split',
});
export const childEnded = (e: EventOf<'childEnded'>): Told => ({
  says: `Child request ${e.child}: ${outcomes[e.outcome].status.toLowerCase()}`,
  sign: 'split',
});
export const ended = (e: EventOf<'ended'>, names: Names): Told => ({
  says: `Reached ${names.node(e.node)}`,
  sign: e.outcome,
  node: e.node,
});
export const completed = (e: EventOf<'completed'>): Told => ({
  says:
    e.outcome === 'completed'
      ? 'Request completed'
      : `Request ended: ${outcomes[e.outcome].status.toLowerCase()}`,
  sign: e.outcome,
  weighs: true,
});
export const certified = (): Told => ({
  says: 'Approval token signed',
  sign: 'token',
});
