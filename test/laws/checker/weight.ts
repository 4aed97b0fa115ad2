/** What a signature covers, how long it counts, and when there are enough of them. */
import type { Assignment } from '../plain.ts';
import { calledIn, members } from './people.ts';
import type { Open, Sign, Watch } from './watch.ts';

export const approving = (verdict: string): boolean =>
  verdict === 'approved' || verdict === 'conditional';

/** Fields that a signature at this gate covers: all but those a later step on its way may still edit. */
export function covered(w: Watch, gate: string): Set<string> {
  const known = w.coveredBy.get(gate);
  if (known) return known;
  const reached = new Set<string>();
  const queue = [gate];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const flow of w.rows.flows) {
      if (flow.from !== at || reached.has(flow.to)) continue;
      const { route } = flow;
      const backward =
        w.diagram.nodes[at]?.kind === 'gate' &&
        route.kind === 'outcomes' &&
        route.outcomes.every((o) => o === 'rejected' || o === 'returned' || o === 'expired');
      if (backward) continue;
      reached.add(flow.to);
      queue.push(flow.to);
    }
  }
  const open = new Set([...reached].flatMap((id) => w.diagram.nodes[id]?.edits ?? []));
  const fields = new Set(w.rows.fields.map(({ id }) => id).filter((id) => !open.has(id)));
  w.coveredBy.set(gate, fields);
  return fields;
}

export const reading = (w: Watch, work: Open): string[] => {
  const nodes = new Set([work.node, ...(w.behind.get(work.token) ?? [])]);
  return w.rows.evidence.filter((piece) => nodes.has(piece.node)).map((piece) => piece.id);
};

export const fresh = (w: Watch, work: Open, sign: Sign): boolean => {
  for (const field of covered(w, work.node))
    if ((w.changed.get(field) ?? -1) > sign.n) return false;
  for (const id of reading(w, work)) {
    const piece = w.pieces.get(id);
    if (piece && piece.born <= sign.n && sign.n < piece.n) return false;
  }
  for (const mark of work.answers.values())
    if (mark.born <= sign.n && sign.n < mark.n) return false;
  return true;
};

export const isMet = (w: Watch, work: Open, edge: Assignment): boolean => {
  const people = new Set(
    work.signs
      .filter((s) => s.edge === edge.id && approving(s.verdict) && fresh(w, work, s))
      .map((s) => s.for),
  );
  const quorum = edge.quorum ?? { kind: 'any' };
  if (quorum.kind === 'any') return people.size >= 1;
  if (quorum.kind === 'atLeast') return people.size >= quorum.n;
  const here = w.recused.get(work.node) ?? new Set();
  const all = members(w, edge.role).filter((person) => !here.has(person));
  // Of all, somebody who has left does not stand in for another; who was called in does.
  const count = [...people].filter(
    (person) => all.includes(person) || calledIn(w, work, person),
  ).length;
  return count >= Math.max(1, all.length);
};

/** Added reviewers whose signature is still waited for. */
export const unsignedAdded = (w: Watch, work: Open): string[] =>
  [...work.added]
    .filter(([, letter]) => letter === 'S')
    .map(([person]) => person)
    .filter((person) => w.directory.people[person]?.active === true)
    .filter((person) => w.recused.get(work.node)?.has(person) !== true)
    .filter(
      (person) =>
        !work.signs.some(
          (s) => s.edge === `added/${person}` && approving(s.verdict) && fresh(w, work, s),
        ),
    );

export function unanswered(w: Watch, work: Open): void {
  for (const item of w.rows.items.get(work.node) ?? []) {
    if (!item.required || work.waived.has(item.id)) continue;
    const result = work.answers.get(item.id)?.result ?? 'open';
    if (result !== 'pass' && result !== 'na') w.bad(`${item.id} is ${result}`);
  }
}
