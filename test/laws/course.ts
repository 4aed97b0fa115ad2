/**
 * What turns a request's course from outside: another version, a child's end, the signed token, reassessment and
 * revocation. Half of it is tried by somebody, or something, that may not.
 */
import type { Actor, Command } from '#engine/command.ts';
import type { EndOutcome } from '#model/diagram.ts';
import type { JsonObject } from '#model/json.ts';
import { as } from '#model/ids.ts';
import type { Digest } from '#model/ids.ts';
import type { Moment, Stir } from './turmoil.ts';
import { owners } from './turmoil.ts';

/** Mostly one that a flow leads on from. */
const ends: readonly EndOutcome[] = [
  'approved',
  'approved',
  'approved',
  'completed',
  'completed',
  'completed',
  'rejected',
  'expired',
  'withdrawn',
];

/** While it runs or is suspended. */
export function course(m: Moment): Stir {
  switch (m.die(8)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return migrate(m);
    case 4:
      return certify(m);
    case 5:
      return m.die(3) === 0 ? revoke(m) : reassess(m);
    default:
      return childEnds(m);
  }
}

/** After its end. */
export function afterwards(m: Moment): Stir {
  switch (m.die(6)) {
    case 0:
    case 1:
      return reassess(m);
    case 2:
      return revoke(m);
    case 3:
      return m.die(3) === 0 ? migrate(m) : certify(m);
    default:
      return certify(m);
  }
}

/** A child request has ended: one that is waited for, or one that nobody knows; now and then a person says so. */
export function childEnds(m: Moment): Stir {
  const waiting = m.request.tokens.flatMap(({ child }) => child ?? []);
  if (waiting.length === 0 && m.die(8) > 0) return null;
  const child = (m.die(8) > 0 ? m.pick(waiting) : undefined) ?? as('r1.t99');
  const outcome = m.pick(ends) ?? 'completed';
  const command: Command = { type: 'report', id: m.id(), child, outcome };
  return { actor: m.die(8) > 0 ? { kind: 'system', name: 'subprocess' } : somebody(m), command };
}

function certify(m: Moment): Stir {
  const { issued } = m.request;
  if (issued.length === 0 && m.die(6) > 0) return null;
  const token = (m.die(6) > 0 ? m.pick(issued)?.token : undefined) ?? as('t1');
  const command: Command = { type: 'certify', id: m.id(), token, jws: 'e30.e30.e30' };
  const names = ['issuer', 'issuer', 'issuer', 'subprocess'] as const;
  const name = m.pick(names) ?? 'issuer';
  return { actor: m.die(8) > 0 ? { kind: 'system', name } : somebody(m), command };
}

function migrate(m: Moment): Stir {
  const target = m.pick(m.versions);
  if (target === undefined) return null;
  const to = as<Digest>(target.digest);
  return { actor: ownerOrNot(m), target, command: { type: 'migrate', id: m.id(), to } };
}

function revoke(m: Moment): Stir {
  return { actor: ownerOrNot(m), command: { type: 'revoke', id: m.id(), reason: 'It drifts.' } };
}

function reassess(m: Moment): Stir {
  const metrics: JsonObject = m.die(2) === 0 ? {} : { score: m.die(2) };
  return { actor: ownerOrNot(m), command: { type: 'reassess', id: m.id(), metrics } };
}

const somebody = (m: Moment): Actor => ({ kind: 'person', id: m.request.requester });
const ownerOrNot = (m: Moment): Actor => ({
  kind: 'person',
  id: m.pick(m.die(3) > 0 ? owners(m) : m.everyone) ?? m.request.requester,
});
