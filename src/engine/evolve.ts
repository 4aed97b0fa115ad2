/**
 * The fold of a request's log: state and event, nothing else (no version, directory, clock or calendar; what had to be
 * looked up stands in the event). Nothing here branches on a private value, so a redacted log folds to the same
 * tokens, work, signatures and outcome.
 */
import type {
  AssignmentId,
  ConditionId,
  ItemId,
  NodeId,
  PersonId,
  SplitId,
  TokenId,
  WorkId,
} from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Event, EventOf, Stamp } from './event.ts';
import { mergeMetrics } from './metrics.ts';
import type { Answer, Condition, Request, Result, Signature, Token, Work } from './request.ts';

/** A record its holder may write to; the values inside stay immutable: arrays and maps are replaced, never written. */
export type Own = { -readonly [K in keyof Request]: Request[K] };

/** A record of one's own. Written out, for it is made at every command: a spread takes several times as long. */
export const copyOf = (request: Request): Own => ({
  id: request.id,
  sop: request.sop,
  version: request.version,
  parent: request.parent,
  status: request.status,
  outcome: request.outcome,
  requester: request.requester,
  submittedAt: request.submittedAt,
  tier: request.tier,
  form: request.form,
  changed: request.changed,
  metrics: request.metrics,
  evidence: request.evidence,
  opened: request.opened,
  tokens: request.tokens,
  work: request.work,
  rounds: request.rounds,
  results: request.results,
  acted: request.acted,
  recused: request.recused,
  conditions: request.conditions,
  incidents: request.incidents,
  issued: request.issued,
  next: request.next,
  n: request.n,
  at: request.at,
});

/** One event on top of a request, which is left as it is. */
export function evolve(request: Request, event: Event, stamp: Stamp): Request {
  const own = copyOf(request);
  apply(own, event, stamp);
  return own;
}

/** All events of one entry. */
export function fold(request: Request, events: readonly Event[], stamp: Stamp): Request {
  const own = copyOf(request);
  own.n = stamp.n;
  own.at = stamp.at;
  for (const event of events) apply(own, event, stamp);
  return own;
}

/** As `evolve`, on a record the caller owns. Throws never on a log that `decide` wrote. */
export function apply(own: Own, event: Event, stamp: Stamp): void {
  own.n = stamp.n;
  own.at = stamp.at;
  switch (event.type) {
    case 'submitted':
      return submitted(own, event, stamp);
    case 'edited':
      return edited(own, event, stamp);
    case 'attached': {
      const before = own.evidence[event.evidence];
      own.evidence = {
        ...own.evidence,
        [event.evidence]: {
          version: event.version,
          sha256: event.sha256,
          name: event.name,
          born: before?.born ?? stamp.n,
          n: stamp.n,
        },
      };
      if (event.metrics !== undefined) own.metrics = mergeMetrics(own.metrics, event.metrics);
      return;
    }
    case 'opened': {
      if (stamp.by === null) return;
      const seen = { ...own.opened[event.evidence], [stamp.by]: event.version };
      own.opened = { ...own.opened, [event.evidence]: seen };
      return;
    }
    case 'entered':
      return entered(own, event, stamp);
    case 'checked':
      return onWork(own, event.work, (work) => {
        const answers: { [item: string]: Answer } = { ...work.answers };
        for (const { item, result, seen } of event.results)
          answers[item] = {
            result,
            by: null,
            seen,
            born: answers[item]?.born ?? stamp.n,
            n: stamp.n,
          };
        return { ...work, answers };
      });
    case 'answered':
      return onWork(own, event.work, (work) => {
        const answers: { [item: string]: Answer } = { ...work.answers };
        for (const { item, result, comment } of event.answers) {
          const born = answers[item]?.born ?? stamp.n;
          answers[item] =
            comment === undefined
              ? { result, by: stamp.by, born, n: stamp.n }
              : { result, by: stamp.by, comment, born, n: stamp.n };
        }
        return { ...work, answers };
      });
    case 'waived':
      return onWork(own, event.work, (work) => ({
        ...work,
        waived: {
          ...work.waived,
          [event.item]: { by: stamp.by ?? nobody, reason: event.reason, n: stamp.n },
        },
      }));
    case 'recommended':
      return onWork(own, event.work, (work) => ({
        ...work,
        recommended: { ...work.recommended, [event.edge]: stamp.by ?? nobody },
      }));
    case 'signed':
      return signed(own, event, stamp);
    case 'closed':
      return closed(own, event, stamp);
    case 'overtaken':
      return onResult(own, event.node, ({ affirmed: _affirmed, ...result }) => ({
        ...result,
        overtaken: stamp.n,
      }));
    case 'affirmed':
      return affirmed(own, event, stamp);
    case 'revoked':
      own.outcome = 'revoked';
      return;
    case 'claimed':
      return onWork(own, event.work, (work) => ({
        ...work,
        claimed: { ...work.claimed, [event.assignment]: stamp.for ?? stamp.by ?? nobody },
      }));
    case 'released':
      return onWork(own, event.work, (work) => {
        const claimed: { [edge: AssignmentId]: PersonId } = { ...work.claimed };
        delete claimed[event.assignment];
        return { ...work, claimed };
      });
    case 'delegated':
      return onWork(own, event.work, (work) => {
        const delegated: { [from: PersonId]: PersonId } = { ...work.delegated };
        const from = stamp.for ?? stamp.by ?? nobody;
        if (event.to === null) delete delegated[from];
        else delegated[from] = event.to;
        return { ...work, delegated };
      });
    case 'recused': {
      const people = own.recused[event.node] ?? [];
      const who = stamp.for ?? stamp.by ?? nobody;
      if (!people.includes(who)) own.recused = { ...own.recused, [event.node]: [...people, who] };
      return;
    }
    case 'added':
      return onWork(own, event.work, (work) => ({
        ...work,
        added: [
          ...work.added,
          { person: event.person, letter: event.letter, by: stamp.by ?? nobody },
        ],
      }));
    case 'escalated':
      return onWork(own, event.work, (work) => {
        const escalated = work.escalated.includes(event.role)
          ? work.escalated
          : [...work.escalated, event.role];
        // One breach, one escalation: the clock has done what it can.
        return event.why === 'breach'
          ? { ...work, escalated, due: null, remind: null }
          : { ...work, escalated };
      });
    case 'reminded':
      return onWork(own, event.work, (work) => ({ ...work, remind: null }));
    case 'overdue':
      return onCondition(own, event.condition, { overdue: true });
    case 'settled':
      return onCondition(own, event.condition, { status: event.how });
    case 'moved': {
      const token = own.tokens.find((each) => each.id === event.token);
      if (token === undefined) return;
      const moved: Token = {
        id: token.id,
        node: event.to,
        via: event.flow,
        splits: without(token.splits, event.left),
        behind: token.behind,
      };
      own.tokens = coloured(insteadOf(own.tokens, [event.token], [moved]));
      return;
    }
    case 'forked': {
      const token = own.tokens.find((each) => each.id === event.token);
      if (token === undefined) return;
      const splits = [...without(token.splits, event.left), event.split];
      const made = event.into.map((branch): Token => ({
        id: branch.token,
        node: branch.to,
        via: branch.flow,
        splits,
        behind: token.behind,
      }));
      own.tokens = coloured(insteadOf(own.tokens, [event.token], made));
      own.next = { token: own.next.token + made.length, split: own.next.split + 1 };
      return;
    }
    case 'joined': {
      const gone = own.tokens.filter((each) => event.tokens.includes(each.id));
      const made: Token = {
        id: event.token,
        node: event.to,
        via: event.flow,
        splits: without(without(united(gone.map((each) => each.splits)), event.closes), event.left),
        behind: united(gone.map((each) => each.behind)),
      };
      own.tokens = coloured(insteadOf(own.tokens, event.tokens, [made]));
      own.next = { token: own.next.token + 1, split: own.next.split };
      return;
    }
    case 'cancelled':
      own.tokens = coloured(insteadOf(own.tokens, event.tokens, []));
      if (event.work.length > 0)
        own.work = own.work.filter((work) => !event.work.includes(work.id));
      return;
    case 'waiting':
      return onToken(own, event.token, (token) => ({ ...token, wake: event.timers }));
    case 'held':
      return onToken(own, event.token, (token) => ({ ...token, held: true }));
    case 'spawned':
      return onToken(own, event.token, (token) => ({ ...token, child: event.child }));
    case 'ended':
      own.tokens = coloured(insteadOf(own.tokens, [event.token], []));
      return;
    case 'completed':
      own.status = 'completed';
      own.outcome = event.outcome;
      return;
    case 'suspended':
      own.status = 'suspended';
      own.incidents = [...own.incidents, event.incident];
      for (const { work, minutes } of event.left)
        onWork(own, work, (each) => ({ ...each, left: minutes }));
      return;
    case 'resumed':
      own.status = 'running';
      own.incidents = [];
      for (const { work, due, remind } of event.due)
        onWork(own, work, (each) => ({ ...each, due, remind, left: null }));
      for (const token of own.tokens) {
        const wake = event.wake[token.id];
        if (wake !== undefined) onToken(own, token.id, (each) => ({ ...each, wake }));
      }
      return;
    case 'migrated':
      return migrated(own, event, stamp);
    case 'issued':
      own.issued = [
        ...own.issued,
        { token: event.token, node: event.node, n: stamp.n, certified: null },
      ];
      return;
    case 'certified':
      own.issued = own.issued.map((each) =>
        each.token === event.token ? { ...each, certified: stamp.n } : each,
      );
      return;
    case 'childEnded':
      return onToken(own, event.token, (token) => ({ ...token, childEnd: event.outcome }));
    case 'commented':
    case 'withdrawn':
    case 'notified':
    case 'reassessed':
      return; // facts of the log that the state doesn't need
  }
}

const nobody = as<PersonId>('');

function submitted(own: Own, event: EventOf<'submitted'>, stamp: Stamp): void {
  own.id = event.request;
  own.sop = event.sop;
  own.version = event.version;
  own.parent = event.parent ?? null;
  own.status = 'running';
  own.requester = event.requester;
  own.submittedAt = stamp.at;
  own.tier = event.tier;
  own.form = event.form;
  own.tokens = [
    { id: as<TokenId>(`t${own.next.token}`), node: event.node, via: null, splits: [], behind: [] },
  ];
  own.next = { token: own.next.token + 1, split: own.next.split };
}

function edited(own: Own, event: EventOf<'edited'>, stamp: Stamp): void {
  const form: { [key: string]: Json } = { ...own.form };
  const changed: { [key: string]: number } = { ...own.changed };
  for (const key of event.keys) {
    form[key] = event.changes[key] ?? null; // a redacted entry has the keys, no values
    changed[key] = stamp.n;
  }
  own.form = form;
  own.changed = changed;
  if (own.tier === event.tier) return;
  own.tier = event.tier;
  own.work = own.work.map((work) => ({ ...work, recast: stamp.n }));
}

function entered(own: Own, event: EventOf<'entered'>, stamp: Stamp): void {
  own.rounds = { ...own.rounds, [event.node]: event.round };
  own.work = [
    ...own.work,
    {
      id: event.work,
      node: event.node,
      token: event.token,
      round: event.round,
      since: stamp.at,
      n: stamp.n,
      due: event.due,
      remind: event.remind,
      left: null,
      answers: {},
      waived: {},
      signatures: [],
      recommended: {},
      claimed: {},
      delegated: {},
      escalated: [],
      added: [],
    },
  ];
  // The gate decides anew, so what an earlier round of it asked for lapses.
  if (own.conditions.some((each) => each.node === event.node && each.status === 'open'))
    own.conditions = own.conditions.map((each) =>
      each.node === event.node && each.status === 'open'
        ? { ...each, status: 'superseded' as const }
        : each,
    );
}

function signed(own: Own, event: EventOf<'signed'>, stamp: Stamp): void {
  const by = stamp.by ?? event.for;
  const signature: { -readonly [K in keyof Signature]: Signature[K] } = {
    by,
    for: event.for,
    edge: event.edge,
    verdict: event.verdict,
    conditions: event.conditions,
    n: stamp.n,
    content: event.content,
  };
  if (event.reason !== undefined) signature.reason = event.reason;
  if (event.fields !== undefined) signature.fields = event.fields;
  if (event.limitation !== undefined) signature.limitation = event.limitation;
  onWork(own, event.work, (work) => {
    if (work.signatures.length === 0) return { ...work, signatures: [signature] };
    const earlier = work.signatures.find((each) => each.by === by && each.for === event.for);
    const signatures = [...work.signatures.filter((each) => each !== earlier), signature];
    return earlier === undefined || earlier.conditions.length === 0
      ? { ...work, signatures }
      : { ...work, signatures, recast: stamp.n };
  });
  acts(own, event.node, [by, event.for]);
}

function closed(own: Own, event: EventOf<'closed'>, stamp: Stamp): void {
  const work = own.work.find((each) => each.id === event.work);
  if (work === undefined) return;
  own.work = own.work.filter((each) => each !== work);
  own.results = { ...own.results, [event.node]: resultOf(work, event, stamp.n) };
  if (event.by !== undefined) acts(own, event.node, event.by);
  if (event.conditions !== undefined)
    own.conditions = [
      ...own.conditions,
      ...event.conditions.map((each): Condition => ({
        ...each,
        node: event.node,
        status: 'open',
        overdue: false,
        n: stamp.n,
      })),
    ];
  onToken(own, work.token, (token) => {
    if (event.outcome !== 'done') return token.behind.length > 0 ? { ...token, behind: [] } : token;
    return token.behind.includes(event.node)
      ? token
      : { ...token, behind: [...token.behind, event.node] };
  });
}

/** What is kept of closed work; the rest is in the log. */
function resultOf(work: Work, event: EventOf<'closed'>, n: number): Result {
  const { round } = work;
  const { outcome, signers, reading } = event;
  if (signers !== undefined && reading !== undefined) {
    const edges = signers.map(
      (signer) => work.signatures.find((each) => each.for === signer)?.edge ?? noEdge,
    );
    const waived = Object.keys(work.waived).map((id) => as<ItemId>(id));
    return waived.length === 0
      ? { round, outcome, n, signers, edges, reading }
      : { round, outcome, n, signers, edges, reading, waived };
  }
  if (outcome !== 'returned') return { round, outcome, n };
  const fields: string[] = [];
  for (const each of work.signatures)
    if (each.verdict === 'returned')
      for (const field of each.fields ?? []) if (!fields.includes(field)) fields.push(field);
  return fields.length === 0 ? { round, outcome, n } : { round, outcome, n, fields };
}
const noEdge = as<AssignmentId>('');

/** A signer, or who takes the place of one that left, signs the change; with the last of them it is caught up. */
function affirmed(own: Own, event: EventOf<'affirmed'>, stamp: Stamp): void {
  onResult(own, event.node, (result) => {
    const { instead } = event;
    const before = result.signers ?? nobodyYet;
    const signers =
      instead === undefined
        ? before
        : before.map((signer) => (signer === instead ? event.for : signer));
    const done = [...(result.affirmed ?? nobodyYet), event.for];
    const { overtaken, affirmed: _, ...rest } = { ...result, signers };
    if (overtaken === undefined || signers.every((signer) => done.includes(signer))) return rest;
    return { ...rest, overtaken, affirmed: done };
  });
  acts(own, event.node, [stamp.by ?? event.for, event.for]);
}

/** What waits for signatures is signed under the new version: also the change of a gate that was overtaken. */
function migrated(own: Own, event: EventOf<'migrated'>, stamp: Stamp): void {
  const { signatures, answers, splits } = event.dropped;
  own.version = event.to;
  own.form = event.form;
  if (event.renamed.length > 0) {
    const changed: { [key: string]: number } = { ...own.changed };
    for (const { from } of event.renamed) delete changed[from];
    for (const { from, to } of event.renamed) {
      const n = own.changed[from];
      if (n !== undefined) changed[to] = n;
    }
    own.changed = changed;
  }
  own.tier = event.tier;
  own.tokens = coloured(
    own.tokens.map((token) => ({
      ...token,
      via: event.via.find((each) => each.token === token.id)?.flow ?? token.via,
      splits: without(token.splits, splits),
    })),
  );
  own.work = own.work.map((work) => {
    const kept: { [item: string]: Answer } = { ...work.answers };
    const waived: { [item: ItemId]: Work['waived'][ItemId] } = { ...work.waived };
    for (const item of answers) {
      delete kept[item];
      delete waived[item];
    }
    return {
      ...work,
      answers: kept,
      waived,
      signatures: signatures.includes(work.id) ? [] : work.signatures,
      recast: stamp.n,
    };
  });
  for (const [id, result] of Object.entries(own.results)) {
    if (result.overtaken === undefined) continue;
    const { affirmed: _, ...rest } = result;
    own.results = { ...own.results, [id]: { ...rest, overtaken: stamp.n } };
  }
}

const nobodyYet: readonly PersonId[] = [];
function acts(own: Own, node: NodeId, people: readonly PersonId[]): void {
  const before = own.acted[node];
  let after = before ?? nobodyYet;
  for (const person of people) if (!after.includes(person)) after = [...after, person];
  if (after !== before && after.length > 0) own.acted = { ...own.acted, [node]: after };
}

function onWork(own: Own, id: WorkId, change: (work: Work) => Work): void {
  const [first] = own.work;
  // Most requests are at one place at a time.
  if (first !== undefined && own.work.length === 1) {
    if (first.id === id) own.work = [change(first)];
    return;
  }
  own.work = own.work.map((work) => (work.id === id ? change(work) : work));
}
function onToken(own: Own, id: TokenId, change: (token: Token) => Token): void {
  const [first] = own.tokens;
  if (first !== undefined && own.tokens.length === 1) {
    if (first.id === id) own.tokens = [change(first)];
    return;
  }
  own.tokens = own.tokens.map((token) => (token.id === id ? change(token) : token));
}
function onResult(own: Own, node: NodeId, change: (result: Result) => Result): void {
  const result = own.results[node];
  if (result !== undefined) own.results = { ...own.results, [node]: change(result) };
}
function onCondition(own: Own, id: ConditionId, set: Partial<Condition>): void {
  own.conditions = own.conditions.map((each) => (each.id === id ? { ...each, ...set } : each));
}

/** The tokens but those gone, in order of arrival, then the new ones. */
function insteadOf(
  tokens: readonly Token[],
  gone: readonly TokenId[],
  made: readonly Token[],
): readonly Token[] {
  if (tokens.length === 1 && gone.length === 1 && tokens[0]?.id === gone[0]) return made;
  const left: Token[] = [];
  for (const token of tokens) if (!gone.includes(token.id)) left.push(token);
  for (const token of made) left.push(token);
  return left;
}

function without<T>(all: readonly T[], gone: readonly T[] | undefined): readonly T[] {
  if (gone === undefined || gone.length === 0 || all.length === 0) return all;
  return all.filter((each) => !gone.includes(each));
}

function united<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const each of list) if (!all.includes(each)) all.push(each);
  return all;
}

/** A colour that one token alone carries parts nothing: it is dropped, so colours stay few and never leak around loops. */
function coloured(tokens: readonly Token[]): readonly Token[] {
  let some = false;
  for (const token of tokens) if (token.splits.length > 0) some = true;
  if (!some) return tokens;
  const count = new Map<SplitId, number>();
  for (const token of tokens)
    for (const split of token.splits) count.set(split, (count.get(split) ?? 0) + 1);
  return tokens.map((token) =>
    token.splits.some((split) => count.get(split) === 1)
      ? { ...token, splits: token.splits.filter((split) => count.get(split) !== 1) }
      : token,
  );
}
