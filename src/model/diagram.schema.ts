/**
 * The shape of a diagram, row by row (CORE.md §1). Unknown members are dropped, not refused: after two people changed
 * a node's kind at once a row in the draft may carry members of both kinds. Files are read more strictly (formats/sop.ts).
 */
import type {
  Assignment,
  Assumption,
  Calendar,
  Closure,
  Control,
  Diagram,
  EndOutcome,
  Evidence,
  Field,
  FieldType,
  Flow,
  GateOutcome,
  Item,
  Node,
  Opening,
  Place,
  Route,
  Rule,
  SingleWait,
  Sla,
  TableName,
  Tier,
  Wait,
  Window,
} from './diagram.ts';
import { idSchema, jsonObjectSchema } from './id.schema.ts';
import type {
  AssignmentId,
  CalendarId,
  Digest,
  EvidenceId,
  FieldId,
  FlowId,
  GroupId,
  HolidayListId,
  Id,
  ItemId,
  NodeId,
  PhaseId,
  RoleId,
  RuleId,
  SopId,
  TierId,
  TimerId,
  WindowId,
} from './ids.ts';
import { z } from './zod.ts';

const text = z.string();
const maybe = text.exactOptional();
const node = idSchema<NodeId>();
const role = idSchema<RoleId>();
const field = idSchema<FieldId>();
const calendar = idSchema<CalendarId>();
const order = z.string().regex(/^[0-9A-Za-z]{1,200}$/, 'is no order key (digits and letters)');

const gateOutcomes = ['approved', 'conditional', 'rejected', 'returned', 'expired'] as const;
export const endOutcomes = [
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'revoked',
  'completed',
] as const;
const gateOutcome: z.ZodType<GateOutcome> = z.enum(gateOutcomes);
export const endOutcomeSchema: z.ZodType<EndOutcome> = z.enum(endOutcomes);
export const digestSchema = z.custom<Digest>(
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  { error: 'is no digest (64 hexadecimal digits)' },
);

export const controlSchema: z.ZodType<Control> = z.object({
  title: text,
  purpose: text,
  industry: text,
  owner: role.nullable(),
  requesters: role.nullable(),
  subject: z.array(field),
  zone: text,
  documentNo: text,
  reviewEvery: text.nullable(),
  policies: z.array(z.object({ title: text, url: maybe })),
});

const sla: z.ZodType<Sla> = z.object({
  minutes: z.number(),
  calendar,
  remindAt: z.number(),
  breach: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('escalate'), role }),
    z.object({ kind: z.literal('lapse') }),
  ]),
});

const singleWaits = [
  z.object({ kind: z.literal('for'), duration: text, calendar: calendar.exactOptional() }),
  z.object({ kind: z.literal('until'), at: text, edge: z.enum(['start', 'end']) }),
  z.object({ kind: z.literal('window'), window: idSchema<WindowId>() }),
] as const;
const singleWait: z.ZodType<SingleWait> = z.discriminatedUnion('kind', singleWaits);
const wait: z.ZodType<Wait> = z.discriminatedUnion('kind', [
  ...singleWaits,
  z.object({ kind: z.literal('first'), timers: z.record(idSchema<TimerId>(), singleWait) }),
]);

const base = {
  id: node,
  name: text,
  description: maybe,
  phase: idSchema<PhaseId>().exactOptional(),
};
const nodeSchema: z.ZodType<Node> = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('intake') }),
  z.object({ ...base, kind: z.literal('step'), edits: z.array(field).exactOptional() }),
  z.object({
    ...base,
    kind: z.literal('gate'),
    rule: z.enum(['veto', 'majority']),
    sla: sla.exactOptional(),
  }),
  z.object({ ...base, kind: z.literal('decision') }),
  z.object({ ...base, kind: z.literal('parallel') }),
  z.object({ ...base, kind: z.literal('wait'), wait: wait.nullable() }),
  z.object({
    ...base,
    kind: z.literal('notify'),
    to: z.array(z.union([z.literal('requester'), role])),
    message: maybe,
    webhook: maybe,
  }),
  z.object({
    ...base,
    kind: z.literal('subprocess'),
    sop: idSchema<SopId>().nullable(),
    version: digestSchema.nullable(),
    form: z.record(text, text),
  }),
  z.object({
    ...base,
    kind: z.literal('end'),
    outcome: endOutcomeSchema,
    terminating: z.boolean(),
    issues: z.boolean(),
  }),
  z.object({ ...base, kind: z.literal('role'), group: idSchema<GroupId>().nullable() }),
  z.object({ ...base, kind: z.literal('phase') }),
  z.object({ ...base, kind: z.literal('note'), text }),
  z.object({ ...base, kind: z.literal('document'), url: maybe, text: maybe }),
]);

const route: z.ZodType<Route> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  z.object({
    kind: z.literal('outcomes'),
    outcomes: z.array(z.union([gateOutcome, endOutcomeSchema])),
  }),
  z.object({ kind: z.literal('when'), when: text }),
  z.object({ kind: z.literal('default') }),
  z.object({ kind: z.literal('timer'), timer: idSchema<TimerId>() }),
]);
const flowSchema: z.ZodType<Flow> = z.object({
  id: idSchema<FlowId>(),
  from: node,
  to: node,
  order,
  label: maybe,
  route,
});

const assignmentSchema: z.ZodType<Assignment> = z.object({
  id: idSchema<AssignmentId>(),
  role,
  node,
  letter: z.enum(['A', 'S', 'R', 'C', 'I']),
  quorum: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('any') }),
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('atLeast'), n: z.number() }),
    ])
    .exactOptional(),
  before: z.boolean().exactOptional(),
});

const itemSchema: z.ZodType<Item> = z.object({
  id: idSchema<ItemId>(),
  node,
  order,
  text,
  guidance: maybe,
  required: z.boolean(),
  waivable: z.boolean(),
  check: maybe,
  message: maybe,
  when: maybe,
  clauses: z.array(text),
});

const evidenceSchema: z.ZodType<Evidence> = z.object({
  id: idSchema<EvidenceId>(),
  node,
  order,
  name: text,
  kind: z.enum(['file', 'url', 'metrics']),
});

const number = z.number().exactOptional();
const typeSchema: z.ZodType<FieldType> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['string', 'text']), min: number, max: z.number(), pattern: maybe }),
  z.object({ kind: z.enum(['enum', 'multi']), values: z.array(text) }),
  z.object({
    kind: z.literal('number'),
    min: number,
    max: number,
    unit: maybe,
    whole: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal('boolean'), initial: z.boolean().exactOptional() }),
  z.object({ kind: z.literal('date'), maxDaysAhead: number }),
  z.object({ kind: z.literal('time') }),
]);
const fieldSchema: z.ZodType<Field> = z.object({
  id: field,
  order,
  key: text,
  label: text,
  help: maybe,
  required: z.boolean(),
  type: typeSchema,
});

const tierSchema: z.ZodType<Tier> = z.object({
  id: idSchema<TierId>(),
  order,
  tier: text,
  when: text,
});

const day = z.literal([1, 2, 3, 4, 5, 6, 7]);
const opening: z.ZodType<Opening> = z.object({ day, from: z.number(), to: z.number() });
const holidayList = idSchema<HolidayListId>();
const calendarSchema: z.ZodType<Calendar> = z.object({
  id: calendar,
  name: text,
  zone: text,
  open: z.array(opening),
  holidays: holidayList.nullable(),
});
const closure: z.ZodType<Closure> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('holidays'), list: holidayList, workingDayBefore: z.boolean() }),
  z.object({ kind: z.literal('dates'), dates: z.array(text) }),
  z.object({ kind: z.literal('yearly'), from: text, to: text }),
  z.object({
    kind: z.literal('monthEnd'),
    workingDays: z.number(),
    months: z.array(z.number()).exactOptional(),
  }),
  z.object({ kind: z.literal('weekOfQuarterEnd') }),
]);
const windowSchema: z.ZodType<Window> = z.object({
  id: idSchema<WindowId>(),
  zone: text,
  open: z.array(opening),
  closed: z.array(closure),
});

const anyRule = { id: idSchema<RuleId>(), reason: maybe };
const nodes = z.array(node);
const ruleSchema: z.ZodType<Rule> = z.discriminatedUnion('kind', [
  z.object({ ...anyRule, kind: z.literal('requesterNeverSigns'), on: z.boolean() }),
  z.object({ ...anyRule, kind: z.enum(['different', 'same']), nodes }),
  z.object({ ...anyRule, kind: z.literal('atMost'), gates: z.number() }),
  z.object({
    ...anyRule,
    kind: z.literal('limitation'),
    limits: idSchema<RuleId>(),
    control: text,
  }),
  z.object({ ...anyRule, kind: z.literal('onlyThrough'), nodes, gate: node, when: maybe }),
  z.object({ ...anyRule, kind: z.literal('rejectionsNotified') }),
  z.object({ ...anyRule, kind: z.literal('noSharedApprover'), gates: nodes }),
  z.object({ ...anyRule, kind: z.literal('slaMax'), to: node, minutes: z.number() }),
]);

const thing = z.custom<NodeId | FlowId>((value) => idSchema().safeParse(value).success);
const placeSchema: z.ZodType<Place> = z.object({
  id: thing,
  x: number,
  y: number,
  w: number,
  h: number,
  bends: z.array(z.tuple([z.number(), z.number()])).exactOptional(),
  link: z.boolean().exactOptional(),
  pinned: z.boolean().exactOptional(),
  hue: number,
});
const assumptionSchema: z.ZodType<Assumption> = jsonObjectSchema;

/** The schema of a table's row. */
export const rowSchemas: {
  readonly [T in TableName]: z.ZodType<Diagram[T][keyof Diagram[T]]>;
} = {
  nodes: nodeSchema,
  flows: flowSchema,
  assignments: assignmentSchema,
  items: itemSchema,
  evidence: evidenceSchema,
  fields: fieldSchema,
  tiers: tierSchema,
  calendars: calendarSchema,
  windows: windowSchema,
  rules: ruleSchema,
  layout: placeSchema,
  assumptions: assumptionSchema,
};

/** A table by id; a row that carries another id than its key is refused. */
const table = <K extends Id<string>, R extends { readonly id: string }>(row: z.ZodType<R>) =>
  z.record(idSchema<K>(), row).superRefine((rows, context) => {
    for (const [key, { id }] of Object.entries<R>(rows))
      if (id !== key)
        context.addIssue({ code: 'custom', path: [key, 'id'], message: `is not "${key}"` });
  });

export const diagramSchema: z.ZodType<Diagram> = z.object({
  format: z.literal(1),
  control: controlSchema,
  nodes: table<NodeId, Node>(nodeSchema),
  flows: table<FlowId, Flow>(flowSchema),
  assignments: table<AssignmentId, Assignment>(assignmentSchema),
  items: table<ItemId, Item>(itemSchema),
  evidence: table<EvidenceId, Evidence>(evidenceSchema),
  fields: table<FieldId, Field>(fieldSchema),
  tiers: table<TierId, Tier>(tierSchema),
  calendars: table<CalendarId, Calendar>(calendarSchema),
  windows: table<WindowId, Window>(windowSchema),
  rules: table<RuleId, Rule>(ruleSchema),
  layout: table<NodeId | FlowId, Place>(placeSchema),
  assumptions: z.record(text, assumptionSchema),
});
