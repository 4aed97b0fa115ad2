import type { Request } from '#engine/request.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, FieldId, ItemId, NodeId, PersonId } from '#model/ids.ts';
import { dateTimeText } from './format.ts';
import { said } from './words/told.ts';
import type { Names } from './words/told.ts';

/**
 * Reads ids as names: nodes, items and fields of the version the request runs on (null: it is not known here, ids stay
 * ids), people of the workspace.
 */
export function namesOf(
  diagram: Diagram | null,
  directory: Directory,
  request: Request | null = null,
): Names {
  const fields = new Map(
    Object.values(diagram?.fields ?? {}).map((field) => [field.key, field.label]),
  );
  const node = (id: NodeId): string => diagram?.nodes[id]?.name || id;
  return {
    node,
    role: node,
    person: (id) => personName(directory, id),
    item: (id) => diagram?.items[id]?.text ?? id,
    evidence: (id) => diagram?.evidence[id]?.name ?? id,
    // "Fields to change" name fields, evidence and items alike (CORE.md §5).
    field: (key) =>
      fields.get(key) ??
      diagram?.fields[as<FieldId>(key)]?.label ??
      diagram?.evidence[as<EvidenceId>(key)]?.name ??
      diagram?.items[as<ItemId>(key)]?.text ??
      key,
    flow: (id) => diagram?.flows[id]?.label ?? id,
    // Without the request at hand, as one of the gate whose work its id begins with.
    condition: (id) =>
      said(
        request?.conditions.find((c) => c.id === id)?.text ??
          `one of ${node(as<NodeId>(id.slice(0, id.lastIndexOf('#'))))}`,
      ),
    time: (at) => dateTimeText(at),
  };
}

/** A person's name; who is not in the directory any more reads as the id, and whoever sat here as the device. */
export const personName = (directory: Directory, id: PersonId): string =>
  said(directory.people[id]?.name ?? (id === 'this-device' ? 'This device' : id));
