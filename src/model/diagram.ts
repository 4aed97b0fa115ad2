/**
 * What an SOP's drawing is: flat tables of rows, keyed by stable ids (CORE.md §1). Nothing nests: an item names its
 * node. Merging, diffing, patches and comments all become row operations.
 */
import type {
  AssignmentId,
  CalendarId,
  Digest,
  EvidenceId,
  FieldId,
  FlowId,
  GroupId,
  HolidayListId,
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
import type { Json } from './json.ts';

/** Fractional key, base 62; rows sort by (order, id), so equal keys are legal. */
export type Order = string;
/** An expression in FEEL (DMN 1.5), the subset of CORE.md §2. */
export type Feel = string;
/** ISO 8601: a date, an instant or a duration, as the field says. */
export type Iso = string;
/** Lower-case hexadecimal. */
export type Hex = string;
/** Longer prose; a Y.Text in the draft, so that two people can type in it at once. */
type Text = string;

/** A plain object; key = row.id. */
export type Table<K extends string, R> = { readonly [id in K]: R };

export interface Diagram {
  readonly format: 1;
  /** The only row without an id. */
  readonly control: Control;
  readonly nodes: Table<NodeId, Node>;
  readonly flows: Table<FlowId, Flow>;
  readonly assignments: Table<AssignmentId, Assignment>;
  readonly items: Table<ItemId, Item>;
  readonly evidence: Table<EvidenceId, Evidence>;
  readonly fields: Table<FieldId, Field>;
  readonly tiers: Table<TierId, Tier>;
  readonly calendars: Table<CalendarId, Calendar>;
  readonly windows: Table<WindowId, Window>;
  readonly rules: Table<RuleId, Rule>;
  /** Where things are drawn; outside the digest. */
  readonly layout: Table<NodeId | FlowId, Place>;
  /** The forecast's, by node or role id or `sop`; outside the digest. */
  readonly assumptions: Table<string, Assumption>;
}

export interface Control {
  readonly title: string;
  readonly purpose: Text;
  readonly industry: string;
  readonly owner: RoleId | null;
  /** Who may submit (null: anybody active); at a step or as C it means *the* requester of the request. */
  readonly requesters: RoleId | null;
  /** Fields that name a request in lists, registry and token; empty: the first two required fields. */
  readonly subject: readonly FieldId[];
  /** IANA: FEEL dates, waits in days, document dates. */
  readonly zone: string;
  readonly documentNo: string;
  readonly reviewEvery: Iso | null;
  readonly policies: readonly { readonly title: string; readonly url?: string }[];
}

interface Base<K extends string> {
  readonly id: NodeId;
  readonly kind: K;
  readonly name: string;
  readonly description?: Text;
  readonly phase?: PhaseId;
}

type IntakeNode = Base<'intake'>;
/** `edits`: the form fields that may be changed here; absent: all where the requester works it, else none. */
export type StepNode = Base<'step'> & { readonly edits?: readonly FieldId[] };
export type GateNode = Base<'gate'> & { readonly rule: 'veto' | 'majority'; readonly sla?: Sla };
export type DecisionNode = Base<'decision'>;
/** Fork or join, told apart by its flows. */
type ParallelNode = Base<'parallel'>;
export type WaitNode = Base<'wait'> & { readonly wait: Wait | null };
export type NotifyNode = Base<'notify'> & {
  readonly to: readonly (RoleId | 'requester')[];
  readonly message?: string;
  readonly webhook?: string;
};
export type SubprocessNode = Base<'subprocess'> & {
  readonly sop: SopId | null;
  readonly version: Digest | null;
  readonly form: { readonly [childField: string]: Feel };
};
export type EndNode = Base<'end'> & {
  readonly outcome: EndOutcome;
  /** Takes all tokens, not only its own. */
  readonly terminating: boolean;
  /** Issues an approval token. */
  readonly issues: boolean;
};
/** Members live in the directory, not in the SOP. */
export type RoleNode = Base<'role'> & { readonly group: GroupId | null };
export type PhaseNode = Base<'phase'>;
export type NoteNode = Base<'note'> & { readonly text: Text };
export type DocumentNode = Base<'document'> & { readonly url?: string; readonly text?: Text };

export type Node =
  | IntakeNode
  | StepNode
  | GateNode
  | DecisionNode
  | ParallelNode
  | WaitNode
  | NotifyNode
  | SubprocessNode
  | EndNode
  | RoleNode
  | PhaseNode
  | NoteNode
  | DocumentNode;
export type NodeKind = Node['kind'];
/** The kinds that run. */
export type FlowKind = Exclude<NodeKind, 'role' | 'phase' | 'note' | 'document'>;

export type GateOutcome = 'approved' | 'conditional' | 'rejected' | 'returned' | 'expired';
export type EndOutcome =
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'revoked'
  | 'completed';

export interface Sla {
  /** Business minutes on the calendar. */
  readonly minutes: number;
  readonly calendar: CalendarId;
  /** Percent of `minutes`. */
  readonly remindAt: number;
  readonly breach:
    | { readonly kind: 'escalate'; readonly role: RoleId }
    | { readonly kind: 'lapse' };
}

/** A wait that is not itself the first of several. */
export type SingleWait =
  | { readonly kind: 'for'; readonly duration: Iso; readonly calendar?: CalendarId }
  | { readonly kind: 'until'; readonly at: Feel; readonly edge: 'start' | 'end' }
  | { readonly kind: 'window'; readonly window: WindowId };
export type Wait =
  | SingleWait
  | { readonly kind: 'first'; readonly timers: { readonly [t in TimerId]: SingleWait } };

export interface Flow {
  readonly id: FlowId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly order: Order;
  readonly label?: string;
  readonly route: Route;
}
export type Route =
  | { readonly kind: 'always' }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly (GateOutcome | EndOutcome)[] }
  | { readonly kind: 'when'; readonly when: Feel }
  | { readonly kind: 'default' }
  | { readonly kind: 'timer'; readonly timer: TimerId };

export type Letter = 'A' | 'S' | 'R' | 'C' | 'I';
export type Quorum =
  | { readonly kind: 'any' }
  | { readonly kind: 'all' }
  | { readonly kind: 'atLeast'; readonly n: number };
export interface Assignment {
  readonly id: AssignmentId;
  readonly role: RoleId;
  readonly node: NodeId;
  /** A = keeper, one a gate. */
  readonly letter: Letter;
  /** A and S; "2 of 3" is atLeast 2: m is counted, not stored. Absent: any. */
  readonly quorum?: Quorum;
  /** C only: required before anyone signs. */
  readonly before?: boolean;
}

export interface Item {
  readonly id: ItemId;
  readonly node: NodeId;
  readonly order: Order;
  readonly text: string;
  readonly guidance?: Text;
  readonly required: boolean;
  readonly waivable: boolean;
  /** Absent = manual. */
  readonly check?: Feel;
  /** What a manager reads when the check fails; `{metrics.x}` is inserted. */
  readonly message?: string;
  /** Applies only when this is true. */
  readonly when?: Feel;
  /** Codes of templates/clauses.json. */
  readonly clauses: readonly string[];
}

export interface Evidence {
  readonly id: EvidenceId;
  readonly node: NodeId;
  readonly order: Order;
  readonly name: string;
  readonly kind: 'file' | 'url' | 'metrics';
}

export interface Field {
  readonly id: FieldId;
  readonly order: Order;
  /** Its name in FEEL. */
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly required: boolean;
  readonly type: FieldType;
}
export type FieldType =
  | {
      readonly kind: 'string' | 'text';
      readonly min?: number;
      readonly max: number;
      readonly pattern?: string;
    }
  | { readonly kind: 'enum' | 'multi'; readonly values: readonly string[] }
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly unit?: string;
      readonly whole?: boolean;
    }
  | { readonly kind: 'boolean'; readonly initial?: boolean }
  | { readonly kind: 'date'; readonly maxDaysAhead?: number }
  | { readonly kind: 'time' };

/** The first row that is true gives the tier. */
export interface Tier {
  readonly id: TierId;
  readonly order: Order;
  readonly tier: string;
  readonly when: Feel;
}

/** 1 = Monday … 7 = Sunday; local minutes 0..1440. */
export interface Opening {
  readonly day: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: number;
  readonly to: number;
}
export interface Calendar {
  readonly id: CalendarId;
  readonly name: string;
  readonly zone: string;
  readonly open: readonly Opening[];
  /** The dates live in the workspace. */
  readonly holidays: HolidayListId | null;
}
/** A deployment window: openings minus closures. */
export interface Window {
  readonly id: WindowId;
  readonly zone: string;
  readonly open: readonly Opening[];
  readonly closed: readonly Closure[];
}
export type Closure =
  | { readonly kind: 'holidays'; readonly list: HolidayListId; readonly workingDayBefore: boolean }
  | { readonly kind: 'dates'; readonly dates: readonly string[] }
  /** "11-15" .. "01-02" */
  | { readonly kind: 'yearly'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'monthEnd';
      readonly workingDays: number;
      readonly months?: readonly number[];
    }
  | { readonly kind: 'weekOfQuarterEnd' };

export type Rule = { readonly id: RuleId; readonly reason?: string } & (
  | { readonly kind: 'requesterNeverSigns'; readonly on: boolean }
  | { readonly kind: 'different' | 'same'; readonly nodes: readonly NodeId[] }
  | { readonly kind: 'atMost'; readonly gates: number }
  /** Independence limitation: flags the signature instead of refusing it. */
  | { readonly kind: 'limitation'; readonly limits: RuleId; readonly control: string }
  | {
      readonly kind: 'onlyThrough';
      readonly nodes: readonly NodeId[];
      readonly gate: NodeId;
      readonly when?: Feel;
    }
  | { readonly kind: 'rejectionsNotified' }
  | { readonly kind: 'noSharedApprover'; readonly gates: readonly NodeId[] }
  | { readonly kind: 'slaMax'; readonly to: NodeId; readonly minutes: number }
);

/** px, absolute, upper left corner; w and h only where drawn by hand, else layout's sizes. */
export interface Place {
  readonly id: NodeId | FlowId;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  /** Of a flow its way, or of a link its first stub; of a node the stub by which links enter it. */
  readonly bends?: readonly (readonly [number, number])[];
  /** Drawn as two stubs, as BPMN's link events; false: a person wants it whole. */
  readonly link?: boolean;
  readonly pinned?: boolean;
  readonly hue?: number;
}
export type Assumption = { readonly [k: string]: Json };

export type TableName = Exclude<keyof Diagram, 'format' | 'control'>;
