/** What can be asked of a running request (CORE.md §5). */
import type { EndOutcome, Hex } from '#model/diagram.ts';
import type {
  AssignmentId,
  CommandId,
  ConditionId,
  Digest,
  EvidenceId,
  ItemId,
  NodeId,
  PersonId,
  RequestId,
  RoleId,
  RuleId,
  SopId,
  TokenId,
  WorkId,
  FieldId,
} from '#model/ids.ts';
import type { JsonObject } from '#model/json.ts';
import type { Event, Identity, KeySeal } from './event.ts';
import type { ConditionDraft, Form, Request, Verdict } from './request.ts';

/** What the signer's key signed, before the command was sent: of other content it is no seal. */
export interface GivenSeal extends KeySeal {
  readonly content: Hex;
}

type C<T extends string, P> = { readonly type: T; readonly id: CommandId } & Readonly<P>;
export type Command =
  | C<
      'submit',
      {
        request: RequestId;
        sop: SopId;
        form: Form;
        /** Of a child request, with whom it is asked for: only from the system. */
        parent?: { readonly request: RequestId; readonly token: TokenId };
        requester?: PersonId;
      }
    >
  | C<'edit', { changes: Form }>
  | C<'resubmit', { work: WorkId; changes: Form }>
  /** `size` in bytes; a metrics piece carries its parsed JSON, a url piece its address. */
  | C<
      'attach',
      {
        evidence: EvidenceId;
        name: string;
        sha256: Hex;
        size: number;
        url?: string;
        metrics?: JsonObject;
      }
    >
  /** `version`: the one that was shown. */
  | C<'open', { evidence: EvidenceId; version: number }>
  | C<
      'answer',
      {
        work: WorkId;
        answers: readonly {
          readonly item: ItemId;
          readonly result: 'pass' | 'fail' | 'na';
          readonly comment?: string;
        }[];
      }
    >
  /** An item of open work, or a condition, also after the end. */
  | C<
      'waive',
      { work: WorkId; item: ItemId; reason: string } | { condition: ConditionId; reason: string }
    >
  | C<'recommend', { work: WorkId; verdict: Verdict; text: string }>
  /**
   * `seen`: number of the entry the signer was looking at. `fields`: what has to change, with `returned`. `nonce`: 16
   * random bytes, so that after a redaction nobody finds what was signed by guessing.
   */
  | C<
      'sign',
      {
        work: WorkId;
        verdict: Verdict;
        reason?: string;
        fields?: readonly string[];
        conditions?: readonly ConditionDraft[];
        meaning: string;
        seen: number;
        identity: Identity;
        nonce: Hex;
        seal?: GivenSeal;
      }
    >
  | C<'finish', { work: WorkId }>
  /** One edge of open work: from here on the claimant does it. */
  | C<'claim', { work: WorkId; assignment: AssignmentId }>
  | C<'release', { work: WorkId; assignment: AssignmentId }>
  /** One's own part of open work; null takes it back. */
  | C<'delegate', { work: WorkId; to: PersonId | null }>
  | C<'recuse', { work: WorkId; reason: string }>
  | C<'escalate', { work: WorkId; role: RoleId; reason: string }>
  /** One more reviewer, by name: S has a seat of their own, C is asked. */
  | C<'add', { work: WorkId; person: PersonId; letter: 'S' | 'C' }>
  /** A gate that a later change has overtaken is signed again; `seen`, `nonce` and `seal` as in `sign`. */
  | C<
      'affirm',
      {
        node: NodeId;
        meaning: string;
        seen: number;
        identity: Identity;
        nonce: Hex;
        seal?: GivenSeal;
      }
    >
  | C<'fulfil', { condition: ConditionId; note: string; evidence?: EvidenceId }>
  | C<'comment', { text: string; on?: string }>
  | C<'withdraw', { reason: string }>
  | C<'correct', { changes: Form; reason: string }>
  | C<'suspend', { reason: string }>
  | C<'resume', { reason: string }>
  | C<'retry', object>
  /** The version it goes to; the store brings it, compiled, as the context's `target`. */
  | C<'migrate', { to: Digest }>
  | C<'revoke', { reason: string }>
  /** `metrics`: what the approving gates' checks are asked of beside what the request has. */
  | C<'reassess', { metrics?: JsonObject }>
  | C<'tick', object>
  /** From the system: a child request has ended. */
  | C<'report', { child: RequestId; outcome: EndOutcome }>
  /** From the system: the signed token of an end that issued one. */
  | C<'certify', { token: TokenId; jws: string }>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { readonly type: T }>;

export type RefusalCode =
  | 'not_running'
  | 'suspended'
  | 'completed'
  | 'too_large'
  /** Not plain JSON: NaN, undefined, half a surrogate pair, a key no object should have. */
  | 'malformed'
  | 'work_closed'
  | 'not_allowed'
  | 'already_submitted'
  | 'no_intake'
  | 'not_effective'
  | 'form_invalid'
  | 'not_your_role'
  | 'not_editable_now'
  | 'no_such_evidence'
  | 'metrics_invalid'
  | 'evidence_missing'
  | 'no_such_item'
  | 'automated_item'
  | 'not_applicable'
  | 'comment_needed'
  | 'not_waivable'
  | 'reason_needed'
  | 'outcome_unused'
  | 'condition_needed'
  | 'content_changed'
  | 'recommendation_missing'
  | 'evidence_unopened'
  | 'checklist_failed'
  | 'condition_open'
  | 'keeper_last'
  | 'checklist_incomplete'
  | 'separation'
  | 'requester_cannot_sign'
  | 'already_signed'
  | 'passphrase_needed'
  | 'seal_wrong'
  | 'recused'
  | 'not_claimable'
  | 'claimed_by_other'
  | 'unknown_person'
  | 'inactive_person'
  /** The person has been asked, or the work handed on, already. */
  | 'no_change'
  | 'unknown_role'
  | 'not_overtaken'
  | 'condition_closed'
  | 'not_suspended'
  | 'cannot_migrate'
  | 'not_your_child'
  | 'not_issued'
  | 'nothing_due'
  | 'nothing_to_retry';

/** A refusal is data: nothing throws for user error. */
export interface Refusal {
  readonly refused: RefusalCode;
  /** The sentence shown, unaltered. */
  readonly says: string;
  readonly needs?: readonly (RoleId | ItemId | EvidenceId | RuleId | AssignmentId | ConditionId)[];
  /** With form_invalid: field by field. */
  readonly fields?: readonly { readonly field: FieldId; readonly says: string }[];
  /** Who could do it. */
  readonly who?: readonly PersonId[];
}

export type Actor =
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'clock' }
  | { readonly kind: 'system'; readonly name: 'subprocess' | 'issuer' };

export interface Decision {
  readonly events: readonly Event[];
  /** The principal that passed: becomes Entry.for and Stamp.for. */
  readonly for: PersonId | null;
  /** What folding these events gives, for whoever keeps them at once: deciding has applied them already. */
  readonly after: Request;
}
