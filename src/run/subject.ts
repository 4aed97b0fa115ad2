import type { Form } from '#engine/request.ts';
import { sorted } from '#model/order.ts';
import type { Diagram } from '#model/diagram.ts';
import type { RequestId } from '#model/ids.ts';
import { valueText } from '#ui/field-value.ts';

/** Characters; a longer name is no name any more. */
const longest = 160;

/** What names a request in lists: its subject fields, else the first two required ones (a bare Yes names nothing); its id where they are empty. */
export function subjectOf(diagram: Diagram, form: Form, id: RequestId): string {
  const rows = sorted(Object.values(diagram.fields));
  const named = diagram.control.subject.flatMap((field) => diagram.fields[field] ?? []);
  const fields =
    named.length > 0
      ? named
      : rows.filter((field) => field.required && field.type.kind !== 'boolean').slice(0, 2);
  const words = fields
    .map((field) => valueText(field, form[field.key]))
    .filter((word) => word !== '–');
  const name = words.join(' ');
  if (name === '') return id;
  return name.length > longest
    ? `${name.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…`
    : name;
}
