/**
 * The auditor's view of law 3 (CORE.md §10): reads nothing but the drawing, the directory of each moment and the log,
 * and says where a signature or closing should never have been possible. It shares no code with the engine, on
 * purpose: it knows the rules from DOMAIN.md §3–4, not from `authority`.
 */
import type { Assignment, Diagram, Directory, LogEntry, LogEvent } from './plain.ts';

interface Sign {
  readonly by: string;
  readonly for: string;
  readonly edge: string;
  readonly verdict: string;
  readonly n: number;
}
interface Mark {
  readonly born: number;
  readonly n: number;
  readonly result: string;
}
interface Open {
  readonly id: string;
  readonly node: string;
  readonly token: string;
  signs: Sign[];
  answers: Map<string, Mark>;
  waived: Map<string, number>;
  recommended: Set<string>;
  escalated: Set<string>;
  delegated: Map<string, string>;
  added: Map<string, string>;
}

const approving = (verdict: string) => verdict === 'approved' || verdict === 'conditional';

const afterwards: ReadonlySet<string> = new Set(['commented', 'overdue', 'notified']);

export function violations(
  diagram: Diagram,
  log: readonly LogEntry[],
  directoryOf: (n: number) => Directory,
): string[] {
  const found: string[] = [];
  const rows = {
    assignments: Object.values(diagram.assignments),
    items: Object.values(diagram.items),
    evidence: Object.values(diagram.evidence),
    flows: Object.values(diagram.flows),
    rules: Object.values(diagram.rules),
    fields: Object.values(diagram.fields),
  };
  const keyOf = new Map(rows.fields.map((field) => [field.id, field.key]));
  const limited = new Set(
    rows.rules.flatMap((rule) => (rule.kind === 'limitation' ? [rule.limits] : [])),
  );
  const never = rows.rules.find((rule) => rule.kind === 'requesterNeverSigns');
  const neverSigns = never?.on ?? true;

  let requester = '';
  let completed = false;
  let suspended = false;
  const changed = new Map<string, number>();
  const pieces = new Map<string, { version: number; born: number; n: number }>();
  const seen = new Map<string, number>(); // person + evidence → version
  const behind = new Map<string, Set<string>>(); // token → steps since the last gate
  const acted = new Map<string, Set<string>>();
  const signedGates = new Map<string, Set<string>>(); // person → gates
  const recused = new Map<string, Set<string>>();
  const works = new Map<string, Open>();

  const coveredBy = new Map<string, Set<string>>();
  /** Form keys that a signature at this gate covers: all but those a later step on its way may still edit. */
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
    const open = new Set(
      [...reached].flatMap((id) => diagram.nodes[id]?.edits ?? []).map((field) => keyOf.get(field)),
    );
    const keys = new Set(rows.fields.map((field) => field.key).filter((key) => !open.has(key)));
    coveredBy.set(gate, keys);
    return keys;
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
    for (const key of covered(work.node)) if ((changed.get(key) ?? -1) > sign.n) return false;
    for (const id of reading(work)) {
      const piece = pieces.get(id);
      if (piece && piece.born <= sign.n && sign.n < piece.n) return false;
    }
    for (const mark of work.answers.values())
      if (mark.born <= sign.n && sign.n < mark.n) return false;
    return true;
  };
  const edgesOf = (node: string, ...letters: string[]): Assignment[] =>
    rows.assignments.filter((edge) => edge.node === node && letters.includes(edge.letter));
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
    const need = members(directory, edge.role).filter((person) => !here.has(person)).length;
    return people.size >= Math.max(1, need);
  };
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
    [...work.escalated].some((role) => group(directory, role).includes(person)) ||
    work.added.has(person);

  function separation(
    node: string,
    pair: readonly string[],
    gate: boolean,
    flagged: string | undefined,
  ): string | null {
    for (const rule of rows.rules) {
      if (rule.kind !== 'different' && rule.kind !== 'same' && rule.kind !== 'atMost') continue;
      // A limitation flags the signature; a finished step has no signature to flag.
      if (limited.has(rule.id) && (flagged !== undefined || !gate)) continue;
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
        if (e.requester !== actor && entry.actor.kind === 'person')
          bad('submitted for somebody else');
        break;
      case 'edited': {
        for (const key of e.keys) changed.set(key, n);
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
          return e.keys.every((key) => edits.some((field) => keyOf.get(field) === key));
        });
        if (e.keys.length > 0 && !allowed && !(suspended && e.reason !== undefined))
          bad(`fields ${e.keys.join(', ')} were not to be edited`);
        break;
      }
      case 'attached':
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
          signs: [],
          answers: new Map(),
          waived: new Map(),
          recommended: new Set(),
          escalated: new Set(),
          delegated: new Map(),
          added: new Map(),
        });
        break;
      case 'checked': {
        const work = works.get(e.work);
        for (const { item, result } of e.results)
          work?.answers.set(item, { born: work.answers.get(item)?.born ?? n, n, result });
        break;
      }
      case 'answered': {
        const work = works.get(e.work);
        if (!work) return void bad('work is not open');
        for (const { item, result } of e.answers) {
          const row = diagram.items[item];
          if (!row || row.node !== work.node || row.check !== undefined)
            bad(`${item} is not to be answered here`);
          work.answers.set(item, { born: work.answers.get(item)?.born ?? n, n, result });
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
        works.get(e.work)?.recommended.add(e.edge);
        break;
      case 'escalated':
        works.get(e.work)?.escalated.add(e.role);
        break;
      case 'delegated':
        if (actor !== null && e.to !== null) works.get(e.work)?.delegated.set(actor, e.to);
        else if (actor !== null) works.get(e.work)?.delegated.delete(actor);
        break;
      case 'added':
        works.get(e.work)?.added.set(e.person, e.letter);
        break;
      case 'recused':
        recused.set(e.node, new Set([...(recused.get(e.node) ?? []), actor ?? '']));
        break;
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
        if (neverSigns && pair.includes(requester) && e.limitation === undefined)
          bad(`the requester ${requester} signs`);
        const apart = separation(e.node, pair, true, e.limitation);
        if (apart !== null) bad(apart);
        for (const person of pair)
          if (recused.get(e.node)?.has(person)) bad(`${person} had recused`);
        const earlier = work.signs.find((s) => s.by === actor && s.for === e.for);
        if (earlier && earlier.edge !== e.edge)
          bad(`${actor} moved from ${earlier.edge} to ${e.edge}`);
        if (work.signs.some((s) => s !== earlier && pair.some((p) => p === s.by || p === s.for)))
          bad(`${pair.join('/')} signs twice`);
        work.signs = [
          ...work.signs.filter((s) => s !== earlier),
          { by: actor, for: e.for, edge: e.edge, verdict: e.verdict, n },
        ];
        if (approving(e.verdict)) approvals(work, actor, edge, directory, bad);
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
        for (const branch of e.into) behind.set(branch.token, new Set(behind.get(e.token)));
        behind.delete(e.token);
        break;
      }
      case 'joined': {
        behind.set(e.token, new Set(e.tokens.flatMap((token) => [...(behind.get(token) ?? [])])));
        break;
      }
      case 'cancelled':
        for (const id of e.work) works.delete(id);
        break;
      case 'suspended':
        suspended = true;
        break;
      case 'resumed':
        suspended = false;
        break;
      case 'completed':
        completed = true;
        if (works.size > 0) bad(`completed with open work ${[...works.keys()].join(', ')}`);
        break;
      case 'commented':
      default:
        break;
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
    for (const item of rows.items) {
      if (item.node !== work.node || !item.required || work.waived.has(item.id)) continue;
      const result = work.answers.get(item.id)?.result;
      if (result === 'fail' || result === 'unknown') bad(`${item.id} is ${result}`);
    }
    for (const asked of edgesOf(work.node, 'C'))
      if (asked.before === true && !work.recommended.has(asked.id))
        bad(`${asked.id} was not asked`);
    if (edge?.letter === 'A')
      for (const other of edgesOf(work.node, 'S'))
        if (!isMet(work, other, directory)) bad(`the keeper signs before ${other.id} is met`);
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
      if (!holds(work, principal, edgesOf(e.node, 'R', 'A'), directory))
        bad(`${principal} does not work ${e.node}`);
      const apart = separation(e.node, pair, false, undefined);
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
      for (const [person, letter] of work.added)
        if (
          letter === 'S' &&
          !work.signs.some((s) => s.for === person && approving(s.verdict) && fresh(work, s))
        )
          bad(`${person} was added and has not signed`);
      unanswered(work, bad);
      const conditional =
        work.waived.size > 0 ||
        work.signs.some((s) => s.verdict === 'conditional' && fresh(work, s));
      if (conditional !== (e.outcome === 'conditional'))
        bad(`outcome ${e.outcome} with ${conditional ? 'a' : 'no'} condition or waiver`);
    } else if (e.outcome !== 'expired' && !work.signs.some((s) => s.verdict === e.outcome))
      bad(`nobody said ${e.outcome}`);
    behind.set(work.token, new Set());
  }

  function unanswered(work: Open, bad: (why: string) => void): void {
    for (const item of rows.items) {
      if (item.node !== work.node || !item.required || work.waived.has(item.id)) continue;
      const result = work.answers.get(item.id)?.result ?? 'open';
      if (result !== 'pass' && result !== 'na') bad(`${item.id} is ${result}`);
    }
  }

  for (const entry of log) for (const each of entry.events) event(each, entry);
  return found;
}
