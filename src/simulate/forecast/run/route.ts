/** Routes tokens until all rest, each node by its kind. */
import { draw } from '../../random/distribution.ts';
import { end, giveUp } from './leaving.ts';
import { op } from '../model.ts';
import { fork, join } from './parallel.ts';
import { atNow } from './sim.ts';
import type { Sim } from './sim.ts';
import { move, way } from './travel.ts';
import { hold } from './wait.ts';
import { begin } from './work.ts';

/* Indices below are the program's own: `!` says that they are within bounds. */

/** Arrivals at nodes of one request; more is a loop that does not end. */
const mostVisits = 100_000;
/** Within one instant, as the engine's limit per command. */
const mostAtOnce = 1000;

/** Routes tokens until all rest. */
export function route(s: Sim, first: number): void {
  let token = first;
  let steps = 0;
  for (;;) {
    steps += 1;
    if (token >= 0) {
      if (steps > mostAtOnce) giveUp(s, token, s.endless);
      else if (arrive(s, token)) {
        if (s.lineHead === s.lineTail) continue;
        s.enqueue(token);
      }
    }
    if (s.lineHead === s.lineTail) break;
    token = s.line[s.lineHead]!;
    s.lineHead += 1;
  }
  s.lineHead = 0;
  s.lineTail = 0;
}

/** A token stands at a node; true: it has moved on and is to be routed again. */
function arrive(s: Sim, token: number): boolean {
  const node = s.tAt[token]!;
  const c = s.tCase[token]!;
  s.visits[node] = s.visits[node]! + 1;
  s.cVisits[c] = s.cVisits[c]! + 1;
  if (s.cVisits[c] > mostVisits) {
    giveUp(s, token, s.endless);
    return false;
  }
  switch (s.ops[node]!) {
    case op.pass:
      move(s, token, s.go[node]!);
      return true;
    case op.work:
      begin(s, token, node);
      return false;
    case op.decision: {
      const chosen = s.choice[node * s.forms + s.cForm[c]!]!;
      if (chosen === -1) {
        giveUp(s, token, s.stuck);
        return false;
      }
      move(s, token, chosen === -2 ? s.wayFlow[way(s, node)]! : chosen);
      return true;
    }
    case op.fork:
      fork(s, token, node);
      return false;
    case op.join:
      return join(s, token, node);
    case op.wait:
      return hold(s, token, node);
    case op.subprocess: {
      s.tSince[token] = s.num[atNow]!;
      const time = s.model.nodeTime[node]!;
      const takes = draw(s.touch[node]!, s.streams, 2 + 2 * node);
      const until =
        time < 0
          ? s.num[atNow]! + takes
          : s.times[time]!.add(s.cursors[time]!, s.num[atNow]!, takes);
      s.tTimer[token] = s.setTimer(token, until, s.wayFlow[way(s, node)]!);
      return false;
    }
    default:
      end(s, token, node);
      return false;
  }
}
