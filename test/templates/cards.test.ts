/** The library's cards: small, so that twelve drawings are there at once; made of the files (`vitest -u` writes them). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSop } from '#formats/sop.ts';
import type { Diagram, Node } from '#model/diagram.ts';
import type { TemplateCard } from '../../src/app/library/template-files.ts';
import { templates } from '../builders/templates.ts';

/** What a thumbnail shows: nodes without their texts, flows, who signs, and where everything stands. */
function drawn(diagram: Diagram): Diagram {
  const nodes = Object.values(diagram.nodes).map(({ description: _description, ...node }): [string, Node] => [
    node.id,
    node.kind === 'note' ? { ...node, text: '' } : node,
  ]);
  return {
    ...diagram,
    nodes: Object.fromEntries(nodes),
    items: {},
    evidence: {},
    fields: {},
    tiers: {},
    calendars: {},
    windows: {},
    rules: {},
    assumptions: {},
  };
}
function cardOf(template: string): TemplateCard {
  const read = readSop(readFileSync(`templates/${template}.sop.json`, 'utf8'));
  if (!read.ok) throw new Error(read.says);
  return { id: template, diagram: drawn(read.file.diagram) };
}

test('the cards are those of the templates', async () => {
  const cards = templates().map((template) => JSON.stringify(cardOf(template)));
  await expect(`[\n${cards.join(',\n')}\n]\n`).toMatchFileSnapshot('../../templates/cards.json');
});
