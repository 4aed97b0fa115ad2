/** What is handed on at open work: claims, delegations, recusals, escalations, added reviewers, advice. */
import type { LogEntry, LogEvent } from '../plain.ts';
import { barred, calledIn, claimant, holds, members, owns, stands } from './people.ts';
import { edgesOf } from './watch.ts';
import type { Open, Watch } from './watch.ts';

export function handed(
  w: Watch,
  e: Extract<
    LogEvent,
    {
      type:
        | 'recommended'
        | 'escalated'
        | 'delegated'
        | 'added'
        | 'recused'
        | 'claimed'
        | 'released';
    }
  >,
  entry: LogEntry,
  work: Open,
): void {
  const gate = w.diagram.nodes[work.node]?.kind === 'gate';
  if (e.type === 'escalated' && e.why === 'breach') {
    if (entry.actor.kind !== 'clock') w.bad('a breach is told by the clock');
    work.escalated.add(e.role);
    return;
  }
  if (entry.actor.kind !== 'person') return w.bad('nobody did it');
  const actor = entry.actor.id;
  const principal = entry.for ?? actor;
  const pair = [...new Set([actor, principal])];
  const signing = edgesOf(w, work.node, 'A', 'S');
  if (!stands(w, work, actor, principal)) w.bad(`${actor} does not stand for ${principal}`);
  switch (e.type) {
    case 'claimed':
    case 'released': {
      const edge = w.diagram.assignments[e.assignment];
      const holder = claimant(w, work, e.assignment);
      if (e.type === 'released') {
        if (holder !== null && holder !== principal) w.bad(`${holder} had claimed ${e.assignment}`);
        work.claimed.delete(e.assignment);
        return;
      }
      if (edge?.node !== work.node) return w.bad(`${e.assignment} is not there`);
      const one = edge.letter === 'R' || (edge.quorum ?? { kind: 'any' }).kind === 'any';
      if (!one || edge.letter === 'C' || edge.letter === 'I')
        w.bad(`${edge.id} is not for one person`);
      if (!members(w, edge.role).includes(principal) && !calledIn(w, work, principal))
        w.bad(`${principal} does not hold ${edge.id}`);
      if (holder !== null && holder !== principal) w.bad(`${holder} had claimed ${edge.id}`);
      if (gate && edge.letter !== 'R' && w.rows.requesterBarred && pair.includes(w.requester))
        w.bad('the requester claims');
      work.claimed.set(edge.id, principal);
      return;
    }
    case 'delegated': {
      const edges = edgesOf(w, work.node, 'A', 'S', 'R', ...(gate ? ['C'] : []));
      if (principal !== actor) w.bad(`${actor} hands on what is ${principal}'s`);
      if (!holds(w, work, actor, edges) && !work.added.has(actor))
        w.bad(`${actor} has no part there`);
      if (w.recused.get(work.node)?.has(actor) === true) w.bad(`${actor} had recused`);
      if (e.to === null) work.delegated.delete(actor);
      else if (e.to === actor || w.directory.people[e.to]?.active !== true)
        w.bad(`${e.to} cannot take it`);
      else work.delegated.set(actor, e.to);
      return;
    }
    case 'recused': {
      const could = Object.keys(w.directory.people).some(
        (person) => stands(w, work, actor, person) && holds(w, work, person, signing),
      );
      if (!gate || !could) w.bad(`${actor} has no signature to give there`);
      if (principal !== actor) w.bad(`${actor} recuses ${principal}`);
      if (work.signs.some((s) => s.by === actor || s.for === actor)) w.bad(`${actor} has signed`);
      w.recused.set(work.node, new Set(w.recused.get(work.node)).add(actor));
      return;
    }
    case 'escalated':
    case 'added': {
      const keeper =
        (edgesOf(w, work.node, 'A').some((edge) => members(w, edge.role).includes(principal)) ||
          calledIn(w, work, principal)) &&
        barred(w, work.node, pair) === null;
      const owner = e.type === 'escalated' && owns(w, actor);
      if (!gate || !(keeper || owner)) w.bad(`${actor} does not keep ${work.node}`);
      if (e.type === 'escalated') {
        if (w.diagram.nodes[e.role]?.kind !== 'role') w.bad(`${e.role} is no role`);
        work.escalated.add(e.role);
        return;
      }
      if (w.directory.people[e.person]?.active !== true) w.bad(`${e.person} is not active`);
      if (e.letter === 'S') {
        const why = barred(w, work.node, [e.person]);
        if (why !== null) w.bad(`${e.person} could not sign: ${why}`);
        if (work.signs.some((s) => s.by === e.person || s.for === e.person))
          w.bad(`${e.person} has signed`);
      }
      work.added.set(e.person, e.letter);
      return;
    }
    case 'recommended': {
      const edge = w.diagram.assignments[e.edge];
      const consulted =
        edge?.node === work.node &&
        edge.letter === 'C' &&
        members(w, edge.role).includes(principal);
      if (!consulted && !(e.edge === `added/${principal}` && work.added.get(principal) === 'C'))
        w.bad(`${principal} was not asked`);
      if (pair.some((person) => w.recused.get(work.node)?.has(person))) w.bad('had recused');
      work.recommended.add(e.edge);
    }
  }
}
