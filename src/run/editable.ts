import type { Compiled } from '#engine/compiled.ts';
import type { Work } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { FieldId } from '#model/ids.ts';

/**
 * The form fields that may be changed in this work: what the step's `edits` names; where it names none, all if the
 * requester works it, else none (DOMAIN.md §2). Who may is the engine's to say.
 */
export function editableFields(compiled: Compiled, work: Work | null): ReadonlySet<FieldId> {
  const node = work === null ? undefined : compiled.at.get(work.node);
  if (node?.row.kind !== 'step') return new Set();
  if (node.row.edits) return new Set(node.row.edits);
  const { requesters } = compiled.diagram.control;
  const byRequester = requesters !== null && node.works.some((edge) => edge.role === requesters);
  return new Set(
    byRequester ? Object.keys(compiled.diagram.fields).map((id) => as<FieldId>(id)) : [],
  );
}
