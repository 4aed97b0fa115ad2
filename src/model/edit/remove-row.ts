import type { TableName } from '../diagram.ts';
import { as } from '../ids.ts';
import { deleteThings } from './delete-things.ts';
import { drop, now } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/** Removes a row and what cannot stand without it. */
export function removeRow(d: DraftDiagram, { table, id }: { table: TableName; id: string }): void {
  if (table === 'nodes') return deleteThings(d, { nodes: [as(id)], flows: [] });
  if (table === 'flows') return deleteThings(d, { nodes: [], flows: [as(id)] });
  drop(d, table, [id]);
  if (table === 'fields') forgetField(d, id);
  if (table === 'rules') {
    const limits = Object.values(now(d).rules).filter(
      (r) => r.kind === 'limitation' && r.limits === id,
    );
    drop(
      d,
      'rules',
      limits.map((rule) => rule.id),
    );
  }
}

/** Expressions that read the field stay as they are: they are faults to mend, not to guess at. */
function forgetField(d: DraftDiagram, field: string): void {
  const { control, nodes } = now(d);
  if (control.subject.some((one) => one === field))
    d.control.subject = control.subject.filter((one) => one !== field);
  for (const node of Object.values(nodes)) {
    const drafted = d.nodes[node.id];
    if (node.kind !== 'step' || drafted?.kind !== 'step') continue;
    if (node.edits?.some((one) => one === field) === true)
      drafted.edits = node.edits.filter((one) => one !== field);
  }
}
