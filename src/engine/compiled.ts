/** The indexed form of a diagram that engine, verifier and forecast read (CORE.md §2). */
import type {
  Assignment,
  Diagram,
  Evidence,
  Feel,
  Field,
  FlowKind,
  Item,
  Node,
  Route,
} from '#model/diagram.ts';
import type { FeelAst } from '#model/feel/ast.ts';
import type { Fault } from '#model/finding.ts';
import type { Digest, FlowId, NodeId, RuleId, TimerId } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Form } from './request.ts';

/** What FEEL sees. */
export interface Data {
  readonly form: Form;
  readonly tier: string | null;
  readonly metrics: JsonObject;
  readonly request: { readonly id: string; readonly submittedAt: string };
}
export interface Expr {
  readonly text: Feel;
  readonly ast: FeelAst;
  readonly paths: readonly (readonly string[])[];
  /** Never throws; what cannot be computed is null, as FEEL has it, a date its ISO text. */
  readonly eval: (data: Data) => Json;
}
export interface CFlow {
  readonly i: number;
  readonly id: FlowId;
  readonly from: number;
  readonly to: number;
  readonly route: Route;
  readonly when: Expr | null;
}
export interface CItem {
  readonly row: Item;
  readonly check: Expr | null;
  readonly when: Expr | null;
}
export interface CSet {
  readonly rule: RuleId;
  readonly kind: 'different' | 'same';
  readonly others: readonly NodeId[];
}
export interface CNode {
  readonly i: number;
  readonly id: NodeId;
  readonly kind: FlowKind;
  readonly row: Node;
  readonly in: readonly CFlow[];
  /** In drawn order. */
  readonly out: readonly CFlow[];
  /** Only flows whose route fits the kind; a misfit stands in `out` and is never taken. */
  readonly byOutcome: ReadonlyMap<string, CFlow>;
  readonly byTimer: ReadonlyMap<TimerId, CFlow>;
  /** Of a decision its default; of a node with one way on that way. Gates and waits for the first of several: null. */
  readonly fallback: CFlow | null;
  readonly keeper: Assignment | null;
  /** A and S edges, A last. */
  readonly signs: readonly Assignment[];
  readonly works: readonly Assignment[];
  readonly consulted: readonly Assignment[];
  readonly informed: readonly Assignment[];
  readonly items: readonly CItem[];
  /** Evidence required here. */
  readonly own: readonly Evidence[];
  /** Form keys its signatures do not cover: a later step on its way names them in `edits`. */
  readonly uncovered: ReadonlySet<string>;
  /** The different/same rules that name this node. */
  readonly sets: readonly CSet[];
  /** Expression of an `until` wait, by timer ('' where single). */
  readonly until: ReadonlyMap<TimerId | '', Expr>;
}
/** CORE.md §2.1: the nodes between a fork and its closing join; `join: null` = open. */
export interface Region {
  readonly join: NodeId | null;
  readonly inside: ReadonlySet<NodeId>;
}
export interface CRules {
  readonly requesterNeverSigns: boolean;
  readonly atMost: readonly { readonly rule: RuleId; readonly gates: number }[];
  /** limited rule → the limitation. */
  readonly limitations: ReadonlyMap<RuleId, RuleId>;
}
export interface Compiled {
  readonly digest: Digest | 'draft';
  readonly diagram: Diagram;
  readonly faults: readonly Fault[];
  readonly nodes: readonly CNode[];
  readonly at: ReadonlyMap<NodeId, CNode>;
  readonly flow: ReadonlyMap<FlowId, CFlow>;
  /** None: submit is refused `no_intake`. */
  readonly intake: CNode | null;
  readonly tiers: readonly { readonly tier: string; readonly when: Expr }[];
  /** By key. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly regions: ReadonlyMap<NodeId, Region>;
  readonly rules: CRules;
}
