import { editableKeys } from '#engine/commands/edit.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Work } from '#engine/request.ts';
import type { FieldId } from '#model/ids.ts';

/** The form fields that may be changed in this work. Who may is the engine's to say. */
export function editableFields(compiled: Compiled, work: Work | null): ReadonlySet<FieldId> {
  const node = work === null ? undefined : compiled.at.get(work.node);
  if (node?.kind !== 'step') return new Set();
  const keys = editableKeys({ compiled }, node);
  return new Set([...compiled.fields.values()].flatMap(({ id, key }) => (keys.has(key) ? id : [])));
}
