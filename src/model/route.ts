/** Which routes the flows out of a node may have, and which a new one takes. */
import type { EndOutcome, GateOutcome, Node, Route } from './diagram.ts';
import { as } from './ids.ts';
import type { TimerId } from './ids.ts';

/** In the order in which new flows take them; one that was approved with conditions goes on as the approved one does. */
const gateOutcomes: readonly GateOutcome[] = [
  'approved',
  'returned',
  'rejected',
  'expired',
  'conditional',
];
const childOutcomes: readonly EndOutcome[] = [
  'approved',
  'completed',
  'rejected',
  'expired',
  'revoked',
  'withdrawn',
];
const always: Route = { kind: 'always' };

/** The outcomes that leave by flows: of a gate its own, of a subprocess those of the child's ends; else none. */
export const outcomesOf = (node: Node): readonly (GateOutcome | EndOutcome)[] =>
  node.kind === 'gate' ? gateOutcomes : node.kind === 'subprocess' ? childOutcomes : [];

/** The timers of a wait for the first of several. */
export const timersOf = (node: Node): readonly TimerId[] =>
  node.kind === 'wait' && node.wait?.kind === 'first'
    ? Object.keys(node.wait.timers).map((timer) => as<TimerId>(timer))
    : [];

/** Does the route mean something at this source? What doesn't is inert, not an error of the program. */
export function fits(source: Node, route: Route): boolean {
  switch (route.kind) {
    case 'outcomes': {
      const known = outcomesOf(source);
      return known.length > 0 && route.outcomes.every((outcome) => known.includes(outcome));
    }
    case 'when':
    case 'default':
      return source.kind === 'decision';
    case 'timer':
      return timersOf(source).includes(route.timer);
    case 'always':
      return (
        outcomesOf(source).length === 0 &&
        timersOf(source).length === 0 &&
        source.kind !== 'decision' &&
        source.kind !== 'end'
      );
  }
}

/** The route of one more flow out of a node, given those of the others; null where nothing is left to route. */
export function nextRoute(source: Node, others: readonly Route[]): Route | null {
  const outcomes = outcomesOf(source);
  if (outcomes.length > 0) {
    const used = new Set(others.flatMap((one) => (one.kind === 'outcomes' ? one.outcomes : [])));
    const outcome = outcomes.find((one) => !used.has(one));
    if (outcome === undefined) return null;
    const along = source.kind === 'gate' && outcome === 'approved' && !used.has('conditional');
    return { kind: 'outcomes', outcomes: along ? [outcome, 'conditional'] : [outcome] };
  }
  if (source.kind === 'decision')
    return others.some((one) => one.kind === 'default')
      ? { kind: 'when', when: '' }
      : { kind: 'default' };
  const timers = timersOf(source);
  if (timers.length > 0) {
    const timer = timers.find(
      (id) => !others.some((one) => one.kind === 'timer' && one.timer === id),
    );
    return timer === undefined ? null : { kind: 'timer', timer };
  }
  if (source.kind === 'parallel') return always;
  return source.kind === 'end' || others.length > 0 ? null : always;
}

/** The route a new flow gets when nobody names one; inert where nothing is left to route. */
export const routeFor = (source: Node, others: readonly Route[]): Route =>
  nextRoute(source, others) ??
  (outcomesOf(source).length > 0 ? { kind: 'outcomes', outcomes: [] } : always);
