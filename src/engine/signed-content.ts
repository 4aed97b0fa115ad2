/**
 * Exactly what a signature covers (CORE.md §4.3; 21 CFR 11.50, 11.70): plain data whose canonical JSON is hashed and
 * can be rebuilt from the log, by folding the prefix before the entry and applying the entry's own earlier events.
 */
import { canonical } from '#model/canonical.ts';
import type { Hex } from '#model/diagram.ts';
import type {
  AssignmentId,
  Digest,
  EvidenceId,
  ItemId,
  NodeId,
  PersonId,
  RequestId,
  RoleId,
  WorkId,
} from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Compiled } from './compiled.ts';
import type { Hash } from './context.ts';
import { isFresh, readingRows } from './fresh.ts';
import type { Answer, ConditionDraft, Request, Verdict, Work } from './request.ts';

type Checked = Pick<Answer, 'result' | 'by' | 'comment'> & { readonly waived?: string };

export interface SignedContent {
  readonly format: 1;
  readonly request: RequestId;
  readonly version: Digest;
  readonly work: WorkId;
  readonly node: NodeId;
  readonly round: number;
  readonly signer: PersonId;
  readonly onBehalfOf: PersonId | null;
  /** The role whose edge is filled. */
  readonly role: RoleId;
  readonly meaning: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** SHA-256 of the canonical JSON of the covered fields. */
  readonly form: Hex;
  readonly tier: string | null;
  /** The reading list. */
  readonly evidence: { readonly [e in EvidenceId]: Hex };
  readonly checklist: { readonly [i in ItemId]: Checked };
  /** What the signers before asked for, and what this one asks for. */
  readonly conditions: readonly ConditionDraft[];
}

/** What a signer says; the rest is in the request. */
export interface Said {
  readonly work: Work;
  readonly signer: PersonId;
  /** Whose signature it is: the signer's own, or that of whom they stand for. */
  readonly principal: PersonId;
  readonly edge: AssignmentId;
  readonly meaning: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly conditions: readonly ConditionDraft[];
}

/** `request`: as it stands before the signature. */
export function signedContent(
  compiled: Compiled,
  request: Request,
  said: Said,
  hash: Hash,
): SignedContent {
  const { work, signer, principal, reason } = said;
  const node = compiled.at.get(work.node);
  const covered: { [key: string]: Json } = {};
  for (const key of Object.keys(request.form)) {
    const value = request.form[key];
    if (value !== undefined && node?.uncovered.has(key) !== true) covered[key] = value;
  }
  const evidence: { [e: EvidenceId]: Hex } = {};
  for (const { id } of readingRows(compiled, request, work)) {
    const piece = request.evidence[id];
    if (piece !== undefined) evidence[id] = piece.sha256;
  }
  return {
    format: 1,
    request: request.id,
    version: request.version,
    work: work.id,
    node: work.node,
    round: work.round,
    signer,
    onBehalfOf: principal === signer ? null : principal,
    role: compiled.diagram.assignments[said.edge]?.role ?? as<RoleId>(said.edge),
    meaning: said.meaning,
    verdict: said.verdict,
    reason: reason ?? null,
    form: hash(canonical(covered)),
    tier: request.tier,
    evidence,
    checklist: checklist(work),
    conditions: [...earlierConditions(compiled, request, said), ...said.conditions],
  };
}

export const digestOfSigned = (content: SignedContent, hash: Hash): Hex =>
  hash(canonical({ ...content }));

function checklist(work: Work): SignedContent['checklist'] {
  const rows: { [item: ItemId]: Checked } = {};
  for (const key of Object.keys(work.answers)) {
    const id = as<ItemId>(key);
    const answer = work.answers[id];
    if (answer === undefined) continue;
    const { result, by, comment } = answer;
    const waived = work.waived[id]?.reason;
    rows[id] = {
      result,
      by,
      ...(comment === undefined ? null : { comment }),
      ...(waived === undefined ? null : { waived }),
    };
  }
  for (const key of Object.keys(work.waived)) {
    const id = as<ItemId>(key);
    const waiver = work.waived[id];
    if (waiver !== undefined && rows[id] === undefined)
      rows[id] = { result: 'open', by: null, waived: waiver.reason };
  }
  return rows;
}

function earlierConditions(
  compiled: Compiled,
  request: Request,
  { work, signer, principal }: Said,
): readonly ConditionDraft[] {
  const node = compiled.at.get(work.node);
  if (node === undefined) return [];
  const view = { compiled, request };
  return work.signatures
    .filter((each) => each.by !== signer || each.for !== principal)
    .filter((each) => isFresh(view, node, work, each))
    .flatMap((each) => each.conditions);
}
