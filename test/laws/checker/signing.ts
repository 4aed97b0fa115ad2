/** Signatures, and the closing of gates and steps. */
import type { Assignment, LogEntry, LogEvent } from '../plain.ts';
import { claimant, group, members, separation, stands } from './people.ts';
import { didAct, didSign, edgesOf } from './watch.ts';
import type { Open, Watch } from './watch.ts';
import { approving, fresh, isMet, reading, unanswered, unsignedAdded } from './weight.ts';

/** A signature: of somebody who may, in their place, once, on what they have read. */
export function signed(w: Watch, e: Extract<LogEvent, { type: 'signed' }>, entry: LogEntry): void {
  const { n } = entry;
  const actor = entry.actor.kind === 'person' ? entry.actor.id : null;
  const work = w.works.get(e.work);
  if (!work) return w.bad('work is not open');
  if (actor === null) return w.bad('nobody signed');
  const pair = [...new Set([actor, e.for])];
  const edge = w.diagram.assignments[e.edge];
  // An added reviewer has a seat of their own.
  const seat = e.edge === `added/${e.for}` && work.added.get(e.for) === 'S';
  if (!seat && (edge?.node !== e.node || (edge.letter !== 'A' && edge.letter !== 'S')))
    w.bad(`${e.edge} is no signing edge here`);
  if (!stands(w, work, actor, e.for)) w.bad(`${actor} does not stand for ${e.for}`);
  const member =
    edge !== undefined &&
    (members(w, edge.role).includes(e.for) ||
      [...work.escalated].some((role) => group(w, role).includes(e.for)));
  if (!seat && !member) w.bad(`${e.for} does not hold ${e.edge}`);
  if (seat && w.directory.people[e.for]?.active !== true) w.bad(`${e.for} is not active`);
  if (w.rows.neverSigns && pair.includes(w.requester) && e.limitation === undefined)
    w.bad(`the requester ${w.requester} signs`);
  const apart = separation(w, e.node, pair, true, e.limitation);
  if (apart !== null) w.bad(apart);
  for (const person of pair) if (w.recused.get(e.node)?.has(person)) w.bad(`${person} had recused`);
  const holder = claimant(w, work, e.edge);
  if (holder !== null && holder !== e.for) w.bad(`${holder} had claimed ${e.edge}`);
  const earlier = work.signs.find((s) => s.by === actor && s.for === e.for);
  if (earlier && earlier.edge !== e.edge) w.bad(`${actor} moved from ${earlier.edge} to ${e.edge}`);
  if (work.signs.some((s) => s !== earlier && pair.some((p) => p === s.by || p === s.for)))
    w.bad(`${pair.join('/')} signs twice`);
  work.signs = [
    ...work.signs.filter((s) => s !== earlier),
    { by: actor, for: e.for, edge: e.edge, verdict: e.verdict, conditions: e.conditions, n },
  ];
  if (approving(e.verdict)) approvals(w, work, actor, edge);
  for (const { due } of e.conditions)
    if (due <= (entry.clock ?? entry.at)) w.bad('a condition is due before it is asked for');
  didSign(w, e.node, pair);
}

function approvals(w: Watch, work: Open, signer: string, edge: Assignment | undefined): void {
  for (const id of reading(w, work)) {
    const piece = w.pieces.get(id);
    const own = w.diagram.evidence[id]?.node === work.node;
    if (!piece) {
      if (own) w.bad(`${id} is missing`);
    } else if (w.seen.get(`${signer} ${id}`) !== piece.version)
      w.bad(`${signer} has not opened ${id} in its last version`);
  }
  for (const item of w.rows.items.get(work.node) ?? []) {
    if (!item.required || work.waived.has(item.id)) continue;
    const result = work.answers.get(item.id)?.result;
    if (result === 'fail' || result === 'unknown') w.bad(`${item.id} is ${result}`);
  }
  for (const asked of edgesOf(w, work.node, 'C'))
    if (asked.before === true && !work.recommended.has(asked.id))
      w.bad(`${asked.id} was not asked`);
  if (edge?.letter === 'A') {
    for (const other of edgesOf(w, work.node, 'S'))
      if (!isMet(w, work, other)) w.bad(`the keeper signs before ${other.id} is met`);
    for (const person of unsignedAdded(w, work))
      w.bad(`the keeper signs before ${person}, who was added`);
  }
  for (const [id, { open, effect, n }] of w.conditions)
    if (open && effect === 'nextGate' && n <= work.n) w.bad(`condition ${id} comes first`);
}

export function closing(w: Watch, e: Extract<LogEvent, { type: 'closed' }>, entry: LogEntry): void {
  const work = w.works.get(e.work);
  if (!work) return w.bad('work is not open');
  w.works.delete(e.work);
  if (w.diagram.nodes[e.node]?.kind === 'step') {
    const pair = [...new Set(e.by ?? [])];
    const principal = entry.for ?? (entry.actor.kind === 'person' ? entry.actor.id : '');
    const worked = edgesOf(w, e.node, 'R', 'A').filter((edge) =>
      members(w, edge.role).includes(principal),
    );
    if (worked.length === 0) w.bad(`${principal} does not work ${e.node}`);
    const free = worked.some((edge) => {
      const holder = claimant(w, work, edge.id);
      return holder === null || holder === principal;
    });
    if (worked.length > 0 && !free) w.bad(`somebody else had claimed ${e.node}`);
    const apart = separation(w, e.node, pair, false, e.limitation);
    if (apart !== null) w.bad(apart);
    for (const piece of w.rows.evidence)
      if (piece.node === e.node && !w.pieces.has(piece.id)) w.bad(`${piece.id} is missing`);
    unanswered(w, work);
    didAct(w, e.node, pair);
    w.behind.set(work.token, new Set(w.behind.get(work.token)).add(e.node));
    return;
  }
  if (approving(e.outcome)) {
    for (const edge of edgesOf(w, e.node, 'A', 'S'))
      if (!isMet(w, work, edge)) w.bad(`closes short of ${edge.id}`);
    for (const person of unsignedAdded(w, work)) w.bad(`${person} was added and has not signed`);
    unanswered(w, work);
    const conditional =
      work.waived.size > 0 ||
      work.signs.some((s) => s.verdict === 'conditional' && fresh(w, work, s));
    if (conditional !== (e.outcome === 'conditional'))
      w.bad(`outcome ${e.outcome} with ${conditional ? 'a' : 'no'} condition or waiver`);
    const counted = work.signs.filter((s) => approving(s.verdict) && fresh(w, work, s));
    const asked = counted.flatMap((s) => s.conditions);
    if ((e.conditions ?? []).length !== asked.length)
      w.bad(`${asked.length} conditions were asked for, ${(e.conditions ?? []).length} hold`);
    for (const each of e.conditions ?? [])
      w.conditions.set(each.id, { ...each, node: e.node, n: entry.n, open: true });
    w.approved.set(e.node, {
      signers: counted.map((s) => ({ person: s.for, edge: s.edge })),
      reading: reading(w, work),
      changed: null,
      affirmed: new Set(),
    });
  } else if (e.outcome !== 'expired' && !work.signs.some((s) => s.verdict === e.outcome))
    w.bad(`nobody said ${e.outcome}`);
  if (!approving(e.outcome)) w.approved.delete(e.node);
  w.behind.set(work.token, new Set());
}
