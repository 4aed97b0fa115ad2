/** Who holds a role, for whom one may act, and what keeps one from it (DOMAIN.md §3–4). */
import type { Assignment } from '../plain.ts';
import type { Open, Watch } from './watch.ts';

const away = (w: Watch, person: string): boolean =>
  Object.values(w.directory.absences).some(
    (a) => a.person === person && a.from <= w.at && w.at < a.to,
  );
/** Stands in for somebody outside any work: themselves or as substitute. */
export const standsIn = (w: Watch, actor: string, person: string): boolean =>
  actor === person ||
  Object.values(w.directory.absences).some(
    (a) => a.person === person && a.substitute === actor && a.from <= w.at && w.at < a.to,
  );

export const members = (w: Watch, role: string): string[] =>
  role === w.diagram.control.requesters
    ? [w.requester].filter((p) => w.directory.people[p]?.active)
    : group(w, role);

/** Whoever is in the role's group: what an escalation means, also of the requesters' role. */
export const group = (w: Watch, role: string): string[] => {
  const id = w.diagram.nodes[role]?.group ?? null;
  const all = id === null ? [] : (w.directory.groups[id]?.members ?? []);
  return all.filter((person) => w.directory.people[person]?.active);
};

export const holds = (
  w: Watch,
  work: Open,
  person: string,
  edges: readonly Assignment[],
): boolean =>
  edges.some((edge) => members(w, edge.role).includes(person)) ||
  calledIn(w, work, person) ||
  (work.added.get(person) === 'S' && w.directory.people[person]?.active === true);

export const calledIn = (w: Watch, work: Open, person: string): boolean =>
  [...work.escalated].some((role) => group(w, role).includes(person));

/** Did the principal really stand behind the actor at this moment? */
export const stands = (w: Watch, work: Open, actor: string, principal: string): boolean =>
  actor === principal ||
  work.delegated.get(principal) === actor ||
  Object.values(w.directory.absences).some(
    (a) => a.person === principal && a.substitute === actor && a.from <= w.at && w.at < a.to,
  );

export const owns = (w: Watch, actor: string | null): boolean => {
  const { owner } = w.diagram.control;
  const people = owner === null ? [w.requester] : group(w, owner);
  return actor !== null && people.some((person) => standsIn(w, actor, person));
};

/** Whose claim on an edge has to be heeded. */
export const claimant = (w: Watch, work: Open, edge: string): string | null => {
  const person = work.claimed.get(edge);
  const role = w.diagram.assignments[edge]?.role;
  if (person === undefined || role === undefined || work.escalated.size > 0) return null;
  if (!members(w, role).includes(person)) return null;
  if (w.recused.get(work.node)?.has(person) === true) return null;
  if (away(w, person)) return null;
  // Who cannot fill the edge any more keeps nobody from it.
  const letter = w.diagram.assignments[edge]?.letter;
  const gate = w.diagram.nodes[work.node]?.kind === 'gate';
  if (!gate) return separation(w, work.node, [person], false, 'limited') === null ? person : null;
  if (letter !== 'A' && letter !== 'S') return person;
  if (work.signs.some((s) => s.edge !== edge && (s.by === person || s.for === person))) return null;
  return barred(w, work.node, [person]) === null ? person : null;
};

/** Nobody in a pair may decide at a gate where they have recused, asked for it, or are kept apart. */
export function barred(w: Watch, node: string, pair: readonly string[]): string | null {
  if (w.rows.requesterBarred && pair.includes(w.requester))
    return `${w.requester} is the requester`;
  const gone = pair.find((person) => w.recused.get(node)?.has(person));
  if (gone !== undefined) return `${gone} had recused`;
  return separation(w, node, pair, true, 'limited');
}

/** The rules this pair breaks at a node that only a limitation lets pass: the event has to say so. */
export const flagged = (w: Watch, node: string, pair: readonly string[], gate: boolean): boolean =>
  (gate && w.rows.neverSigns && pair.includes(w.requester)) ||
  separation(w, node, pair, gate, undefined) !== null;

export function separation(
  w: Watch,
  node: string,
  pair: readonly string[],
  gate: boolean,
  limitation: string | undefined,
): string | null {
  for (const rule of w.rows.rules) {
    if (rule.kind !== 'different' && rule.kind !== 'same' && rule.kind !== 'atMost') continue;
    // A limitation flags what it lets pass.
    if (w.rows.limited.has(rule.id) && limitation !== undefined) continue;
    if (rule.kind === 'atMost') {
      for (const person of gate ? pair : []) {
        const gates = new Set(w.signedGates.get(person)).add(node);
        if (gates.size > rule.gates)
          return `${person} signs ${gates.size} gates, rule ${rule.id} allows ${rule.gates}`;
      }
      continue;
    }
    if (!rule.nodes.includes(node)) continue;
    const others = rule.nodes
      .filter((other) => other !== node)
      .flatMap((other) => [...(w.acted.get(other) ?? [])]);
    if (rule.kind === 'different' && pair.some((person) => others.includes(person)))
      return `${pair.join('/')} acted at another node of ${rule.id}`;
    if (
      rule.kind === 'same' &&
      others.length > 0 &&
      !pair.some((person) => others.includes(person))
    )
      return `${pair.join('/')} did not act at the other node of ${rule.id}`;
  }
  return null;
}
