import type { Finding } from '#model/finding.ts';
import type { NodeId } from '#model/ids.ts';
import { atNode, named } from './finding.ts';
import type { Rule } from './finding.ts';

/** What people read has to say something; a fork or join may go without a name. */
export const emptyLabels: Rule = (d) => {
  const nameOf = (id: NodeId): string => {
    const node = d.nodes[id];
    return node === undefined ? id : named(node);
  };
  return [
    ...Object.values(d.nodes)
      .filter((node) => node.kind !== 'parallel' && node.kind !== 'note' && node.name.trim() === '')
      .map((node) =>
        atNode('warning', 'empty_label', node, `${named(node)}: say what it is.`, {
          field: 'name',
        }),
      ),
    ...Object.values(d.items)
      .filter((item) => item.text.trim() === '')
      .map(({ id, node }) =>
        row('items', id, 'text', `A checklist item of ${nameOf(node)} has no text.`),
      ),
    ...Object.values(d.evidence)
      .filter((piece) => piece.name.trim() === '')
      .map(({ id, node }) =>
        row('evidence', id, 'name', `A piece of evidence of ${nameOf(node)} has no name.`),
      ),
    ...Object.values(d.fields)
      .filter((field) => field.label.trim() === '')
      .map(({ id, key }) =>
        row('fields', id, 'label', `The field “${key}” of the request form has no label.`),
      ),
    ...(d.control.title.trim() === ''
      ? [
          {
            rule: 'empty_label',
            level: 'warning',
            at: { table: 'control', field: 'title' },
            says: 'The SOP has no title.',
          } as const,
        ]
      : []),
  ];
};

const row = (
  table: 'items' | 'evidence' | 'fields',
  id: string,
  field: string,
  says: string,
): Finding => ({
  rule: 'empty_label',
  level: 'warning',
  at: { table, id, field },
  says,
});
