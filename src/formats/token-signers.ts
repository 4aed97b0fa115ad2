import type { EventOf, Stamp } from '#engine/event.ts';
import type { Request } from '#engine/request.ts';
import type { Diagram } from '#model/diagram.ts';
import type { AssignmentId, NodeId, PersonId } from '#model/ids.ts';
import type { LogEntry, Signer } from './token.ts';

/**
 * Whose signatures the approval rests on: of every gate that approved, those its closing counted, then those who
 * confirmed what changed afterwards. In the order they were given.
 */
export function signersOf(
  diagram: Diagram,
  request: Request,
  log: readonly LogEntry[],
): readonly Signer[] {
  const found: Signer[] = [];
  for (const { stamp, events } of log)
    for (const event of events) {
      if (event.type !== 'closed' || event.signers === undefined) continue;
      if (request.results[event.node]?.n !== stamp.n) continue; // a later round decided anew
      for (const principal of event.signers) {
        const given = lastSigned(log, event.work, principal, stamp.n);
        if (given === null) continue;
        const { signed } = given;
        if (signed.verdict !== 'approved' && signed.verdict !== 'conditional') continue;
        found.push({
          ...who(given.stamp, signed),
          ...where(diagram, signed.node, signed.edge),
          verdict: signed.verdict,
          meaning: signed.meaning,
        });
      }
    }
  for (const { stamp, events } of log)
    for (const event of events)
      if (event.type === 'affirmed' && stamp.n > (request.results[event.node]?.n ?? Infinity))
        found.push({
          ...who(stamp, event),
          ...where(diagram, event.node, event.edge),
          verdict: 'affirmed',
          meaning: event.meaning,
        });
  return found.toSorted((a, b) => a.at - b.at);
}

/** The signature that counted: the pair's last of that round before it closed. */
function lastSigned(log: readonly LogEntry[], work: string, principal: PersonId, n: number) {
  let last: { readonly stamp: Stamp; readonly signed: EventOf<'signed'> } | null = null;
  for (const { stamp, events } of log)
    for (const event of events)
      if (event.type === 'signed' && event.work === work && event.for === principal && stamp.n <= n)
        last = { stamp, signed: event };
  return last;
}

type Given = Pick<EventOf<'signed'>, 'for' | 'identity'>;
function who(
  stamp: Stamp,
  given: Given,
): Pick<Signer, 'id' | 'name' | 'auth' | 'on_behalf_of' | 'at'> {
  const id = stamp.by ?? given.for;
  const name: unknown = given.identity.name;
  return {
    id,
    name: typeof name === 'string' ? name : id, // redacted: an object stands there
    auth: given.identity.auth,
    ...(id === given.for ? {} : { on_behalf_of: given.for }),
    at: Math.floor(stamp.at / 1000),
  };
}

function where(diagram: Diagram, gate: NodeId, edge: AssignmentId) {
  const role = diagram.assignments[edge]?.role;
  return {
    gate,
    gate_name: diagram.nodes[gate]?.name ?? gate,
    role: (role === undefined ? undefined : diagram.nodes[role]?.name) ?? 'Added reviewer',
  };
}
