/** Every expression of a diagram that is no FEEL, or leaves the profile, with the place in its text. */
import type { Diagram, Feel, Node, TableName } from '#model/diagram.ts';
import { parseFeel } from '#model/feel/parse.ts';
import type { Fault } from '#model/finding.ts';
import { fault, named } from './fault.ts';

interface Written {
  readonly text: Feel;
  readonly at: readonly [TableName, string, string];
  /** What it belongs to, as it begins a sentence. */
  readonly of: string;
}

export const feelFaults = (d: Diagram): readonly Fault[] =>
  expressionsOf(d).flatMap(({ text, at, of }) =>
    parseFeel(text).faults.map(({ says, span, instead }) =>
      fault('feel_invalid', at, `${of}: ${says}`, {
        span,
        ...(instead === undefined ? {} : mended(at, instead)),
      }),
    ),
  );

/** Writes the text that was probably meant; in a wait's or a subprocess' own structure that is left to people. */
function mended([table, id, field]: Written['at'], text: Feel): Pick<Fault, 'mend'> {
  if (table === 'nodes') return {};
  const set = table === 'flows' ? { route: { kind: 'when', when: text } } : { [field]: text };
  return { mend: { edit: 'setRow', args: { table, id, set } } };
}

/** All of them, wherever they stand. */
export function expressionsOf(d: Diagram): readonly Written[] {
  const all: Written[] = [];
  for (const { id, when, tier } of Object.values(d.tiers))
    all.push({ text: when, at: ['tiers', id, 'when'], of: `Tier “${tier}”` });
  for (const { id, text, check, when } of Object.values(d.items)) {
    const of = `Checklist item “${text}”`;
    if (check !== undefined) all.push({ text: check, at: ['items', id, 'check'], of });
    if (when !== undefined) all.push({ text: when, at: ['items', id, 'when'], of });
  }
  for (const { id, from, route } of Object.values(d.flows)) {
    const source = d.nodes[from];
    if (route.kind === 'when' && source?.kind === 'decision')
      all.push({
        text: route.when,
        at: ['flows', id, 'route'],
        of: `A condition of ${lower(named({ kind: 'decision', row: source }))}`,
      });
  }
  for (const rule of Object.values(d.rules))
    if (rule.kind === 'onlyThrough' && rule.when !== undefined)
      all.push({ text: rule.when, at: ['rules', rule.id, 'when'], of: 'A promise of the SOP' });
  for (const node of Object.values(d.nodes)) all.push(...ofNode(node));
  return all;
}
const lower = (who: string): string => who.charAt(0).toLowerCase() + who.slice(1);

function ofNode(row: Node): Written[] {
  if (row.kind === 'subprocess')
    return Object.entries(row.form).map(([key, text]) => ({
      text,
      at: ['nodes', row.id, 'form'],
      of: `Field “${key}” of ${lower(named({ kind: 'subprocess', row }))}`,
    }));
  if (row.kind !== 'wait' || row.wait === null) return [];
  const waits = row.wait.kind === 'first' ? Object.values(row.wait.timers) : [row.wait];
  return waits.flatMap((wait) =>
    wait.kind === 'until'
      ? [{ text: wait.at, at: ['nodes', row.id, 'wait'], of: named({ kind: 'wait', row }) }]
      : [],
  );
}
