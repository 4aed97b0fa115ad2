/**
 * Random diagrams for the laws: valid, without findings of repair, and sound by construction, for they are built from
 * blocks that each take a token and give it back: sequences, gates with every outcome and with send-back, decisions
 * over enum, number and tier, forks with their joins, waits, notifications, ends. Nodes of all kinds, all five letters,
 * quorums, items of all sorts, evidence of all kinds. With them: forms that are valid, and directories that staff them.
 */
import * as fc from 'fast-check';
import type { Diagram, FieldType } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Json } from '#model/json.ts';
import { fieldsOf, rolesOf } from '#model/rows.ts';
import { date, number, oneOf, people, someOf, sop, text, time, yesNo } from '../builders/sop.ts';
import type { Drawing } from '../builders/sop.ts';
import { Pen } from './draw.ts';
import { plan, roles } from './plan.ts';
import type { Kinds } from './plan.ts';

/** Random diagrams; `depth` says how deep blocks nest. */
export const diagrams = (kinds: Kinds = {}): fc.Arbitrary<Diagram> =>
  fc
    .record({ blocks: plan(kinds), extras })
    .map(({ blocks, extras: more }) => draw(blocks, more))
    .filter((d) => Object.keys(d.nodes).length < 120);

interface Extras {
  readonly optional: readonly string[];
  readonly tiers: readonly string[];
  readonly requesters: boolean;
  /** Ends with an open fork: a token is issued at once, the deployment goes on. */
  readonly token: boolean;
  readonly outcome: 'approved' | 'completed';
  readonly requesterNeverSigns: boolean | null;
  readonly atMost: number | null;
  readonly different: boolean;
  readonly limited: boolean;
  readonly assurances: boolean;
  readonly phases: number;
  readonly notes: boolean;
  readonly placed: boolean;
  readonly holidays: boolean;
}
const extras: fc.Arbitrary<Extras> = fc.record({
  optional: fc.subarray(['regions', 'note', 'at']),
  tiers: fc.subarray(['form.amount > 50', 'form.risk = "high"', 'form.secret = true']),
  requesters: fc.boolean(),
  token: fc.boolean(),
  outcome: fc.constantFrom('approved', 'completed'),
  requesterNeverSigns: fc.option(fc.boolean()),
  atMost: fc.option(fc.constantFrom(1, 2, 3)),
  different: fc.boolean(),
  limited: fc.boolean(),
  assurances: fc.boolean(),
  phases: fc.nat(2),
  notes: fc.boolean(),
  placed: fc.boolean(),
  holidays: fc.boolean(),
});

function draw(blocks: Parameters<Pen['sequence']>[0], more: Extras): Diagram {
  const drawing = sop('Random');
  const pen = new Pen(drawing);
  for (const role of roles) drawing.role(role);
  drawing.owner('r_four').calendar('cal', { holidays: more.holidays ? 'days_off' : null });
  drawing.window('win', {
    open: [{ day: 2, from: 9 * 60, to: 17 * 60 }],
    closed: more.holidays
      ? [{ kind: 'yearly', from: '12-20', to: '01-06' }, { kind: 'weekOfQuarterEnd' }]
      : [],
  });
  if (more.requesters) drawing.requesters('r_requester');
  const optional = { regions: someOf('eu', 'us'), note: text(500), at: time() };
  drawing.intake({
    risk: oneOf('low', 'medium', 'high'),
    amount: number(0, 100, true),
    secret: yesNo(),
    go_live: date(),
    name: { type: { kind: 'string', min: 2, max: 8, pattern: '^[a-z]{2,8}$' }, required: true },
    ...Object.fromEntries(
      Object.entries(optional)
        .filter(([key]) => more.optional.includes(key) || key === 'note')
        .map(([key, type]) => [key, { type, required: false }]),
    ),
  });
  if (more.tiers.length > 0) {
    for (const when of more.tiers) drawing.tier('high', when);
    drawing.tier('standard', 'true');
  }

  const ends = pen.sequence(blocks, [{ from: 'in', route: [] }]);
  drawing.end('e_done', { outcome: more.outcome, issues: !more.token });
  if (more.token) {
    drawing.parallel('p_authorise').step('s_deploy', { R: 'r_one' });
    drawing.end('e_token', { outcome: 'approved', issues: true });
    pen.join(pen.one(ends), 'p_authorise');
    drawing.flow('p_authorise', 'e_token').path('p_authorise', 's_deploy', 'e_done');
  } else pen.join(ends, 'e_done');
  addRules(drawing, pen, more);

  const d = drawing.diagram();
  return more.phases === 0 && !more.placed ? d : dress(d, more);
}

function addRules(drawing: Drawing, pen: Pen, more: Extras): void {
  const gates = pen.work.filter(({ kind }) => kind === 'gate').map(({ id }) => id);
  if (more.requesterNeverSigns !== null)
    drawing.rule('sod', {
      kind: 'requesterNeverSigns',
      on: more.requesterNeverSigns,
      reason: 'A small team',
    });
  if (more.atMost !== null) drawing.rule('most', { kind: 'atMost', gates: more.atMost });
  const [a, b] = pen.work;
  if (more.different && a !== undefined && b !== undefined) {
    drawing.rule('pair', { kind: 'different', nodes: [a.id, b.id] });
    if (more.limited)
      drawing.rule('lim', { kind: 'limitation', limits: 'pair', control: 'Reviewed each quarter' });
    const twin = pen.work.find((one) => one.id !== b.id && one.id !== a.id && one.role === b.role);
    if (twin !== undefined) drawing.rule('twin', { kind: 'same', nodes: [b.id, twin.id] });
  }
  if (!more.assurances) return;
  drawing.rule('told', { kind: 'rejectionsNotified' });
  const [gate] = gates;
  if (gate === undefined) return;
  drawing.rule('through', { kind: 'onlyThrough', nodes: ['e_done'], gate, when: 'tier = "high"' });
  drawing.rule('span', { kind: 'slaMax', to: 'e_done', minutes: 10_000 });
  if (gates.length > 1) drawing.rule('shared', { kind: 'noSharedApprover', gates });
}

/** Phases, prose, places and assumptions: what is drawn around the flow. */
function dress(d: Diagram, more: Extras): Diagram {
  const around = sop()
    .note('note_why', 'Why it is so')
    .document('doc_policy', { url: 'https://policy.example.test' });
  for (let i = 1; i <= more.phases; i += 1) around.phase(`ph_${i}`, `Gate ${i}: part`);
  const drawn = around.diagram().nodes;
  const nodes: Record<string, Diagram['nodes'][keyof Diagram['nodes']]> = { ...d.nodes };
  for (const node of Object.values(drawn))
    if (node.kind === 'phase' || (more.notes && node.kind !== 'intake')) nodes[node.id] = node;
  const phases = Object.values(drawn).filter((node) => node.kind === 'phase');
  for (const [i, node] of Object.values(d.nodes).entries()) {
    const phase = phases[i % (phases.length + 1)];
    if (phase !== undefined && node.kind !== 'role')
      nodes[node.id] = {
        ...node,
        description: `Node ${i}`,
        phase: phase.id as typeof node.phase & string,
      };
  }
  if (!more.placed) return { ...d, nodes };
  const places = Object.keys(nodes).map((id, i) => [
    id,
    { id, x: (i % 8) * 240, y: Math.floor(i / 8) * 160, ...(i % 5 === 0 ? { pinned: true } : {}) },
  ]);
  const bends = Object.keys(d.flows)
    .filter((_, i) => i % 3 === 0)
    .map((id, i) => [id, { id, bends: [[i * 10, 40]] }]);
  return {
    ...d,
    nodes,
    layout: Object.fromEntries([...places, ...bends]),
    assumptions: { sop: { arrivals: 3 }, r_one: { people: 2 } },
  };
}

const known = new Map<string, fc.Arbitrary<Json>>();

/** A valid value of a field's type. Made once a type: an arbitrary of texts takes longer to make than a diagram. */
export function valueOf(type: FieldType): fc.Arbitrary<Json> {
  const key = JSON.stringify(type);
  const values = known.get(key) ?? valuesOf(type);
  known.set(key, values);
  return values;
}
function valuesOf(type: FieldType): fc.Arbitrary<Json> {
  switch (type.kind) {
    case 'string':
    case 'text':
      return type.pattern === undefined
        ? fc
            .string({
              minLength: Math.max(1, type.min ?? 1),
              maxLength: Math.min(type.max, 20),
              unit: 'grapheme-ascii',
            })
            .filter((s) => s.trim().length >= (type.min ?? 1))
        : fc.stringMatching(new RegExp(type.pattern));
    case 'enum':
      return fc.constantFrom(...type.values);
    case 'multi':
      return fc.subarray([...type.values], { minLength: 1 });
    case 'number':
      return fc.integer({ min: type.min ?? -1000, max: type.max ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc
        .integer({ min: 1, max: 28 })
        .map((day) => `2026-12-${String(day).padStart(2, '0')}`);
    case 'time':
      return fc
        .integer({ min: 0, max: 23 })
        .map((hour) => `${String(hour).padStart(2, '0')}:30:00`);
  }
}

/** Forms that the diagram's intake takes: what is required is there, what isn't may be missing. */
export function forms(d: Diagram): fc.Arbitrary<{ readonly [key: string]: Json }> {
  const fields = fieldsOf(d);
  return fc.record(Object.fromEntries(fields.map(({ key, type }) => [key, valueOf(type)])), {
    requiredKeys: fields.filter(({ required }) => required).map(({ key }) => key),
  });
}

/** Four people of their own in each role: whatever the rules, somebody may. */
export function staffed(d: Diagram): Directory {
  const numbers = ['one', 'two', 'three', 'four'];
  return people(
    Object.fromEntries(
      rolesOf(d).map((role) => [
        role.group ?? role.id,
        numbers.map((n) => `${n}.${role.id.replace(/^r_/, '')}`),
      ]),
    ),
  )
    .holidays('days_off', ['2026-12-25'])
    .directory();
}

/** Few people in many roles, some away with or without a substitute, some inactive: what separation of duties is for. */
export function crowded(d: Diagram): fc.Arbitrary<Directory> {
  const everyone = ['ann.a', 'bob.b', 'cid.c', 'dot.d', 'eve.e', 'fay.f', 'gus.g'];
  const groups = rolesOf(d).map((role) => role.group ?? role.id);
  const someone = fc.constantFrom(...everyone);
  return fc
    .record({
      members: fc.array(fc.subarray(everyone, { minLength: 2 }), {
        minLength: groups.length,
        maxLength: groups.length,
      }),
      away: fc.array(fc.tuple(someone, fc.option(someone)), { maxLength: 2 }),
      inactive: fc.option(someone),
    })
    .map(({ members, away, inactive }) => {
      const staff = people(Object.fromEntries(groups.map((id, i) => [id, members[i] ?? []])));
      for (const person of everyone) staff.person(person);
      for (const [person, substitute] of away)
        staff.away(person, { substitute: substitute === person ? null : substitute });
      if (inactive !== null) staff.inactive(inactive);
      return staff.holidays('days_off', ['2026-12-25']).directory();
    });
}
