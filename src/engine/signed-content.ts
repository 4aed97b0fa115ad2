/**
 * Exactly what a signature covers (CORE.md §4.3; 21 CFR 11.50, 11.70): plain data whose canonical JSON is hashed and
 * can be rebuilt from the log, by folding the prefix before the entry and applying the entry's own earlier events.
 */
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
import type { Json, JsonObject } from '#model/json.ts';
import type { CNode, Compiled } from './compiled.ts';
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
  /** Random and private: without it the digest cannot be told from what a guess would give. */
  readonly nonce: Hex;
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
  readonly nonce: Hex;
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
  const covered = coveredForm(request, node);
  const evidence: { [e: EvidenceId]: Hex } = {};
  const reading = readingRows(compiled, request, work).map((row) => row.id);
  for (const id of reading.toSorted()) {
    const piece = request.evidence[id];
    if (piece !== undefined) evidence[id] = piece.sha256;
  }
  // Keys in canonical order throughout, so that JSON.stringify writes the text of RFC 8785: sorting it again at every
  // signature takes longer than all the rest of signing.
  return {
    checklist: checklist(work),
    conditions: [...earlierConditions(compiled, request, said), ...said.conditions],
    evidence,
    form: hash(JSON.stringify(covered)),
    format: 1,
    meaning: said.meaning,
    node: work.node,
    nonce: said.nonce,
    onBehalfOf: principal === signer ? null : principal,
    reason: reason ?? null,
    request: request.id,
    role: compiled.diagram.assignments[said.edge]?.role ?? as<RoleId>(said.edge),
    round: work.round,
    signer,
    tier: request.tier,
    verdict: said.verdict,
    version: request.version,
    work: work.id,
  };
}

/** The fields that signatures at this node cover, keys in canonical order. */
export function coveredForm(request: Request, node: CNode | undefined): JsonObject {
  const covered: { [key: string]: Json } = {};
  for (const key of inOrder(Object.keys(request.form))) {
    const value = request.form[key];
    if (value !== undefined && node?.uncovered.has(key) !== true) covered[key] = value;
  }
  return covered;
}

/** A form's keys are in order almost always. */
function inOrder(keys: readonly string[]): readonly string[] {
  for (let i = 1; i < keys.length; i += 1)
    if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.toSorted();
  return keys;
}

/** Of content as `signedContent` builds it. */
export const digestOfSigned = (content: SignedContent, hash: Hash): Hex => hash(textOf(content));

/** What JSON.stringify writes of it, in a third of the time: its members are known, and its texts seldom need an escape. */
const textOf = (c: SignedContent): string =>
  `{"checklist":${part(c.checklist)},"conditions":${c.conditions.length === 0 ? '[]' : JSON.stringify(c.conditions)},"evidence":${part(c.evidence)},"form":${text(c.form)},"format":1,"meaning":${text(c.meaning)},"node":${text(c.node)},"nonce":${text(c.nonce)},"onBehalfOf":${orNull(c.onBehalfOf)},"reason":${orNull(c.reason)},"request":${text(c.request)},"role":${text(c.role)},"round":${c.round},"signer":${text(c.signer)},"tier":${orNull(c.tier)},"verdict":${text(c.verdict)},"version":${text(c.version)},"work":${text(c.work)}}`;

const plain = /^[ !#-[\]-~]*$/;
const text = (value: string): string => (plain.test(value) ? `"${value}"` : JSON.stringify(value));
const orNull = (value: string | null): string => (value === null ? 'null' : text(value));
function part(rows: object): string {
  for (const _ in rows) return JSON.stringify(rows);
  return '{}';
}

const noItems: SignedContent['checklist'] = {};
function checklist(work: Work): SignedContent['checklist'] {
  const keys = [...Object.keys(work.answers), ...Object.keys(work.waived)];
  if (keys.length === 0) return noItems;
  const rows: { [item: ItemId]: Checked } = {};
  for (const key of [...new Set(keys)].toSorted()) {
    const id = as<ItemId>(key);
    const answer = work.answers[id];
    const waived = work.waived[id]?.reason;
    rows[id] = {
      by: answer?.by ?? null,
      ...(answer?.comment === undefined ? null : { comment: answer.comment }),
      result: answer?.result ?? 'open',
      ...(waived === undefined ? null : { waived }),
    };
  }
  return rows;
}

const nobodyBefore: readonly ConditionDraft[] = [];
function earlierConditions(
  compiled: Compiled,
  request: Request,
  { work, signer, principal }: Said,
): readonly ConditionDraft[] {
  if (work.signatures.length === 0) return nobodyBefore;
  const node = compiled.at.get(work.node);
  if (node === undefined) return nobodyBefore;
  const view = { compiled, request };
  return work.signatures
    .filter((each) => each.by !== signer || each.for !== principal)
    .filter((each) => isFresh(view, node, work, each))
    .flatMap((each) => each.conditions);
}
