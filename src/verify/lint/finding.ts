/** How lint rules write their findings. */
import type { Diagram, Node } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';

export type Rule = (diagram: Diagram) => readonly Finding[];

/** “Legal review”, or what kind of thing it is where it has no name. */
export function named(node: Node): string {
  const name = node.name.trim();
  return name === '' ? `${articles[node.kind]} without a name` : `“${name}”`;
}

const articles: Readonly<Record<Node['kind'], string>> = {
  intake: 'An intake',
  step: 'A step',
  gate: 'A gate',
  decision: 'A decision',
  parallel: 'A fork or join',
  wait: 'A wait',
  notify: 'A notification',
  subprocess: 'A subprocess',
  end: 'An end',
  role: 'A role',
  phase: 'A phase',
  note: 'A note',
  document: 'A document',
};

/** A finding about a node. */
export function atNode(
  level: Finding['level'],
  rule: string,
  node: Node,
  says: string,
  more: { readonly field?: string; readonly mend?: Finding['mend'] } = {},
): Finding {
  const { field, mend } = more;
  return {
    rule,
    level,
    at: { table: 'nodes', id: node.id, ...(field === undefined ? {} : { field }) },
    says,
    ...(mend === undefined ? {} : { mend }),
  };
}
