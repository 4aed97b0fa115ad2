import type { Diagram } from '#model/diagram.ts';
import { nodesOf } from '#model/rows.ts';
import { plural } from '#ui/format.ts';

/** What a version holds, in figures. */
export function contentsOf(diagram: Diagram): readonly string[] {
  const items = Object.values(diagram.items);
  const automated = items.filter((item) => item.check !== undefined).length;
  return [
    plural(nodesOf(diagram, 'gate').length, 'gate'),
    plural(nodesOf(diagram, 'step').length, 'step'),
    `${plural(items.length, 'checklist item')}, ${automated} automated`,
    plural(Object.keys(diagram.evidence).length, 'piece of evidence', 'pieces of evidence'),
    plural(Object.keys(diagram.fields).length, 'form field'),
    plural(Object.keys(diagram.tiers).length, 'tier rule'),
    plural(nodesOf(diagram, 'role').length, 'role'),
    plural(Object.keys(diagram.rules).length, 'rule'),
  ];
}
