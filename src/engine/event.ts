/**
 * Everything that can stand in a request's log (CORE.md §6): one flat union told apart by `type`, for all commands of
 * CORE.md §5, also those that are not built yet, for the log's form is final from the first day.
 */
import type { EndOutcome, GateOutcome, Hex } from '#model/diagram.ts';
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
  TimerId,
  TokenId,
  WorkId,
} from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Answer, Condition, ConditionDraft, Form, Incident, Verdict } from './request.ts';

/** Confirmed by the signer; `name` as printed (private in the log). */
export interface Identity {
  readonly name: string;
  readonly auth: 'none' | 'passphrase' | 'account';
}
/** A signature by a person's key (sealing.ts says over which text). */
export interface KeySeal {
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly value: string;
}
export type Seen = { readonly [path: string]: Json };
export interface Checked {
  readonly item: ItemId;
  readonly result: Answer['result'];
  readonly seen: Seen;
}

type E<T extends string, P> = { readonly type: T } & Readonly<P>;
export type Event =
  | E<
      'submitted',
      {
        request: RequestId;
        sop: SopId;
        version: Digest;
        requester: PersonId;
        form: Form;
        tier: string | null;
        node: NodeId;
        parent?: { readonly request: RequestId; readonly token: TokenId };
      }
    >
  | E<'edited', { keys: readonly string[]; changes: Form; tier: string | null; reason?: string }>
  | E<
      'attached',
      {
        evidence: EvidenceId;
        version: number;
        sha256: Hex;
        name: string;
        size: number;
        url?: string;
        metrics?: JsonObject;
      }
    >
  | E<'opened', { evidence: EvidenceId; version: number }>
  | E<
      'entered',
      {
        work: WorkId;
        node: NodeId;
        token: TokenId;
        round: number;
        due: number | null;
        remind: number | null;
      }
    >
  | E<'checked', { work: WorkId; results: readonly Checked[] }>
  | E<
      'answered',
      {
        work: WorkId;
        answers: readonly {
          readonly item: ItemId;
          readonly result: 'pass' | 'fail' | 'na';
          readonly comment?: string;
        }[];
      }
    >
  | E<'waived', { work: WorkId; item: ItemId; reason: string }>
  | E<'recommended', { work: WorkId; edge: AssignmentId; verdict: Verdict; text: string }>
  | E<
      'signed',
      {
        work: WorkId;
        node: NodeId;
        edge: AssignmentId;
        for: PersonId;
        verdict: Verdict;
        meaning: string;
        reason?: string;
        fields?: readonly string[];
        conditions: readonly ConditionDraft[];
        content: Hex | null;
        identity: Identity;
        limitation?: RuleId;
        /** 16 random bytes in the signed content (private in the log): the digest, which is public, gives nothing away. */
        nonce: Hex;
        seal?: KeySeal;
      }
    >
  | E<
      'closed',
      {
        work: WorkId;
        node: NodeId;
        outcome: GateOutcome | 'done';
        by?: readonly PersonId[];
        /** Of a step: the independence limitation under which who is kept apart from it finished it. */
        limitation?: RuleId;
        conditions?: readonly Pick<Condition, 'id' | 'text' | 'owner' | 'due' | 'effect'>[];
        signers?: readonly PersonId[];
        reading?: readonly EvidenceId[];
      }
    >
  | E<'overtaken', { node: NodeId; because: string }>
  | E<
      'affirmed',
      {
        node: NodeId;
        /** The edge that was filled when the gate closed. */
        edge: AssignmentId;
        for: PersonId;
        /** The signer whose place is taken, where they have left. */
        instead?: PersonId;
        limitation?: RuleId;
        meaning: string;
        content: Hex | null;
        identity: Identity;
        nonce: Hex;
        seal?: KeySeal;
      }
    >
  | E<'revoked', { reason: string }>
  | E<'reassessed', { results: readonly Checked[] }>
  | E<'claimed', { work: WorkId; assignment: AssignmentId }>
  | E<'released', { work: WorkId; assignment: AssignmentId }>
  | E<'delegated', { work: WorkId; to: PersonId | null }>
  | E<'recused', { work: WorkId; node: NodeId; reason: string }>
  | E<'added', { work: WorkId; person: PersonId; letter: 'S' | 'C' }>
  | E<'escalated', { work: WorkId; role: RoleId; why: 'breach' | 'by_hand'; reason?: string }>
  | E<'reminded', { work: WorkId }>
  | E<'overdue', { condition: ConditionId }>
  | E<
      'moved',
      {
        token: TokenId;
        from: NodeId;
        flow: FlowId;
        to: NodeId;
        left?: readonly SplitId[];
        why?: { readonly seen: Seen } | { readonly timer: TimerId | ''; readonly due: number };
      }
    >
  | E<
      'forked',
      {
        node: NodeId;
        token: TokenId;
        split: SplitId;
        /** Splits it leaves by forking out of their region; their other tokens were cancelled before. */
        left?: readonly SplitId[];
        into: readonly { readonly token: TokenId; readonly flow: FlowId; readonly to: NodeId }[];
      }
    >
  | E<
      'joined',
      {
        node: NodeId;
        tokens: readonly TokenId[];
        token: TokenId;
        flow: FlowId;
        to: NodeId;
        closes: readonly SplitId[];
        left?: readonly SplitId[];
      }
    >
  | E<
      'cancelled',
      {
        tokens: readonly TokenId[];
        nodes: readonly NodeId[];
        work: readonly WorkId[];
        cause: 'interrupt' | 'terminated' | 'withdrawn';
      }
    >
  | E<'waiting', { token: TokenId; timers: { readonly [timer: string]: number } }>
  | E<'held', { token: TokenId; node: NodeId }>
  | E<
      'notified',
      { node: NodeId; to: readonly (RoleId | 'requester')[]; people: readonly PersonId[] }
    >
  | E<'issued', { token: TokenId; node: NodeId }>
  | E<'spawned', { token: TokenId; child: RequestId; sop: SopId; version: Digest; form: Form }>
  | E<'ended', { token: TokenId; node: NodeId; outcome: EndOutcome }>
  | E<'completed', { outcome: EndOutcome }>
  | E<'childEnded', { token: TokenId; child: RequestId; outcome: EndOutcome }>
  | E<'certified', { token: TokenId; jws: string }>
  | E<
      'settled',
      { condition: ConditionId; how: 'fulfilled' | 'waived'; note: string; evidence?: EvidenceId }
    >
  | E<'commented', { text: string; on?: string }>
  | E<'withdrawn', { reason: string }>
  | E<
      'suspended',
      {
        incident: Incident;
        reason?: string;
        left: readonly { readonly work: WorkId; readonly minutes: number }[];
      }
    >
  | E<
      'resumed',
      {
        reason?: string;
        due: readonly {
          readonly work: WorkId;
          readonly due: number;
          readonly remind: number | null;
        }[];
        wake: { readonly [t in TokenId]: { readonly [timer: string]: number } };
      }
    >
  | E<
      'migrated',
      {
        from: Digest;
        to: Digest;
        form: Form;
        tier: string | null;
        /** Form keys by the field's id: a renamed key takes its value, and when it changed, along. */
        renamed: readonly { readonly from: string; readonly to: string }[];
        dropped: {
          readonly signatures: readonly WorkId[];
          readonly answers: readonly ItemId[];
          readonly splits: readonly SplitId[];
        };
        via: readonly { readonly token: TokenId; readonly flow: FlowId }[];
      }
    >;

export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { readonly type: T }>;

/** What evolve gets of the entry an event stands in. */
export interface Stamp {
  /** Number of the entry, from 0. */
  readonly n: number;
  /** UTC ms. */
  readonly at: number;
  readonly by: PersonId | null;
  readonly for: PersonId | null;
}
