/** One event of the log, against all that went before. */
import type { LogEntry, LogEvent } from '../plain.ts';
import { handed } from './handing.ts';
import { affirmed, change, migrated, reassessed, settledBy } from './later.ts';
import { holds, owns, standsIn } from './people.ts';
import { closing, signed } from './signing.ts';
import { edgesOf, leaves } from './watch.ts';
import type { Watch } from './watch.ts';
import { covered } from './weight.ts';

const afterwards: ReadonlySet<string> = new Set([
  'commented',
  'overdue',
  'notified',
  'settled',
  'revoked',
  'reassessed',
  'certified',
]);

export function event(w: Watch, e: LogEvent, entry: LogEntry): void {
  const { n } = entry;
  const actor = entry.actor.kind === 'person' ? entry.actor.id : null;
  // What runs on after the end: comments, and conditions that fall overdue and are told to their owners.
  if (w.completed && !afterwards.has(e.type)) w.bad('after the end');
  switch (e.type) {
    case 'submitted':
      w.requester = e.requester;
      w.form = { ...e.form };
      w.tokens.set('t1', e.node);
      if (e.requester !== actor && entry.actor.kind === 'person')
        w.bad('submitted for somebody else');
      break;
    case 'edited': {
      const fields = e.keys.map((key) => w.rows.fieldOf.get(key) ?? key);
      for (const field of fields) w.changed.set(field, n);
      for (const key of e.keys) w.form[key] = e.changes[key] ?? null;
      for (const gate of w.approved.keys())
        if (fields.some((field) => covered(w, gate).has(field))) change(w, gate, n);
      const steps = [...w.works.values()].filter(
        (work) => w.diagram.nodes[work.node]?.kind === 'step',
      );
      const allowed = steps.some((work) => {
        const workers = edgesOf(w, work.node, 'R', 'A');
        const person = entry.for ?? actor ?? '';
        if (!holds(w, work, person, workers)) return false;
        const edits = w.diagram.nodes[work.node]?.edits;
        const ofRequester = workers.some((edge) => edge.role === w.diagram.control.requesters);
        if (edits === undefined) return ofRequester;
        return fields.every((field) => edits.includes(field));
      });
      const corrects = w.suspended && e.reason !== undefined && owns(w, actor);
      if (e.keys.length > 0 && !allowed && !corrects)
        w.bad(`fields ${e.keys.join(', ')} were not to be edited`);
      break;
    }
    case 'attached':
      if (w.pieces.has(e.evidence))
        for (const [gate, { reading: read }] of w.approved)
          if (read.includes(e.evidence)) change(w, gate, n);
      w.pieces.set(e.evidence, {
        version: e.version,
        born: w.pieces.get(e.evidence)?.born ?? n,
        n,
      });
      break;
    case 'opened':
      if (actor !== null) w.seen.set(`${actor} ${e.evidence}`, e.version);
      break;
    case 'entered':
      w.works.set(e.work, {
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
      for (const condition of w.conditions.values())
        if (condition.node === e.node) condition.open = false;
      break;
    case 'checked': {
      const work = w.works.get(e.work);
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
      const work = w.works.get(e.work);
      if (!work) return w.bad('work is not open');
      for (const { item, result } of e.answers) {
        const row = w.diagram.items[item];
        if (!row || row.node !== work.node || row.check !== undefined)
          w.bad(`${item} is not to be answered here`);
        work.answers.set(item, {
          by: 'person',
          born: work.answers.get(item)?.born ?? n,
          n,
          result,
        });
      }
      if (!holds(w, work, entry.for ?? actor ?? '', edgesOf(w, work.node, 'A', 'S', 'R')))
        w.bad(`${actor} holds no edge`);
      break;
    }
    case 'waived': {
      const work = w.works.get(e.work);
      if (!work) return w.bad('work is not open');
      if (w.diagram.items[e.item]?.waivable !== true) w.bad(`${e.item} is not waivable`);
      const conditional = w.rows.flows.some(
        (flow) =>
          flow.from === work.node &&
          flow.route.kind === 'outcomes' &&
          flow.route.outcomes.includes('conditional'),
      );
      if (!conditional) w.bad('no flow for conditional');
      if (!holds(w, work, entry.for ?? actor ?? '', edgesOf(w, work.node, 'A', 'S')))
        w.bad(`${actor} holds no signing edge`);
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
      const work = w.works.get(e.work);
      if (!work) return w.bad('work is not open');
      handed(w, e, entry, work);
      break;
    }
    case 'signed':
      signed(w, e, entry);
      break;
    case 'closed':
      closing(w, e, entry);
      break;
    case 'forked': {
      leaves(w, e.token, e.node);
      for (const branch of e.into) w.behind.set(branch.token, new Set(w.behind.get(e.token)));
      w.behind.delete(e.token);
      for (const branch of e.into) w.tokens.set(branch.token, branch.to);
      break;
    }
    case 'joined': {
      for (const token of e.tokens) leaves(w, token, e.node);
      w.behind.set(e.token, new Set(e.tokens.flatMap((token) => [...(w.behind.get(token) ?? [])])));
      w.tokens.set(e.token, e.to);
      break;
    }
    case 'cancelled':
      for (const id of e.work) w.works.delete(id);
      for (const token of e.tokens) w.tokens.delete(token);
      break;
    case 'moved':
      leaves(w, e.token, e.from);
      w.tokens.set(e.token, e.to);
      break;
    case 'spawned':
      if (w.diagram.nodes[w.tokens.get(e.token) ?? '']?.kind !== 'subprocess')
        w.bad(`${e.token} asks for no child`);
      w.children.set(e.child, e.token);
      break;
    case 'childEnded':
      if (entry.actor.kind !== 'system') w.bad('told by nobody who would know');
      if (w.children.get(e.child) !== e.token || !w.tokens.has(e.token))
        w.bad(`nobody waits for ${e.child}`);
      w.children.delete(e.child);
      onward(w, e.token, e.outcome, entry);
      break;
    case 'issued':
      if (w.diagram.nodes[e.node]?.issues !== true) w.bad(`${e.node} issues nothing`);
      w.issued.add(e.token);
      break;
    case 'certified':
      if (entry.actor.kind !== 'system') w.bad('signed by nobody who could');
      if (!w.issued.delete(e.token)) w.bad(`${e.token} was not issued, or is signed already`);
      break;
    case 'migrated':
      migrated(w, e, entry);
      break;
    case 'reassessed':
      if (!owns(w, actor)) w.bad(`${actor} may not reassess`);
      reassessed(w, e);
      break;
    case 'overtaken':
      if (!w.approved.has(e.node)) w.bad(`${e.node} has not approved`);
      change(w, e.node, n);
      break;
    case 'affirmed':
      affirmed(w, e, entry);
      break;
    case 'settled': {
      const condition = w.conditions.get(e.condition);
      if (condition?.open !== true) return w.bad(`${e.condition} is not open`);
      if (actor === null) return w.bad('nobody settled it');
      condition.open = false;
      settledBy(w, e.how, condition, entry, actor);
      break;
    }
    case 'overdue': {
      const condition = w.conditions.get(e.condition);
      if (condition?.open !== true) w.bad(`${e.condition} is not open`);
      if (entry.actor.kind !== 'clock') w.bad('not told by the clock');
      break;
    }
    case 'ended': {
      leaves(w, e.token, e.node);
      const end = w.diagram.nodes[e.node];
      const against =
        end?.outcome === 'expired' ||
        (end?.terminating === true && (end.outcome === 'rejected' || end.outcome === 'revoked'));
      for (const [id, { open, effect }] of w.conditions)
        if (open && effect === 'end' && !against) w.bad(`condition ${id} is open`);
      for (const [gate, result] of w.approved)
        if (end?.issues === true && result.changed !== null)
          w.bad(`${gate} was changed at ${result.changed}, and a token is issued`);
      break;
    }
    case 'suspended':
      w.suspended = true;
      w.byHand = e.incident.code === 'by_hand';
      if (w.byHand && !owns(w, actor)) w.bad(`${actor} is not the owner`);
      break;
    case 'resumed':
      if (!w.suspended) w.bad('it was not suspended');
      if (w.byHand && !owns(w, actor)) w.bad(`${actor} is not the owner`);
      w.suspended = false;
      w.byHand = false;
      break;
    case 'withdrawn':
      if (actor === null || !(standsIn(w, actor, w.requester) || owns(w, actor)))
        w.bad(`${actor} neither asked for it nor owns it`);
      break;
    case 'revoked':
      if (!w.completed || !owns(w, actor)) w.bad(`${actor} may not revoke`);
      if (w.outcome !== 'approved' && w.outcome !== 'completed')
        w.bad(`nothing stands: ${w.outcome}`);
      w.outcome = 'revoked';
      break;
    case 'completed':
      w.completed = true;
      w.suspended = false;
      w.outcome = e.outcome;
      if (w.tokens.size > 0) w.bad(`completed with tokens ${[...w.tokens.keys()].join(', ')}`);
      if (w.works.size > 0) w.bad(`completed with open work ${[...w.works.keys()].join(', ')}`);
      break;
    case 'commented':
    case 'notified':
    default:
      break;
  }
}

/** A child's end selects the way on: the same entry takes the token along a flow for that outcome, or stops. */
function onward(w: Watch, token: string, ended: string, { events }: LogEntry): void {
  const move = events.find((e) => e.type === 'moved' && e.token === token);
  if (move?.type !== 'moved') {
    if (!events.some((e) => e.type === 'suspended')) w.bad(`${token} stays where it is`);
    return;
  }
  const route = w.diagram.flows[move.flow]?.route;
  if (route?.kind === 'outcomes' && !route.outcomes.includes(ended))
    w.bad(`${ended} does not lead along ${move.flow}`);
}
