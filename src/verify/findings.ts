/**
 * Everything there is to say about a diagram before it is published: what repair kept though it contradicts itself, what
 * cannot run, and lint. One list for problems panel, publish dialog and command line.
 */
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { repair } from '#model/repair.ts';
import { rules } from './lint/lint.ts';

const rank: Readonly<Record<Finding['level'], number>> = { error: 0, warning: 1, hint: 2 };
const made = new WeakMap<Diagram, readonly Finding[]>();

/** Errors first. The same thing is said once, by whoever says it first: repair, compiler, lint. */
export function findings(diagram: Diagram): readonly Finding[] {
  const known = made.get(diagram);
  if (known !== undefined) return known;
  const repaired = repair(diagram);
  const said = once([
    ...repaired.findings,
    ...compile(repaired.diagram, 'draft').faults,
    ...rules.flatMap((rule) => rule(repaired.diagram)),
  ]).toSorted((a, b) => rank[a.level] - rank[b.level]);
  made.set(diagram, said);
  return said;
}

function once(all: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return all.filter(({ rule, at }) => {
    const key = JSON.stringify([rule, at.table, at.id ?? '', at.field ?? '']);
    return seen.has(key) ? false : seen.add(key);
  });
}
