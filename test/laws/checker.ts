/**
 * The auditor's view of law 3 (CORE.md §10): reads nothing but the drawing, the directory of each moment and the log,
 * and says where a signature or closing should never have been possible. It shares no code with the engine, on
 * purpose: it knows the rules from DOMAIN.md §3–4, not from `authority`.
 */
import type { Assignment, Diagram, Directory, Draft, Json, LogEntry, LogEvent } from './plain.ts';

interface Sign {
  readonly by: string;
  readonly for: string;
  readonly edge: string;
  readonly verdict: string;
  readonly conditions: readonly Draft[];
  readonly n: number;
}
interface Mark {
  readonly by: 'person' | 'engine';
  readonly born: number;
  readonly n: number;
  readonly result: string;
}
interface Open {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  readonly n: number;
  signs: Sign[];
  answers: Map<string, Mark>;
  waived: Map<string, number>;
  recommended: Set<string>;
  escalated: Set<string>;
  delegated: Map<string, string>;
  added: Map<string, string>;
  claimed: Map<string, string>;
}
interface Condition extends Draft {
  readonly node: string;
  readonly n: number;
  open: boolean;
}
/** A gate that approved: who signed which edge, what they read, and since when a change of it is unsigned. */
interface Approved {
  signers: { person: string; edge: string }[];
  readonly reading: readonly string[];
  changed: number | null;
  affirmed: Set<string>;
}

const approving = (verdict: string) => verdict === 'approved' || verdict === 'conditional';

const afterwards: ReadonlySet<string> = new Set([
  'commented',
  'overdue',
  'notified',
  'settled',
  'revoked',
  'reassessed',
  'certified',
]);
/** What the first event of an entry may be while a request is suspended. */
const whileSuspended: ReadonlySet<string> = new Set([
  'edited',
  'attached',
  'opened',
  'commented',
  'resumed',
  'withdrawn',
  'migrated',
  'certified',
]);

const away = (person: string, at: number, directory: Directory): boolean =>
  Object.values(directory.absences).some((a) => a.person === person && a.from <= at && at < a.to);
/** Stands in for somebody outside any work: themselves or as substitute. */
const standsIn = (actor: string, person: string, at: number, directory: Directory): boolean =>
  actor === person ||
  Object.values(directory.absences).some(
    (a) => a.person === person && a.substitute === actor && a.from <= at && at < a.to,
  );

/** The rows of a version, as the checks below ask for them. */
function rowsOf(diagram: Diagram) {
  const rules = Object.values(diagram.rules);
  const fields = Object.values(diagram.fields);
  const never = rules.find((rule) => rule.kind === 'requesterNeverSigns');
  const limited = new Set(
    rules.flatMap((rule) => (rule.kind === 'limitation' ? [rule.limits] : [])),
  );
  const neverSigns = never?.on ?? true;
  return {
    assignments: byNode(Object.values(diagram.assignments)),
    items: byNode(Object.values(diagram.items)),
    evidence: Object.values(diagram.evidence),
    flows: Object.values(diagram.flows),
    rules,
    fields,
    fieldOf: new Map(fields.map((field) => [field.key, field.id])),
    keyOf: new Map(fields.map((field) => [field.id, field.key])),
    limited,
    neverSigns,
    requesterBarred: neverSigns && !(never !== undefined && limited.has(never.id)),
  };
}
function byNode<R extends { readonly node: string }>(
  all: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const row of all) {
    const there = found.get(row.node);
    if (there === undefined) found.set(row.node, [row]);
    else there.push(row);
  }
  return found;
}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The comparisons that random diagrams check, read from their text: what they say of these values. */
function heldOn(text: string, seen: { readonly [path: string]: Json }): string | null {
  const [path = '', sign = '', bound = ''] = text.split(' ');
  if ((sign !== '<=' && sign !== '>=') || bound === '' || text.split(' ').length > 3) return null;
  const value = seen[path];
  if (typeof value !== 'number') return 'unknown';
  const held = sign === '<=' ? value <= Number(bound) : value >= Number(bound);
  return held ? 'pass' : 'fail';
}

export function violations(
  submittedUnder: Diagram,
  log: readonly LogEntry[],
  directoryOf: (n: number) => Directory,
  versions: { readonly [digest: string]: Diagram } = {},
): string[] {
  const found: string[] = [];
  let diagram = submittedUnder;
  let rows = rowsOf(diagram);
  const coveredBy = new Map<string, Set<string>>();
  /** From here on the request is under another version. */
  function under(next: Diagram): void {
    diagram = next;
    rows = rowsOf(next);
    coveredBy.clear();
  }

  let version = 'draft';
  let requester = '';
  let form: { [key: string]: Json } = {};
  let outcome = '';
  let completed = false;
  let suspended = false;
  const changed = new Map<string, number>(); // by field
  const tokens = new Map<string, string>(); // token → node
  const children = new Map<string, string>(); // child request → token
  const issued = new Set<string>(); // tokens still to be signed
  const pieces = new Map<string, { version: number; born: number; n: number }>();
  const seen = new Map<string, number>(); // person + evidence → version
  const behind = new Map<string, Set<string>>(); // token → steps since the last gate
  const acted = new Map<string, Set<string>>();
  const signedGates = new Map<string, Set<string>>(); // person → gates
  const recused = new Map<string, Set<string>>();
  const works = new Map<string, Open>();
  const conditions = new Map<string, Condition>();
  const approved = new Map<string, Approved>();
  let byHand = false;

  /** Fields that a signature at this gate covers: all but those a later step on its way may still edit. */
  function covered(gate: string): Set<string> {
    const known = coveredBy.get(gate);
    if (known) return known;
    const reached = new Set<string>();
    const queue = [gate];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const flow of rows.flows) {
        if (flow.from !== at || reached.has(flow.to)) continue;
        const { route } = flow;
        const backward =
          diagram.nodes[at]?.kind === 'gate' &&
          route.kind === 'outcomes' &&
          route.outcomes.every((o) => o === 'rejected' || o === 'returned' || o === 'expired');
        if (backward) continue;
        reached.add(flow.to);
        queue.push(flow.to);
      }
    }
    const open = new Set([...reached].flatMap((id) => diagram.nodes[id]?.edits ?? []));
    const fields = new Set(rows.fields.map(({ id }) => id).filter((id) => !open.has(id)));
    coveredBy.set(gate, fields);
    return fields;
  }

  const members = (directory: Directory, role: string): string[] =>
    role === diagram.control.requesters
      ? [requester].filter((p) => directory.people[p]?.active)
      : group(directory, role);
  /** Whoever is in the role's group: what an escalation means, also of the requesters' role. */
  const group = (directory: Directory, role: string): string[] => {
    const id = diagram.nodes[role]?.group ?? null;
    const all = id === null ? [] : (directory.groups[id]?.members ?? []);
    return all.filter((person) => directory.people[person]?.active);
  };
  const reading = (work: Open): string[] => {
    const nodes = new Set([work.node, ...(behind.get(work.token) ?? [])]);
    return rows.evidence.filter((piece) => nodes.has(piece.node)).map((piece) => piece.id);
  };
  const fresh = (work: Open, sign: Sign): boolean => {
    for (const field of covered(work.node)) if ((changed.get(field) ?? -1) > sign.n) return false;
    for (const id of reading(work)) {
      const piece = pieces.get(id);
      if (piece && piece.born <= sign.n && sign.n < piece.n) return false;
    }
    for (const mark of work.answers.values())
      if (mark.born <= sign.n && sign.n < mark.n) return false;
    return true;
  };
  const edgesOf = (node: string, ...letters: string[]): Assignment[] =>
    (rows.assignments.get(node) ?? []).filter((edge) => letters.includes(edge.letter));
  const isMet = (work: Open, edge: Assignment, directory: Directory): boolean => {
    const people = new Set(
      work.signs
        .filter((s) => s.edge === edge.id && approving(s.verdict) && fresh(work, s))
        .map((s) => s.for),
    );
    const quorum = edge.quorum ?? { kind: 'any' };
    if (quorum.kind === 'any') return people.size >= 1;
    if (quorum.kind === 'atLeast') return people.size >= quorum.n;
    const here = recused.get(work.node) ?? new Set();
    const all = members(directory, edge.role).filter((person) => !here.has(person));
    // Of all, somebody who has left does not stand in for another; who was called in does.
    const count = [...people].filter(
      (person) => all.includes(person) || calledIn(work, person, directory),
    ).length;
    return count >= Math.max(1, all.length);
  };
  const calledIn = (work: Open, person: string, directory: Directory): boolean =>
    [...work.escalated].some((role) => group(directory, role).includes(person));
  /** Added reviewers whose signature is still waited for. */
  const unsignedAdded = (work: Open, directory: Directory): string[] =>
    [...work.added]
      .filter(([, letter]) => letter === 'S')
      .map(([person]) => person)
      .filter((person) => directory.people[person]?.active === true)
      .filter((person) => recused.get(work.node)?.has(person) !== true)
      .filter(
        (person) =>
          !work.signs.some(
            (s) => s.edge === `added/${person}` && approving(s.verdict) && fresh(work, s),
          ),
      );
  /** Whose claim on an edge has to be heeded. */
  const claimant = (work: Open, edge: string, at: number, directory: Directory): string | null => {
    const person = work.claimed.get(edge);
    const role = diagram.assignments[edge]?.role;
    if (person === undefined || role === undefined || work.escalated.size > 0) return null;
    if (!members(directory, role).includes(person)) return null;
    if (recused.get(work.node)?.has(person) === true) return null;
    if (away(person, at, directory)) return null;
    // Who cannot fill the edge any more keeps nobody from it.
    const letter = diagram.assignments[edge]?.letter;
    const gate = diagram.nodes[work.node]?.kind === 'gate';
    if (!gate) return separation(work.node, [person], false, 'limited') === null ? person : null;
    if (letter !== 'A' && letter !== 'S') return person;
    if (work.signs.some((s) => s.edge !== edge && (s.by === person || s.for === person)))
      return null;
    return barred(work.node, [person]) === null ? person : null;
  };
  const owns = (actor: string | null, at: number, directory: Directory): boolean => {
    const { owner } = diagram.control;
    const people = owner === null ? [requester] : group(directory, owner);
    return actor !== null && people.some((person) => standsIn(actor, person, at, directory));
  };
  /** Nobody in a pair may decide at a gate where they have recused, asked for it, or are kept apart. */
  function barred(node: string, pair: readonly string[]): string | null {
    if (rows.requesterBarred && pair.includes(requester)) return `${requester} is the requester`;
    const gone = pair.find((person) => recused.get(node)?.has(person));
    if (gone !== undefined) return `${gone} had recused`;
    return separation(node, pair, true, 'limited');
  }
  const change = (gate: string, n: number): void => {
    const result = approved.get(gate);
    if (result === undefined || [...works.values()].some((work) => work.node === gate)) return;
    result.changed = n;
    result.affirmed.clear();
  };
  /** The rules this pair breaks at a node that only a limitation lets pass: the event has to say so. */
  const flagged = (node: string, pair: readonly string[], gate: boolean): boolean =>
    (gate && rows.neverSigns && pair.includes(requester)) ||
    separation(node, pair, gate, undefined) !== null;
  /** Did the principal really stand behind the actor at this moment? */
  const stands = (
    work: Open,
    actor: string,
    principal: string,
    at: number,
    directory: Directory,
  ): boolean =>
    actor === principal ||
    work.delegated.get(principal) === actor ||
    Object.values(directory.absences).some(
      (a) => a.person === principal && a.substitute === actor && a.from <= at && at < a.to,
    );
  const holds = (
    work: Open,
    person: string,
    edges: readonly Assignment[],
    directory: Directory,
  ): boolean =>
    edges.some((edge) => members(directory, edge.role).includes(person)) ||
    calledIn(work, person, directory) ||
    (work.added.get(person) === 'S' && directory.people[person]?.active === true);

  function separation(
    node: string,
    pair: readonly string[],
    gate: boolean,
    limitation: string | undefined,
  ): string | null {
    for (const rule of rows.rules) {
      if (rule.kind !== 'different' && rule.kind !== 'same' && rule.kind !== 'atMost') continue;
      // A limitation flags what it lets pass.
      if (rows.limited.has(rule.id) && limitation !== undefined) continue;
      if (rule.kind === 'atMost') {
        for (const person of gate ? pair : []) {
          const gates = new Set(signedGates.get(person)).add(node);
          if (gates.size > rule.gates)
            return `${person} signs ${gates.size} gates, rule ${rule.id} allows ${rule.gates}`;
        }
        continue;
      }
      if (!rule.nodes.includes(node)) continue;
      const others = rule.nodes
        .filter((other) => other !== node)
        .flatMap((other) => [...(acted.get(other) ?? [])]);
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

  function event(e: LogEvent, entry: LogEntry): void {
    const { n, at } = entry;
    const directory = directoryOf(n);
    const actor = entry.actor.kind === 'person' ? entry.actor.id : null;
    const bad = (why: string) => found.push(`entry ${n}, ${e.type}: ${why}`);
    // What runs on after the end: comments, and conditions that fall overdue and are told to their owners.
    if (completed && !afterwards.has(e.type)) bad('after the end');
    switch (e.type) {
      case 'submitted':
        requester = e.requester;
        form = { ...e.form };
        tokens.set('t1', e.node);
        if (e.requester !== actor && entry.actor.kind === 'person')
          bad('submitted for somebody else');
        break;
      case 'edited': {
        const fields = e.keys.map((key) => rows.fieldOf.get(key) ?? key);
        for (const field of fields) changed.set(field, n);
        for (const key of e.keys) form[key] = e.changes[key] ?? null;
        for (const gate of approved.keys())
          if (fields.some((field) => covered(gate).has(field))) change(gate, n);
        const steps = [...works.values()].filter(
          (work) => diagram.nodes[work.node]?.kind === 'step',
        );
        const allowed = steps.some((work) => {
          const workers = edgesOf(work.node, 'R', 'A');
          const person = entry.for ?? actor ?? '';
          if (!holds(work, person, workers, directory)) return false;
          const edits = diagram.nodes[work.node]?.edits;
          const ofRequester = workers.some((edge) => edge.role === diagram.control.requesters);
          if (edits === undefined) return ofRequester;
          return fields.every((field) => edits.includes(field));
        });
        const corrects = suspended && e.reason !== undefined && owns(actor, at, directory);
        if (e.keys.length > 0 && !allowed && !corrects)
          bad(`fields ${e.keys.join(', ')} were not to be edited`);
        break;
      }
      case 'attached':
        if (pieces.has(e.evidence))
          for (const [gate, { reading: read }] of approved)
            if (read.includes(e.evidence)) change(gate, n);
        pieces.set(e.evidence, { version: e.version, born: pieces.get(e.evidence)?.born ?? n, n });
        break;
      case 'opened':
        if (actor !== null) seen.set(`${actor} ${e.evidence}`, e.version);
        break;
      case 'entered':
        works.set(e.work, {
          id: e.work,
          node: e.node,
          token: e.token,
          n,
          signs: [],
          answers: new Map(),
          waived: new Map(),
          recommended: new Set(),
          escalated: new Set(),
          delegated: new Map(),
          added: new Map(),
          claimed: new Map(),
        });
        for (const condition of conditions.values())
          if (condition.node === e.node) condition.open = false;
        break;
      case 'checked': {
        const work = works.get(e.work);
        for (const { item, result } of e.results)
          work?.answers.set(item, {
            by: 'engine',
            born: work.answers.get(item)?.born ?? n,
            n,
            result,
          });
        break;
      }
      case 'answered': {
        const work = works.get(e.work);
        if (!work) return void bad('work is not open');
        for (const { item, result } of e.answers) {
          const row = diagram.items[item];
          if (!row || row.node !== work.node || row.check !== undefined)
            bad(`${item} is not to be answered here`);
          work.answers.set(item, {
            by: 'person',
            born: work.answers.get(item)?.born ?? n,
            n,
            result,
          });
        }
        if (!holds(work, entry.for ?? actor ?? '', edgesOf(work.node, 'A', 'S', 'R'), directory))
          bad(`${actor} holds no edge`);
        break;
      }
      case 'waived': {
        const work = works.get(e.work);
        if (!work) return void bad('work is not open');
        if (diagram.items[e.item]?.waivable !== true) bad(`${e.item} is not waivable`);
        const conditional = rows.flows.some(
          (flow) =>
            flow.from === work.node &&
            flow.route.kind === 'outcomes' &&
            flow.route.outcomes.includes('conditional'),
        );
        if (!conditional) bad('no flow for conditional');
        if (!holds(work, entry.for ?? actor ?? '', edgesOf(work.node, 'A', 'S'), directory))
          bad(`${actor} holds no signing edge`);
        work.waived.set(e.item, n);
        break;
      }
      case 'recommended':
      case 'escalated':
      case 'delegated':
      case 'added':
      case 'recused':
      case 'claimed':
      case 'released': {
        const work = works.get(e.work);
        if (!work) return void bad('work is not open');
        handed(e, entry, work, directory, bad);
        break;
      }
      case 'signed': {
        const work = works.get(e.work);
        if (!work) return void bad('work is not open');
        if (actor === null) return void bad('nobody signed');
        const pair = [...new Set([actor, e.for])];
        const edge = diagram.assignments[e.edge];
        // An added reviewer has a seat of their own.
        const seat = e.edge === `added/${e.for}` && work.added.get(e.for) === 'S';
        if (!seat && (edge?.node !== e.node || (edge.letter !== 'A' && edge.letter !== 'S')))
          bad(`${e.edge} is no signing edge here`);
        if (!stands(work, actor, e.for, at, directory)) bad(`${actor} does not stand for ${e.for}`);
        const member =
          edge !== undefined &&
          (members(directory, edge.role).includes(e.for) ||
            [...work.escalated].some((role) => group(directory, role).includes(e.for)));
        if (!seat && !member) bad(`${e.for} does not hold ${e.edge}`);
        if (seat && directory.people[e.for]?.active !== true) bad(`${e.for} is not active`);
        if (rows.neverSigns && pair.includes(requester) && e.limitation === undefined)
          bad(`the requester ${requester} signs`);
        const apart = separation(e.node, pair, true, e.limitation);
        if (apart !== null) bad(apart);
        for (const person of pair)
          if (recused.get(e.node)?.has(person)) bad(`${person} had recused`);
        const holder = claimant(work, e.edge, at, directory);
        if (holder !== null && holder !== e.for) bad(`${holder} had claimed ${e.edge}`);
        const earlier = work.signs.find((s) => s.by === actor && s.for === e.for);
        if (earlier && earlier.edge !== e.edge)
          bad(`${actor} moved from ${earlier.edge} to ${e.edge}`);
        if (work.signs.some((s) => s !== earlier && pair.some((p) => p === s.by || p === s.for)))
          bad(`${pair.join('/')} signs twice`);
        work.signs = [
          ...work.signs.filter((s) => s !== earlier),
          { by: actor, for: e.for, edge: e.edge, verdict: e.verdict, conditions: e.conditions, n },
        ];
        if (approving(e.verdict)) approvals(work, actor, edge, directory, bad);
        for (const { due } of e.conditions)
          if (due <= (entry.clock ?? at)) bad('a condition is due before it is asked for');
        for (const person of pair) {
          acted.set(e.node, new Set(acted.get(e.node)).add(person));
          signedGates.set(person, new Set(signedGates.get(person)).add(e.node));
        }
        break;
      }
      case 'closed':
        closing(e, entry, directory, bad);
        break;
      case 'forked': {
        leaves(e.token, e.node, bad);
        for (const branch of e.into) behind.set(branch.token, new Set(behind.get(e.token)));
        behind.delete(e.token);
        for (const branch of e.into) tokens.set(branch.token, branch.to);
        break;
      }
      case 'joined': {
        for (const token of e.tokens) leaves(token, e.node, bad);
        behind.set(e.token, new Set(e.tokens.flatMap((token) => [...(behind.get(token) ?? [])])));
        tokens.set(e.token, e.to);
        break;
      }
      case 'cancelled':
        for (const id of e.work) works.delete(id);
        for (const token of e.tokens) tokens.delete(token);
        break;
      case 'moved':
        leaves(e.token, e.from, bad);
        tokens.set(e.token, e.to);
        break;
      case 'spawned':
        if (diagram.nodes[tokens.get(e.token) ?? '']?.kind !== 'subprocess')
          bad(`${e.token} asks for no child`);
        children.set(e.child, e.token);
        break;
      case 'childEnded':
        if (entry.actor.kind !== 'system') bad('told by nobody who would know');
        if (children.get(e.child) !== e.token || !tokens.has(e.token))
          bad(`nobody waits for ${e.child}`);
        children.delete(e.child);
        onward(e.token, e.outcome, entry, bad);
        break;
      case 'issued':
        if (diagram.nodes[e.node]?.issues !== true) bad(`${e.node} issues nothing`);
        issued.add(e.token);
        break;
      case 'certified':
        if (entry.actor.kind !== 'system') bad('signed by nobody who could');
        if (!issued.delete(e.token)) bad(`${e.token} was not issued, or is signed already`);
        break;
      case 'migrated':
        migrated(e, entry, directory, bad);
        break;
      case 'reassessed':
        if (!owns(actor, at, directory)) bad(`${actor} may not reassess`);
        reassessed(e, bad);
        break;
      case 'overtaken':
        if (!approved.has(e.node)) bad(`${e.node} has not approved`);
        change(e.node, n);
        break;
      case 'affirmed':
        affirmed(e, entry, directory, bad);
        break;
      case 'settled': {
        const condition = conditions.get(e.condition);
        if (condition?.open !== true) return void bad(`${e.condition} is not open`);
        if (actor === null) return void bad('nobody settled it');
        condition.open = false;
        settledBy(e.how, condition, entry, actor, directory, bad);
        break;
      }
      case 'overdue': {
        const condition = conditions.get(e.condition);
        if (condition?.open !== true) bad(`${e.condition} is not open`);
        if (entry.actor.kind !== 'clock') bad('not told by the clock');
        break;
      }
      case 'ended': {
        leaves(e.token, e.node, bad);
        const end = diagram.nodes[e.node];
        const against =
          end?.outcome === 'expired' ||
          (end?.terminating === true && (end.outcome === 'rejected' || end.outcome === 'revoked'));
        for (const [id, { open, effect }] of conditions)
          if (open && effect === 'end' && !against) bad(`condition ${id} is open`);
        for (const [gate, result] of approved)
          if (end?.issues === true && result.changed !== null)
            bad(`${gate} was changed at ${result.changed}, and a token is issued`);
        break;
      }
      case 'suspended':
        suspended = true;
        byHand = e.incident.code === 'by_hand';
        if (byHand && !owns(actor, at, directory)) bad(`${actor} is not the owner`);
        break;
      case 'resumed':
        if (!suspended) bad('it was not suspended');
        if (byHand && !owns(actor, at, directory)) bad(`${actor} is not the owner`);
        suspended = false;
        byHand = false;
        break;
      case 'withdrawn':
        if (
          actor === null ||
          !(standsIn(actor, requester, at, directory) || owns(actor, at, directory))
        )
          bad(`${actor} neither asked for it nor owns it`);
        break;
      case 'revoked':
        if (!completed || !owns(actor, at, directory)) bad(`${actor} may not revoke`);
        if (outcome !== 'approved' && outcome !== 'completed') bad(`nothing stands: ${outcome}`);
        outcome = 'revoked';
        break;
      case 'completed':
        completed = true;
        suspended = false;
        outcome = e.outcome;
        if (tokens.size > 0) bad(`completed with tokens ${[...tokens.keys()].join(', ')}`);
        if (works.size > 0) bad(`completed with open work ${[...works.keys()].join(', ')}`);
        break;
      case 'commented':
      case 'notified':
      default:
        break;
    }
  }

  /** A token goes on from where it is, and from nowhere else. */
  function leaves(token: string, from: string, bad: (why: string) => void): void {
    if (tokens.get(token) !== from) bad(`${token} is not at ${from}`);
    tokens.delete(token);
  }

  /** A child's end selects the way on: the same entry takes the token along a flow for that outcome, or stops. */
  function onward(
    token: string,
    ended: string,
    { events }: LogEntry,
    bad: (why: string) => void,
  ): void {
    const move = events.find((e) => e.type === 'moved' && e.token === token);
    if (move?.type !== 'moved') {
      if (!events.some((e) => e.type === 'suspended')) bad(`${token} stays where it is`);
      return;
    }
    const route = diagram.flows[move.flow]?.route;
    if (route?.kind === 'outcomes' && !route.outcomes.includes(ended))
      bad(`${ended} does not lead along ${move.flow}`);
  }

  /** Another version: only where every token has its node; what was signed and answered under this one is asked again. */
  function migrated(
    e: Extract<LogEvent, { type: 'migrated' }>,
    { n, at, actor }: LogEntry,
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    const next = versions[e.to];
    if (!owns(actor.kind === 'person' ? actor.id : null, at, directory)) bad('not by the owner');
    if (e.from !== version) bad(`it is under ${version}, not under ${e.from}`);
    if (next === undefined) return bad(`${e.to} is no version`);
    for (const [token, node] of tokens)
      if (next.nodes[node]?.kind !== diagram.nodes[node]?.kind)
        bad(`${token} is at ${node}, which the version does not have`);
    const keys = new Set<string>();
    for (const field of rows.fields) {
      const now = next.fields[field.id]?.key;
      if (now === undefined || form[field.key] === undefined) continue;
      keys.add(now);
      if (!same(e.form[now], form[field.key])) bad(`the value of ${field.id} is another`);
    }
    for (const key of Object.keys(e.form)) if (!keys.has(key)) bad(`${key} comes from nowhere`);
    for (const work of works.values()) {
      if (work.signs.length > 0 && !e.dropped.signatures.includes(work.id))
        bad(`signatures under another version stand at ${work.id}`);
      work.signs = [];
      for (const id of new Set([...work.answers.keys(), ...work.waived.keys()])) {
        const [before, after] = [diagram.items[id], next.items[id]];
        if (before === undefined || after?.text !== before.text) {
          work.answers.delete(id);
          work.waived.delete(id);
          continue;
        }
        if (!after.waivable && work.waived.delete(id)) work.answers.delete(id);
        // What the engine said stands only where the version still has it say something.
        const manual = after.check === undefined && after.when === undefined;
        if (manual && work.answers.get(id)?.by === 'engine') work.answers.delete(id);
      }
    }
    for (const gate of approved.values()) {
      if (gate.changed === null) continue;
      gate.changed = n;
      gate.affirmed.clear();
    }
    form = { ...e.form };
    version = e.to;
    under(next);
  }

  /** What is said of every automated item of the gates that approved, none left out, as the values seen have it. */
  function reassessed(
    e: Extract<LogEvent, { type: 'reassessed' }>,
    bad: (why: string) => void,
  ): void {
    const said = new Set(e.results.map(({ item }) => item));
    if (said.size < e.results.length) bad('says something twice');
    for (const gate of approved.keys())
      for (const item of rows.items.get(gate) ?? [])
        if (item.check !== undefined && !said.has(item.id)) bad(`${item.id} is left out`);
    for (const { item: id, result, seen: values = {} } of e.results) {
      const item = diagram.items[id];
      if (item === undefined || !approved.has(item.node)) {
        bad(`${id} is not to be asked`);
        continue;
      }
      if (result === 'na' && item.when === undefined) bad(`${id} always applies`);
      for (const [path, value] of Object.entries(values))
        if (path.startsWith('form.') && !same(form[path.slice(5)], value))
          bad(`${path} was not ${JSON.stringify(value)}`);
      const held = result === 'na' || item.check === undefined ? null : heldOn(item.check, values);
      if (held !== null && held !== result) bad(`${id} is ${held}, not ${result}`);
    }
  }

  function approvals(
    work: Open,
    signer: string,
    edge: Assignment | undefined,
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    for (const id of reading(work)) {
      const piece = pieces.get(id);
      const own = diagram.evidence[id]?.node === work.node;
      if (!piece) {
        if (own) bad(`${id} is missing`);
      } else if (seen.get(`${signer} ${id}`) !== piece.version)
        bad(`${signer} has not opened ${id} in its last version`);
    }
    for (const item of rows.items.get(work.node) ?? []) {
      if (!item.required || work.waived.has(item.id)) continue;
      const result = work.answers.get(item.id)?.result;
      if (result === 'fail' || result === 'unknown') bad(`${item.id} is ${result}`);
    }
    for (const asked of edgesOf(work.node, 'C'))
      if (asked.before === true && !work.recommended.has(asked.id))
        bad(`${asked.id} was not asked`);
    if (edge?.letter === 'A') {
      for (const other of edgesOf(work.node, 'S'))
        if (!isMet(work, other, directory)) bad(`the keeper signs before ${other.id} is met`);
      for (const person of unsignedAdded(work, directory))
        bad(`the keeper signs before ${person}, who was added`);
    }
    for (const [id, { open, effect, n }] of conditions)
      if (open && effect === 'nextGate' && n <= work.n) bad(`condition ${id} comes first`);
  }

  /** Claims, delegations, recusals, escalations, added reviewers, advice. */
  function handed(
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
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    const { at } = entry;
    const gate = diagram.nodes[work.node]?.kind === 'gate';
    if (e.type === 'escalated' && e.why === 'breach') {
      if (entry.actor.kind !== 'clock') bad('a breach is told by the clock');
      work.escalated.add(e.role);
      return;
    }
    if (entry.actor.kind !== 'person') return bad('nobody did it');
    const actor = entry.actor.id;
    const principal = entry.for ?? actor;
    const pair = [...new Set([actor, principal])];
    const signing = edgesOf(work.node, 'A', 'S');
    if (!stands(work, actor, principal, at, directory))
      bad(`${actor} does not stand for ${principal}`);
    switch (e.type) {
      case 'claimed':
      case 'released': {
        const edge = diagram.assignments[e.assignment];
        const holder = claimant(work, e.assignment, at, directory);
        if (e.type === 'released') {
          if (holder !== null && holder !== principal) bad(`${holder} had claimed ${e.assignment}`);
          work.claimed.delete(e.assignment);
          return;
        }
        if (edge?.node !== work.node) return bad(`${e.assignment} is not there`);
        const one = edge.letter === 'R' || (edge.quorum ?? { kind: 'any' }).kind === 'any';
        if (!one || edge.letter === 'C' || edge.letter === 'I')
          bad(`${edge.id} is not for one person`);
        if (
          !members(directory, edge.role).includes(principal) &&
          !calledIn(work, principal, directory)
        )
          bad(`${principal} does not hold ${edge.id}`);
        if (holder !== null && holder !== principal) bad(`${holder} had claimed ${edge.id}`);
        if (gate && edge.letter !== 'R' && rows.requesterBarred && pair.includes(requester))
          bad('the requester claims');
        work.claimed.set(edge.id, principal);
        return;
      }
      case 'delegated': {
        const edges = edgesOf(work.node, 'A', 'S', 'R', ...(gate ? ['C'] : []));
        if (principal !== actor) bad(`${actor} hands on what is ${principal}'s`);
        if (!holds(work, actor, edges, directory) && !work.added.has(actor))
          bad(`${actor} has no part there`);
        if (recused.get(work.node)?.has(actor) === true) bad(`${actor} had recused`);
        if (e.to === null) work.delegated.delete(actor);
        else if (e.to === actor || directory.people[e.to]?.active !== true)
          bad(`${e.to} cannot take it`);
        else work.delegated.set(actor, e.to);
        return;
      }
      case 'recused': {
        const could = Object.keys(directory.people).some(
          (person) =>
            stands(work, actor, person, at, directory) && holds(work, person, signing, directory),
        );
        if (!gate || !could) bad(`${actor} has no signature to give there`);
        if (principal !== actor) bad(`${actor} recuses ${principal}`);
        if (work.signs.some((s) => s.by === actor || s.for === actor)) bad(`${actor} has signed`);
        recused.set(work.node, new Set(recused.get(work.node)).add(actor));
        return;
      }
      case 'escalated':
      case 'added': {
        const keeper =
          (edgesOf(work.node, 'A').some((edge) =>
            members(directory, edge.role).includes(principal),
          ) ||
            calledIn(work, principal, directory)) &&
          barred(work.node, pair) === null;
        const owner = e.type === 'escalated' && owns(actor, at, directory);
        if (!gate || !(keeper || owner)) bad(`${actor} does not keep ${work.node}`);
        if (e.type === 'escalated') {
          if (diagram.nodes[e.role]?.kind !== 'role') bad(`${e.role} is no role`);
          work.escalated.add(e.role);
          return;
        }
        if (directory.people[e.person]?.active !== true) bad(`${e.person} is not active`);
        if (e.letter === 'S') {
          const why = barred(work.node, [e.person]);
          if (why !== null) bad(`${e.person} could not sign: ${why}`);
          if (work.signs.some((s) => s.by === e.person || s.for === e.person))
            bad(`${e.person} has signed`);
        }
        work.added.set(e.person, e.letter);
        return;
      }
      case 'recommended': {
        const edge = diagram.assignments[e.edge];
        const consulted =
          edge?.node === work.node &&
          edge.letter === 'C' &&
          members(directory, edge.role).includes(principal);
        if (!consulted && !(e.edge === `added/${principal}` && work.added.get(principal) === 'C'))
          bad(`${principal} was not asked`);
        if (pair.some((person) => recused.get(work.node)?.has(person))) bad('had recused');
        work.recommended.add(e.edge);
      }
    }
  }

  /** A change that a gate had signed is signed again: by its signers, who stands in, or who takes their place. */
  function affirmed(
    e: Extract<LogEvent, { type: 'affirmed' }>,
    entry: LogEntry,
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    const gate = approved.get(e.node);
    if (gate === undefined || gate.changed === null) return bad('nothing has changed there');
    if (entry.actor.kind !== 'person') return bad('nobody affirmed');
    const actor = entry.actor.id;
    const pair = [...new Set([actor, e.for])];
    if (!standsIn(actor, e.for, entry.at, directory)) bad(`${actor} does not stand for ${e.for}`);
    if (directory.people[e.for]?.active !== true) bad(`${e.for} is not active`);
    const place = gate.signers.find((one) => one.person === (e.instead ?? e.for));
    if (place === undefined || place.edge !== e.edge) return bad(`${e.for} has not signed there`);
    if (gate.affirmed.has(place.person)) bad(`${place.person} has affirmed`);
    if (e.instead !== undefined) {
      const own = diagram.assignments[e.edge];
      const role = own?.role ?? edgesOf(e.node, 'A')[0]?.role ?? '';
      const left =
        directory.people[e.instead]?.active !== true ||
        (own !== undefined && !members(directory, own.role).includes(e.instead));
      if (!left) bad(`${e.instead} is still there`);
      if (!members(directory, role).includes(e.for)) bad(`${e.for} does not hold ${e.edge}`);
      if (gate.signers.some((one) => pair.includes(one.person))) bad(`${e.for} signs twice`);
    }
    const why = barred(e.node, pair);
    if (why !== null) bad(why);
    if (flagged(e.node, pair, true) && e.limitation === undefined) bad('no limitation is told');
    for (const id of gate.reading) {
      if (diagram.evidence[id] === undefined) continue;
      const piece = pieces.get(id);
      if (piece !== undefined && seen.get(`${actor} ${id}`) !== piece.version)
        bad(`${actor} has not opened ${id} in its last version`);
    }
    gate.signers = gate.signers.map((one) =>
      one === place ? { person: e.for, edge: e.edge } : one,
    );
    gate.affirmed.add(e.for);
    if (gate.signers.every((one) => gate.affirmed.has(one.person))) gate.changed = null;
    for (const person of pair) {
      acted.set(e.node, new Set(acted.get(e.node)).add(person));
      signedGates.set(person, new Set(signedGates.get(person)).add(e.node));
    }
  }

  function settledBy(
    how: 'fulfilled' | 'waived',
    { node, owner }: Condition,
    entry: LogEntry,
    actor: string,
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    const principal = entry.for ?? actor;
    const pair = [...new Set([actor, principal])];
    if (!standsIn(actor, principal, entry.at, directory))
      bad(`${actor} does not stand for ${principal}`);
    const letters = how === 'waived' ? ['A', 'S'] : ['A'];
    const signs = edgesOf(node, ...letters).some((edge) =>
      members(directory, edge.role).includes(principal),
    );
    if (how === 'waived') {
      const why = barred(node, pair);
      if (!signs) bad(`${principal} could not sign ${node}`);
      if (why !== null) bad(why);
    } else if (
      !members(directory, owner).includes(principal) &&
      !(signs && !pair.some((person) => recused.get(node)?.has(person)))
    )
      bad(`${principal} neither owns the condition nor keeps its gate`);
  }

  function closing(
    e: Extract<LogEvent, { type: 'closed' }>,
    entry: LogEntry,
    directory: Directory,
    bad: (why: string) => void,
  ): void {
    const work = works.get(e.work);
    if (!work) return bad('work is not open');
    works.delete(e.work);
    if (diagram.nodes[e.node]?.kind === 'step') {
      const pair = [...new Set(e.by ?? [])];
      const principal = entry.for ?? (entry.actor.kind === 'person' ? entry.actor.id : '');
      const worked = edgesOf(e.node, 'R', 'A').filter((edge) =>
        members(directory, edge.role).includes(principal),
      );
      if (worked.length === 0) bad(`${principal} does not work ${e.node}`);
      const free = worked.some((edge) => {
        const holder = claimant(work, edge.id, entry.at, directory);
        return holder === null || holder === principal;
      });
      if (worked.length > 0 && !free) bad(`somebody else had claimed ${e.node}`);
      const apart = separation(e.node, pair, false, e.limitation);
      if (apart !== null) bad(apart);
      for (const piece of rows.evidence)
        if (piece.node === e.node && !pieces.has(piece.id)) bad(`${piece.id} is missing`);
      unanswered(work, bad);
      for (const person of pair) acted.set(e.node, new Set(acted.get(e.node)).add(person));
      behind.set(work.token, new Set(behind.get(work.token)).add(e.node));
      return;
    }
    if (approving(e.outcome)) {
      for (const edge of edgesOf(e.node, 'A', 'S'))
        if (!isMet(work, edge, directory)) bad(`closes short of ${edge.id}`);
      for (const person of unsignedAdded(work, directory))
        bad(`${person} was added and has not signed`);
      unanswered(work, bad);
      const conditional =
        work.waived.size > 0 ||
        work.signs.some((s) => s.verdict === 'conditional' && fresh(work, s));
      if (conditional !== (e.outcome === 'conditional'))
        bad(`outcome ${e.outcome} with ${conditional ? 'a' : 'no'} condition or waiver`);
      const counted = work.signs.filter((s) => approving(s.verdict) && fresh(work, s));
      const asked = counted.flatMap((s) => s.conditions);
      if ((e.conditions ?? []).length !== asked.length)
        bad(`${asked.length} conditions were asked for, ${(e.conditions ?? []).length} hold`);
      for (const each of e.conditions ?? [])
        conditions.set(each.id, { ...each, node: e.node, n: entry.n, open: true });
      approved.set(e.node, {
        signers: counted.map((s) => ({ person: s.for, edge: s.edge })),
        reading: reading(work),
        changed: null,
        affirmed: new Set(),
      });
    } else if (e.outcome !== 'expired' && !work.signs.some((s) => s.verdict === e.outcome))
      bad(`nobody said ${e.outcome}`);
    if (!approving(e.outcome)) approved.delete(e.node);
    behind.set(work.token, new Set());
  }

  function unanswered(work: Open, bad: (why: string) => void): void {
    for (const item of rows.items.get(work.node) ?? []) {
      if (!item.required || work.waived.has(item.id)) continue;
      const result = work.answers.get(item.id)?.result ?? 'open';
      if (result !== 'pass' && result !== 'na') bad(`${item.id} is ${result}`);
    }
  }

  for (const entry of log) {
    const [first] = entry.events;
    if (suspended && first !== undefined && !whileSuspended.has(first.type))
      found.push(`entry ${entry.n}, ${first.type}: the request is suspended`);
    for (const each of entry.events) event(each, entry);
    // What the checker holds to be overtaken, the log has to say.
    if (first?.type === 'migrated') continue;
    for (const [gate, { changed: since }] of approved)
      if (since === entry.n && !entry.events.some((e) => e.type === 'overtaken' && e.node === gate))
        found.push(`entry ${entry.n}, edited: ${gate} is overtaken, and nobody is told`);
  }
  return found;
}
