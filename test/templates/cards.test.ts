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

/** One row a line, so that a change shows as what it is. */
function written({ id, diagram }: TemplateCard): string {
  const tables = Object.entries(diagram).map(([name, table]) => {
    const whole = typeof table !== 'object' || name === 'control';
    if (whole) return `${JSON.stringify(name)}:${JSON.stringify(table)}`;
    const rows = Object.entries(table).map(
      ([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`,
    );
    return `${JSON.stringify(name)}:{${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n`}}`;
  });
  return `{"id":${JSON.stringify(id)},"diagram":{\n${tables.join(',\n')}\n}}`;
}

test('the cards are those of the templates', async () => {
  const cards = templates().map(cardOf);
  const text = `[\n${cards.map(written).join(',\n')}\n]\n`;
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(cards)));
  await expect(text).toMatchFileSnapshot('../../templates/cards.json');
});
