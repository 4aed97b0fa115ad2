/**
 * The words tests are written in: `sop()` draws a diagram, `people()` staffs it. Every word returns the drawing, so that
 * they chain; `diagram()` ends the sentence and refuses what the schema refuses or repair would hide.
 *
 *   const d = sop('Loan model')
 *     .role('r_dev').role('r_lead').requesters('r_dev')
 *     .intake({ amount: number(0, 100), risk: oneOf('low', 'high') })
 *     .tier('high', 'form.amount > 50').tier('low', 'true')
 *     .step('s_build', { R: 'r_dev', evidence: { ev_pkg: 'file' } })
 *     .gate('g_review', { A: 'r_lead', S: { role: 'r_board', quorum: 2 }, items: { c1: 'Tested' } })
 *     .end('e_ok').end('e_no', { outcome: 'rejected', terminating: true })
 *     .path('in', 's_build', 'g_review', 'e_ok')
 *     .flow('g_review', 'e_no', 'rejected').flow('g_review', 's_build', 'returned')
 *     .diagram();
 */
import { blankDiagram } from '#model/blank.ts';
import { diagramSchema } from '#model/diagram.schema.ts';
import { directorySchema } from '#model/directory.schema.ts';
import type { Directory } from '#model/directory.ts';
import type {
  Assignment,
  Calendar,
  Control,
  Diagram,
  EndOutcome,
  Evidence,
  Field,
  FieldType,
  GateOutcome,
  Item,
  Letter,
  Node,
  NodeKind,
  Place,
  Quorum,
  Rule,
  Sla,
  Tier,
  Wait,
  Window,
} from '#model/diagram.ts';
import { orders } from '#model/order.ts';
import { repair } from '#model/repair.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A role, or a role with a quorum (a number is "at least"), or several. */
type Seat =
  | string
  | { readonly role: string; readonly quorum?: 'any' | 'all' | number; readonly before?: boolean };
export type Seats = Seat | readonly Seat[];
type ItemWords = string | (Partial<Omit<Item, 'id' | 'node' | 'order'>> & { text?: string });
/** What gates and steps share: who, what to check, what to bring. */
interface WorkWords {
  readonly name?: string;
  readonly description?: string;
  readonly phase?: string;
  readonly A?: Seats;
  readonly S?: Seats;
  readonly R?: Seats;
  readonly C?: Seats;
  readonly I?: Seats;
  /** By key; the item's id is `${node}_${key}`. A text alone is a required, manual, not waivable item. */
  readonly items?: { readonly [key: string]: ItemWords };
  /** By id. */
  readonly evidence?: {
    readonly [id: string]: Evidence['kind'] | { kind: Evidence['kind']; name?: string };
  };
}
interface SlaWords {
  readonly minutes: number;
  readonly calendar?: string;
  readonly remindAt?: number;
  /** A role to escalate to, or lapse. */
  readonly breach?: 'lapse' | { readonly role: string };
}
interface NodeWords {
  readonly name?: string;
  readonly description?: string;
  readonly phase?: string;
}
export type RouteWords =
  | readonly (GateOutcome | EndOutcome)[]
  | [{ readonly when: string } | { readonly default: true } | { readonly timer: string }];

/** Field types, for `intake`. */
export const text = (max = 200, min?: number): FieldType => ({
  kind: 'string',
  max,
  ...(min === undefined ? {} : { min }),
});
export const number = (min?: number, max?: number, whole?: boolean): FieldType => ({
  kind: 'number',
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(whole === undefined ? {} : { whole }),
});
export const oneOf = (...values: string[]): FieldType => ({ kind: 'enum', values });
export const someOf = (...values: string[]): FieldType => ({ kind: 'multi', values });
export const yesNo = (initial?: boolean): FieldType => ({
  kind: 'boolean',
  ...(initial === undefined ? {} : { initial }),
});
export const date = (maxDaysAhead?: number): FieldType => ({
  kind: 'date',
  ...(maxDaysAhead === undefined ? {} : { maxDaysAhead }),
});
export const time = (): FieldType => ({ kind: 'time' });

/** Starts a drawing: an intake `in` (named "Request") and nothing else, zone UTC unless `control` says otherwise. */
export const sop = (title = 'An SOP'): Drawing => new Drawing(title);

type Loose = { [table: string]: { [id: string]: object } };

export class Drawing {
  readonly #control: { [field: string]: unknown };
  readonly #tables: Loose;
  readonly #counts = new Map<string, number>();

  constructor(title: string) {
    const { format: _format, control, ...tables } = blankDiagram({ title, zone: 'UTC' });
    this.#control = { ...control };
    this.#tables = Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [name, { ...rows }]),
    );
    this.#tables['layout'] = {};
  }

  control(set: Partial<{ [K in keyof Control]: Control[K] | string | readonly string[] }>): this {
    Object.assign(this.#control, set);
    return this;
  }
  owner(role: string): this {
    return this.control({ owner: role });
  }
  /** Who may submit; at a step or as C it means the requester of the request. */
  requesters(role: string): this {
    return this.control({ requesters: role });
  }
  /** A role; its group has the same id unless told. */
  role(id: string, words: { name?: string; group?: string | null } = {}): this {
    return this.#node(id, 'role', { group: id, ...words });
  }
  phase(id: string, name = id): this {
    return this.#node(id, 'phase', { name });
  }
  note(id: string, says: string): this {
    return this.#node(id, 'note', { text: says });
  }
  document(id: string, words: NodeWords & { url?: string; text?: string } = {}): this {
    return this.#node(id, 'document', words);
  }
  /** The request form: field types by key, required unless wrapped in { type, required: false }. Field id = `fld_${key}`. */
  intake(
    fields: {
      readonly [key: string]: FieldType | (Partial<Field> & { readonly type: FieldType });
    } = {},
    words: NodeWords = {},
  ): this {
    for (const [key, words_] of Object.entries(fields)) {
      const row = 'type' in words_ ? words_ : { type: words_ };
      this.#row('fields', `fld_${key}`, { key, label: key, required: true, ...row }, '');
    }
    return this.#node('in', 'intake', { name: 'Request', ...words });
  }
  /** The next tier rule; the first that holds counts. */
  tier(tier: string, when: string): this {
    const row: Without<Tier, 'id' | 'order'> = { tier, when };
    return this.#row('tiers', `tier_${this.#next('tier')}`, row, '');
  }
  step(id: string, words: WorkWords & { edits?: readonly string[] } = {}): this {
    const { edits, ...work } = words;
    const named = edits?.map((field) => (field.startsWith('fld_') ? field : `fld_${field}`));
    return this.#work(id, 'step', work, named === undefined ? {} : { edits: named });
  }
  gate(id: string, words: WorkWords & { rule?: 'veto' | 'majority'; sla?: SlaWords } = {}): this {
    const { rule = 'veto', sla, ...work } = words;
    return this.#work(id, 'gate', work, {
      rule,
      ...(sla === undefined ? {} : { sla: slaOf(sla) }),
    });
  }
  decision(id: string, words: NodeWords = {}): this {
    return this.#node(id, 'decision', words);
  }
  /** A fork or a join, by its flows. */
  parallel(id: string, words: NodeWords = {}): this {
    return this.#node(id, 'parallel', words);
  }
  /** A duration as text ("P5D"), or the whole wait. */
  wait(
    id: string,
    wait: string | Wait | Record<string, unknown> | null,
    words: NodeWords = {},
  ): this {
    const held = typeof wait === 'string' ? { kind: 'for', duration: wait } : wait;
    return this.#node(id, 'wait', { wait: held, ...words });
  }
  notify(
    id: string,
    to: readonly string[] = ['requester'],
    words: NodeWords & { message?: string; webhook?: string } = {},
  ): this {
    return this.#node(id, 'notify', { to, ...words });
  }
  subprocess(
    id: string,
    words: NodeWords & { sop?: string; version?: string; form?: { [field: string]: string } } = {},
  ): this {
    return this.#node(id, 'subprocess', { sop: null, version: null, form: {}, ...words });
  }
  end(
    id: string,
    words: NodeWords & { outcome?: EndOutcome; terminating?: boolean; issues?: boolean } = {},
  ): this {
    const outcome = words.outcome ?? 'completed';
    return this.#node(id, 'end', {
      outcome,
      terminating: outcome === 'rejected',
      issues: false,
      ...words,
    });
  }

  /**
   * A flow. Said nothing more, it is what the source asks for: `approved` (and `conditional`) of a gate, default of a
   * decision, always else. Outcomes are named one by one; `{ when }`, `{ default: true }`, `{ timer }` are the others.
   */
  flow(from: string, to: string, ...route: RouteWords): this {
    const [id, row] = this.#flow(from, to, route);
    return this.#row('flows', id, { from, to, route: row }, from);
  }
  /** Flows from each to the next, as `flow` draws them when nothing more is said. */
  path(...nodes: string[]): this {
    for (const [i, node] of nodes.slice(1).entries()) this.flow(nodes[i] ?? '', node);
    return this;
  }
  assign(role: string, node: string, letter: Letter, more: Partial<Assignment> = {}): this {
    return this.#row('assignments', `a_${role}_${node}_${letter}`, {
      role,
      node,
      letter,
      ...more,
    });
  }
  item(node: string, key: string, words: ItemWords = key): this {
    const row = typeof words === 'string' ? { text: words } : words;
    return this.#row(
      'items',
      `${node}_${key}`,
      { node, text: key, required: true, waivable: false, clauses: [], ...row },
      node,
    );
  }
  evidence(node: string, id: string, kind: Evidence['kind'] = 'file', name = id): this {
    return this.#row('evidence', id, { node, name, kind }, node);
  }
  /** Monday to Friday, 9 to 17 in UTC, unless told. */
  calendar(
    id: string,
    words: Partial<Without<Calendar, 'id' | 'holidays'>> & { holidays?: string | null } = {},
  ): this {
    const open = [1, 2, 3, 4, 5].map((day) => ({ day, from: 9 * 60, to: 17 * 60 }));
    return this.#row('calendars', id, { name: id, zone: 'UTC', open, holidays: null, ...words });
  }
  /** Always open, unless told. */
  window(id: string, words: Partial<Without<Window, 'id'>> = {}): this {
    const open = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 0, to: 1440 }));
    return this.#row('windows', id, { zone: 'UTC', open, closed: [], ...words });
  }
  rule(id: string, row: { readonly kind: Rule['kind']; readonly [member: string]: unknown }): this {
    return this.#row('rules', id, row);
  }
  place(id: string, at: Omit<Place, 'id'>): this {
    return this.#row('layout', id, at);
  }
  assumption(id: string, values: { readonly [key: string]: unknown }): this {
    (this.#tables['assumptions'] ??= {})[id] = values;
    return this;
  }

  /** Ends the sentence. Throws where a test drew what cannot stand. */
  diagram(): Diagram {
    const drawn = diagramSchema.parse({ format: 1, control: this.#control, ...this.#tables });
    if (repair(drawn).diagram !== drawn) throw new Error('the drawing names what is not there');
    return drawn;
  }

  #next(of: string): number {
    const n = this.#counts.get(of) ?? 0;
    this.#counts.set(of, n + 1);
    return n;
  }
  /** Adds a row; with a group it takes the next order key there. */
  #row(table: string, id: string, row: object, group?: string): this {
    const order = group === undefined ? {} : { order: keys[this.#next(`${table}/${group}`)] };
    (this.#tables[table] ??= {})[id] = { id, ...order, ...row };
    return this;
  }
  #node(id: string, kind: NodeKind, more: object): this {
    return this.#row('nodes', id, { kind, name: id, ...more });
  }
  #work(id: string, kind: 'gate' | 'step', words: WorkWords, more: object): this {
    const { A, S, R, C, I, items = {}, evidence = {}, ...rest } = words;
    this.#node(id, kind, { ...rest, ...more });
    for (const [letter, seats] of Object.entries({ A, S, R, C, I }))
      for (const seat of seatsOf(seats)) {
        const { role, quorum, before } = typeof seat === 'string' ? { role: seat } : seat;
        this.#row('assignments', `a_${role}_${id}_${letter}`, {
          role,
          node: id,
          letter,
          ...(quorum === undefined ? {} : { quorum: quorumOf(quorum) }),
          ...(before === undefined ? {} : { before }),
        });
      }
    for (const [key, item] of Object.entries(items)) this.item(id, key, item);
    for (const [key, piece] of Object.entries(evidence)) {
      const { kind: of, name = key } = typeof piece === 'string' ? { kind: piece } : piece;
      this.evidence(id, key, of, name);
    }
    return this;
  }
  #flow(from: string, to: string, words: RouteWords): [id: string, route: object] {
    const id = `f_${from}__${to}`;
    const [first] = words;
    if (first === undefined) {
      const source: Partial<Node> = this.#tables['nodes']?.[from] ?? {};
      if (source.kind === 'gate') return this.#flow(from, to, ['approved', 'conditional']);
      if (source.kind === 'decision') return this.#flow(from, to, [{ default: true }]);
      return [id, { kind: 'always' }];
    }
    if (typeof first === 'string')
      return [`${id}__${words.map(String).join('_')}`, { kind: 'outcomes', outcomes: words }];
    if ('when' in first)
      return [`${id}__when_${this.#next(`when/${id}`)}`, { kind: 'when', when: first.when }];
    if ('timer' in first) return [`${id}__${first.timer}`, { kind: 'timer', timer: first.timer }];
    return [`${id}__default`, { kind: 'default' }];
  }
}

const keys = orders(200);

function seatsOf(seats: Seats | undefined): readonly Seat[] {
  if (seats === undefined) return [];
  return typeof seats === 'string' || 'role' in seats ? [seats] : seats;
}
const quorumOf = (quorum: 'any' | 'all' | number): Quorum =>
  typeof quorum === 'number' ? { kind: 'atLeast', n: quorum } : { kind: quorum };

function slaOf({ minutes, calendar = 'cal', remindAt = 75, breach = 'lapse' }: SlaWords): object {
  const held: Record<keyof Sla, unknown> = {
    minutes,
    calendar,
    remindAt,
    breach: breach === 'lapse' ? { kind: 'lapse' } : { kind: 'escalate', role: breach.role },
  };
  return held;
}

/**
 * A directory: `people({ r_lead: ['ann.lead'], r_dev: ['max.dev', 'eva.dev'] })`, groups by id with their members, who
 * are thereby active people. More words chain: `.inactive('max.dev')`, `.away('ann.lead', { substitute: 'eva.dev' })`.
 */
export const people = (groups: { readonly [group: string]: readonly string[] } = {}): Staff =>
  new Staff().groups(groups);

class Staff {
  readonly #tables: Loose = { people: {}, groups: {}, absences: {}, holidays: {} };

  groups(groups: { readonly [group: string]: readonly string[] }): this {
    for (const [id, members] of Object.entries(groups)) {
      this.#set('groups', id, { name: id, members });
      for (const member of members) this.person(member);
    }
    return this;
  }
  person(id: string, more: { readonly zone?: string } = {}): this {
    const name = id.split('.').map((part) => part.charAt(0).toUpperCase() + part.slice(1));
    return this.#set('people', id, { name: name.join(' '), active: true, ...more });
  }
  inactive(id: string): this {
    return this.#set('people', id, { ...this.#tables['people']?.[id], active: false });
  }
  /** From `from` (UTC ms, inclusive) to `to` (exclusive); always, unless told. */
  away(
    person: string,
    words: { substitute?: string | null; from?: number; to?: number } = {},
  ): this {
    const id = `abs_${Object.keys(this.#tables['absences'] ?? {}).length}`;
    const row = { substitute: null, from: 0, to: Number.MAX_SAFE_INTEGER, ...words };
    return this.#set('absences', id, { person, ...row });
  }
  holidays(id: string, days: readonly string[], keptUntil = '2099-12-31'): this {
    return this.#set('holidays', id, { days, keptUntil });
  }
  directory(): Directory {
    return directorySchema.parse(this.#tables);
  }
  #set(table: string, id: string, row: object): this {
    (this.#tables[table] ??= {})[id] = row;
    return this;
  }
}
