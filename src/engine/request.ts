/** The fold of a request's log (CORE.md §4): plain data, stored and sent as it is. */
import type { EndOutcome, Feel, GateOutcome, Hex } from '#model/diagram.ts';
import type {
  AssignmentId,
  ConditionId,
  Digest,
  EvidenceId,
  FlowId,
  ItemId,
  NodeId,
  PersonId,
  RequestId,
  RoleId,
  RuleId,
  SopId,
  SplitId,
  TokenId,
  WorkId,
} from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';

export type Form = JsonObject;

export interface Request {
  readonly id: RequestId;
  readonly sop: SopId;
  readonly version: Digest;
  readonly parent: { readonly request: RequestId; readonly token: TokenId } | null;
  readonly status: 'new' | 'running' | 'suspended' | 'completed';
  readonly outcome: EndOutcome | null;
  readonly requester: PersonId;
  /** UTC ms. */
  readonly submittedAt: number;
  readonly tier: string | null;
  readonly form: Form;
  /** Entry that changed a field last (none = submission). */
  readonly changed: { readonly [key: string]: number };
  /** All metrics evidence merged in the order attached. */
  readonly metrics: JsonObject;
  readonly evidence: { readonly [e in EvidenceId]: EvidenceState };
  /** Version seen last, by person. */
  readonly opened: { readonly [e in EvidenceId]: { readonly [p in PersonId]: number } };
  /** In order of arrival at their node. */
  readonly tokens: readonly Token[];
  /** Open work only; closed work is in the log. */
  readonly work: readonly Work[];
  readonly rounds: { readonly [n in NodeId]: number };
  /** Of the last round closed. */
  readonly results: { readonly [n in NodeId]: Result };
  /** All who ever signed or finished it, actors and principals. */
  readonly acted: { readonly [n in NodeId]: readonly PersonId[] };
  readonly recused: { readonly [n in NodeId]: readonly PersonId[] };
  readonly conditions: readonly Condition[];
  readonly incidents: readonly Incident[];
  /** Approval tokens, in the order their ends issued them; what was signed stands in the log. */
  readonly issued: readonly Issued[];
  readonly next: { readonly token: number; readonly split: number };
  /** Number and time (UTC ms) of the last entry. */
  readonly n: number;
  readonly at: number;
}

interface EvidenceState {
  readonly version: number;
  readonly sha256: Hex;
  readonly name: string;
  readonly born: number;
  readonly n: number;
}
export interface Result {
  readonly round: number;
  readonly outcome: GateOutcome | 'done';
  readonly n: number;
  /** Of an approving gate: whose signatures counted, the edges they filled (in the same order), and what they read. */
  readonly signers?: readonly PersonId[];
  readonly edges?: readonly AssignmentId[];
  readonly reading?: readonly EvidenceId[];
  /** Items that were waived, where any were. */
  readonly waived?: readonly ItemId[];
  /** What was asked to be changed, where the gate returned the request: ids of fields, evidence and items. */
  readonly fields?: readonly string[];
  /** The last entry that changed what its signers signed, and who has signed that change since. */
  readonly overtaken?: number;
  readonly affirmed?: readonly PersonId[];
}
/** `certified`: number of the entry with the signed token; null while it is still to be signed. */
interface Issued {
  readonly token: TokenId;
  readonly node: NodeId;
  readonly n: number;
  readonly certified: number | null;
}
export interface Token {
  readonly id: TokenId;
  readonly node: NodeId;
  readonly via: FlowId | null;
  readonly splits: readonly SplitId[];
  /** The steps finished since the last gate on this token's way: their evidence is on the reading list. */
  readonly behind: readonly NodeId[];
  /** UTC ms by timer; '' where the wait is a single one. */
  readonly wake?: { readonly [timer: string]: number };
  readonly held?: true;
  readonly child?: RequestId;
  /** How the child ended, where no flow leads on from that: kept until a version has one. */
  readonly childEnd?: EndOutcome;
}
export interface Work {
  /** `${node}#${round}` */
  readonly id: WorkId;
  readonly node: NodeId;
  readonly token: TokenId;
  readonly round: number;
  readonly since: number;
  readonly n: number;
  /** UTC ms. */
  readonly due: number | null;
  readonly remind: number | null;
  /** Business minutes left while suspended. */
  readonly left: number | null;
  readonly answers: { readonly [i in ItemId]: Answer };
  readonly waived: {
    readonly [i in ItemId]: { readonly by: PersonId; readonly reason: string; readonly n: number };
  };
  readonly signatures: readonly Signature[];
  readonly recommended: { readonly [a in AssignmentId]: PersonId };
  readonly claimed: { readonly [a in AssignmentId]: PersonId };
  readonly delegated: { readonly [from in PersonId]: PersonId };
  readonly escalated: readonly RoleId[];
  readonly added: readonly {
    readonly person: PersonId;
    readonly letter: 'S' | 'C';
    readonly by: PersonId;
  }[];
  /**
   * The last entry that changed, of what every signature here covers, something that has no number of its own: the
   * version, the tier, or the conditions of a signer who signed again.
   */
  readonly recast?: number;
}
export interface Answer {
  readonly result: 'pass' | 'fail' | 'na' | 'unknown' | 'open';
  /** null = engine */
  readonly by: PersonId | null;
  readonly comment?: string;
  readonly seen?: { readonly [path: string]: Json };
  readonly born: number;
  readonly n: number;
}
export type Verdict = Exclude<GateOutcome, 'expired'>;
export interface Signature {
  readonly by: PersonId;
  readonly for: PersonId;
  readonly edge: AssignmentId;
  readonly verdict: Verdict;
  readonly reason?: string;
  /** What has to change, with `returned`. */
  readonly fields?: readonly string[];
  readonly conditions: readonly ConditionDraft[];
  readonly limitation?: RuleId;
  readonly n: number;
  readonly content: Hex | null;
}
export type ConditionEffect = 'nextGate' | 'end' | 'runsOn';
export interface Condition {
  readonly id: ConditionId;
  readonly node: NodeId;
  readonly text: string;
  readonly owner: RoleId;
  /** UTC ms. */
  readonly due: number;
  readonly effect: ConditionEffect;
  readonly status: 'open' | 'fulfilled' | 'waived' | 'superseded';
  readonly overdue: boolean;
  readonly n: number;
}
export type ConditionDraft = Pick<Condition, 'text' | 'owner' | 'due' | 'effect'>;
export type IncidentCode =
  | 'decision_unknown'
  | 'no_route'
  | 'no_date'
  | 'no_window'
  | 'empty_role'
  | 'quorum_unreachable'
  | 'step_limit'
  | 'child_form'
  | 'by_hand';
export interface Incident {
  readonly code: IncidentCode;
  /** Absent where somebody suspended the request by hand. */
  readonly node?: NodeId;
  readonly expression?: Feel;
  readonly seen?: { readonly [path: string]: Json };
  readonly role?: RoleId;
}
