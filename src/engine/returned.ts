import type { EvidenceId, FieldId, ItemId, NodeId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Compiled } from './compiled.ts';
import type { Request } from './request.ts';

/** Something a gate named when it returned the request, and whether it has changed since. */
export type AskedFor =
  | { readonly kind: 'field'; readonly id: FieldId; readonly changed: boolean }
  | { readonly kind: 'evidence'; readonly id: EvidenceId; readonly changed: boolean }
  /** Items are answered anew in the next round; `changed` says whether that has happened. */
  | { readonly kind: 'item'; readonly id: ItemId; readonly changed: boolean };

/**
 * What the last round of a gate asked to be changed, held against what has changed since; empty where it did not return
 * the request. Shown to the requester before they resubmit, and to the reviewers of the next round.
 */
export function askedFor(compiled: Compiled, request: Request, gate: NodeId): readonly AskedFor[] {
  const result = request.results[gate];
  const asked: AskedFor[] = [];
  for (const name of result?.fields ?? []) {
    const since = result?.n ?? 0;
    const field = fieldOf(compiled, name);
    if (field !== undefined) {
      asked.push({
        kind: 'field',
        id: field.id,
        changed: (request.changed[field.key] ?? -1) > since,
      });
    } else if (Object.hasOwn(compiled.diagram.evidence, name)) {
      const id = as<EvidenceId>(name);
      asked.push({ kind: 'evidence', id, changed: (request.evidence[id]?.n ?? -1) > since });
    } else if (Object.hasOwn(compiled.diagram.items, name)) {
      const id = as<ItemId>(name);
      const answer = request.work.find((work) => work.node === gate)?.answers[id];
      asked.push({ kind: 'item', id, changed: (answer?.n ?? -1) > since });
    }
  }
  return asked;
}

/** Scripts name fields by key, screens by id. */
function fieldOf(compiled: Compiled, name: string) {
  const { fields } = compiled.diagram;
  return Object.hasOwn(fields, name) ? fields[as<FieldId>(name)] : compiled.fields.get(name);
}
