/** What may still happen to a decision: a change of what was signed, conditions, reassessment, another version. */
import type { Json, LogEntry, LogEvent } from '../plain.ts';
import { barred, flagged, members, owns, standsIn } from './people.ts';
import { didSign, edgesOf, under } from './watch.ts';
import type { Condition, Watch } from './watch.ts';

export const change = (w: Watch, gate: string, n: number): void => {
  const result = w.approved.get(gate);
  if (result === undefined || [...w.works.values()].some((work) => work.node === gate)) return;
  result.changed = n;
  result.affirmed.clear();
};

/** A change that a gate had signed is signed again: by its signers, who stands in, or who takes their place. */
export function affirmed(
  w: Watch,
  e: Extract<LogEvent, { type: 'affirmed' }>,
  entry: LogEntry,
): void {
  const gate = w.approved.get(e.node);
  if (gate === undefined || gate.changed === null) return w.bad('nothing has changed there');
  if (entry.actor.kind !== 'person') return w.bad('nobody affirmed');
  const actor = entry.actor.id;
  const pair = [...new Set([actor, e.for])];
  if (!standsIn(w, actor, e.for)) w.bad(`${actor} does not stand for ${e.for}`);
  if (w.directory.people[e.for]?.active !== true) w.bad(`${e.for} is not active`);
  const place = gate.signers.find((one) => one.person === (e.instead ?? e.for));
  if (place === undefined || place.edge !== e.edge) return w.bad(`${e.for} has not signed there`);
  if (gate.affirmed.has(place.person)) w.bad(`${place.person} has affirmed`);
  if (e.instead !== undefined) {
    const own = w.diagram.assignments[e.edge];
    const role = own?.role ?? edgesOf(w, e.node, 'A')[0]?.role ?? '';
    const left =
      w.directory.people[e.instead]?.active !== true ||
      (own !== undefined && !members(w, own.role).includes(e.instead));
    if (!left) w.bad(`${e.instead} is still there`);
    if (!members(w, role).includes(e.for)) w.bad(`${e.for} does not hold ${e.edge}`);
    if (gate.signers.some((one) => pair.includes(one.person))) w.bad(`${e.for} signs twice`);
  }
  const why = barred(w, e.node, pair);
  if (why !== null) w.bad(why);
  if (flagged(w, e.node, pair, true) && e.limitation === undefined) w.bad('no limitation is told');
  for (const id of gate.reading) {
    if (w.diagram.evidence[id] === undefined) continue;
    const piece = w.pieces.get(id);
    if (piece !== undefined && w.seen.get(`${actor} ${id}`) !== piece.version)
      w.bad(`${actor} has not opened ${id} in its last version`);
  }
  gate.signers = gate.signers.map((one) => (one === place ? { person: e.for, edge: e.edge } : one));
  gate.affirmed.add(e.for);
  if (gate.signers.every((one) => gate.affirmed.has(one.person))) gate.changed = null;
  didSign(w, e.node, pair);
}

export function settledBy(
  w: Watch,
  how: 'fulfilled' | 'waived',
  { node, owner }: Condition,
  entry: LogEntry,
  actor: string,
): void {
  const principal = entry.for ?? actor;
  const pair = [...new Set([actor, principal])];
  if (!standsIn(w, actor, principal)) w.bad(`${actor} does not stand for ${principal}`);
  const letters = how === 'waived' ? ['A', 'S'] : ['A'];
  const signs = edgesOf(w, node, ...letters).some((edge) =>
    members(w, edge.role).includes(principal),
  );
  if (how === 'waived') {
    const why = barred(w, node, pair);
    if (!signs) w.bad(`${principal} could not sign ${node}`);
    if (why !== null) w.bad(why);
  } else if (
    !members(w, owner).includes(principal) &&
    !(signs && !pair.some((person) => w.recused.get(node)?.has(person)))
  )
    w.bad(`${principal} neither owns the condition nor keeps its gate`);
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

/** What is said of every automated item of the gates that approved, none left out, as the values seen have it. */
export function reassessed(w: Watch, e: Extract<LogEvent, { type: 'reassessed' }>): void {
  const said = new Set(e.results.map(({ item }) => item));
  if (said.size < e.results.length) w.bad('says something twice');
  for (const gate of w.approved.keys())
    for (const item of w.rows.items.get(gate) ?? [])
      if (item.check !== undefined && !said.has(item.id)) w.bad(`${item.id} is left out`);
  for (const { item: id, result, seen: values = {} } of e.results) {
    const item = w.diagram.items[id];
    if (item === undefined || !w.approved.has(item.node)) {
      w.bad(`${id} is not to be asked`);
      continue;
    }
    if (result === 'na' && item.when === undefined) w.bad(`${id} always applies`);
    for (const [path, value] of Object.entries(values))
      if (path.startsWith('form.') && !same(w.form[path.slice(5)], value))
        w.bad(`${path} was not ${JSON.stringify(value)}`);
    const held = result === 'na' || item.check === undefined ? null : heldOn(item.check, values);
    if (held !== null && held !== result) w.bad(`${id} is ${held}, not ${result}`);
  }
}

/** Another version: only where every token has its node; what was signed and answered under this one is asked again. */
export function migrated(
  w: Watch,
  e: Extract<LogEvent, { type: 'migrated' }>,
  { n, actor }: LogEntry,
): void {
  const next = w.versions[e.to];
  if (!owns(w, actor.kind === 'person' ? actor.id : null)) w.bad('not by the owner');
  if (e.from !== w.version) w.bad(`it is under ${w.version}, not under ${e.from}`);
  if (next === undefined) return w.bad(`${e.to} is no version`);
  for (const [token, node] of w.tokens)
    if (next.nodes[node]?.kind !== w.diagram.nodes[node]?.kind)
      w.bad(`${token} is at ${node}, which the version does not have`);
  const keys = new Set<string>();
  for (const field of w.rows.fields) {
    const now = next.fields[field.id]?.key;
    if (now === undefined || w.form[field.key] === undefined) continue;
    keys.add(now);
    if (!same(e.form[now], w.form[field.key])) w.bad(`the value of ${field.id} is another`);
  }
  for (const key of Object.keys(e.form)) if (!keys.has(key)) w.bad(`${key} comes from nowhere`);
  for (const work of w.works.values()) {
    if (work.signs.length > 0 && !e.dropped.signatures.includes(work.id))
      w.bad(`signatures under another version stand at ${work.id}`);
    work.signs = [];
    for (const id of new Set([...work.answers.keys(), ...work.waived.keys()])) {
      const [before, after] = [w.diagram.items[id], next.items[id]];
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
  for (const gate of w.approved.values()) {
    if (gate.changed === null) continue;
    gate.changed = n;
    gate.affirmed.clear();
  }
  w.form = { ...e.form };
  w.version = e.to;
  under(w, next);
}
