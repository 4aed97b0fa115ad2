/** What a signer of an overtaken gate signs: that the request, as it has changed, still has their approval. */
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
} from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { resultOf } from './checks.ts';
import type { CNode, Compiled } from './compiled.ts';
import type { Hash } from './context.ts';
import { dataOf } from './data.ts';
import type { Answer, Condition, ConditionDraft, Request } from './request.ts';
import { coveredForm } from './signed-content.ts';

/** Plain data whose canonical JSON is hashed; rebuilt from the log as a signature's is. */
export interface AffirmedContent {
  /** Number of the entry with the change. */
  readonly affirms: number;
  /** What the automated items say of the changed request. */
  readonly checklist: { readonly [i in ItemId]: Answer['result'] };
  /** Those the gate asked for, as they stand. */
  readonly conditions: readonly (ConditionDraft & Pick<Condition, 'status'>)[];
  /** What the gate had read, in today's versions. */
  readonly evidence: { readonly [e in EvidenceId]: Hex };
  readonly form: Hex;
  readonly format: 1;
  readonly meaning: string;
  readonly node: NodeId;
  readonly nonce: Hex;
  readonly onBehalfOf: PersonId | null;
  readonly request: RequestId;
  readonly role: RoleId;
  readonly round: number;
  readonly signer: PersonId;
  readonly tier: string | null;
  readonly version: Digest;
}
export interface Affirming {
  readonly signer: PersonId;
  readonly principal: PersonId;
  readonly edge: AssignmentId;
  readonly meaning: string;
  readonly nonce: Hex;
}

/** `request`: as it stands before the signature. Keys in canonical order, as in `signedContent`. */
export function affirmedContent(
  compiled: Compiled,
  request: Request,
  node: CNode,
  { signer, principal, edge, meaning, nonce }: Affirming,
  hash: Hash,
): AffirmedContent {
  const result = request.results[node.id];
  const checklist: { [i: ItemId]: Answer['result'] } = {};
  for (const { id, result: found } of automated(compiled, request, node)) checklist[id] = found;
  const evidence: { [e: EvidenceId]: Hex } = {};
  for (const id of (result?.reading ?? []).toSorted()) {
    const piece = request.evidence[id];
    if (piece !== undefined) evidence[id] = piece.sha256;
  }
  return {
    affirms: result?.overtaken ?? request.n,
    checklist,
    conditions: request.conditions
      .filter((each) => each.node === node.id && each.status !== 'superseded')
      .map(({ due, effect, owner, status, text }) => ({ due, effect, owner, status, text })),
    evidence,
    form: hash(JSON.stringify(coveredForm(request, node))),
    format: 1,
    meaning,
    node: node.id,
    nonce,
    onBehalfOf: principal === signer ? null : principal,
    request: request.id,
    role: compiled.diagram.assignments[edge]?.role ?? as<RoleId>(edge),
    round: result?.round ?? 0,
    signer,
    tier: request.tier,
    version: request.version,
  };
}

/** What the engine says of the node's items on today's data, by item id; those that people answer are not among them. */
export function automated(
  compiled: Compiled,
  request: Request,
  node: CNode,
): readonly {
  readonly id: ItemId;
  readonly required: boolean;
  readonly result: Answer['result'];
}[] {
  if (node.items.length === 0) return [];
  const data = dataOf(compiled, request);
  const found: { id: ItemId; required: boolean; result: Answer['result'] }[] = [];
  for (const item of node.items) {
    const result = resultOf(item, data);
    if (result !== null) found.push({ id: item.row.id, required: item.row.required, result });
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
