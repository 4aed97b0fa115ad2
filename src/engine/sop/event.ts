/** What can stand in an SOP's own log, `sop/<id>` (CORE.md §9). */
import type { Digest, PersonId } from '#model/ids.ts';
import type { Acceptance, Approval } from '#model/version.ts';

export type SopEvent =
  | {
      readonly type: 'created';
      /** The template or SOP it was copied from. */
      readonly from: string | null;
      readonly title: string;
    }
  /** The fields of `Version` but the diagram, which stands in `versions` under its digest. */
  | {
      readonly type: 'published';
      readonly accepted: readonly Acceptance[];
      readonly appearance: Digest;
      readonly approvals: readonly Approval[];
      readonly digest: Digest;
      readonly effectiveFrom: string;
      readonly nextReview: string | null;
      readonly number: number;
      readonly publishedAt: number;
      readonly publishedBy: PersonId;
      readonly reason: string;
      readonly revision: string;
      readonly supersedes: Digest | null;
    }
  | { readonly type: 'retired'; readonly reason: string };
