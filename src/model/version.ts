/** A published diagram (CORE.md §1). Never changes; a request is pinned to one. */
import type { Diagram } from './diagram.ts';
import type { Digest, PersonId, SopId } from './ids.ts';

export interface Approval {
  readonly by: PersonId;
  readonly at: number;
  readonly note?: string;
}
/** A warning accepted in writing. */
export interface Acceptance {
  readonly rule: string;
  readonly id?: string;
  readonly by: PersonId;
  readonly reason: string;
}
export interface Version {
  readonly sop: SopId;
  readonly number: number;
  readonly revision: string;
  /** The only identity: SHA-256 of the meaning. */
  readonly digest: Digest;
  /** SHA-256 of layout and assumptions. */
  readonly appearance: Digest;
  readonly diagram: Diagram;
  readonly publishedAt: number;
  readonly publishedBy: PersonId;
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly nextReview: string | null;
  readonly supersedes: Digest | null;
  readonly approvals: readonly Approval[];
  readonly accepted: readonly Acceptance[];
}
