import type { EvidenceId } from '#model/ids.ts';
import { checkAll, flipped } from './checks.ts';
import { isApproving } from './people/quorum.ts';
import type { CNode } from './compiled.ts';
import type { Result } from './request.ts';
import { emit } from './run.ts';
import type { Run } from './run.ts';
import { waitAgain } from './waiting.ts';

/** What a change of form or evidence touches: checks of open work, dates waited for, gates that signed otherwise. */
export function dataChanged(run: Run, keys: readonly string[], replaced: EvidenceId | null): void {
  checkAll(run);
  if (keys.length > 0) waitAgain(run);
  for (const gate of run.compiled.nodes) {
    if (gate.kind !== 'gate') continue;
    const result = run.request.results[gate.id];
    if (result === undefined || !hasApproved(result)) continue;
    if (run.request.work.some((work) => work.node === gate.id)) continue; // it decides anew
    const because = reason(run, gate, result, keys, replaced);
    if (because !== null) emit(run, { because, node: gate.id, type: 'overtaken' });
  }
}

const hasApproved = ({ outcome }: Result): boolean =>
  outcome !== 'done' && outcome !== 'expired' && isApproving(outcome);

/** The field, evidence or item by which a closed gate is overtaken, or null. */
function reason(
  run: Run,
  gate: CNode,
  result: Result,
  keys: readonly string[],
  replaced: EvidenceId | null,
): string | null {
  for (const key of keys)
    if (!gate.uncovered.has(key)) return run.compiled.fields.get(key)?.id ?? key;
  if (replaced !== null && result.reading?.includes(replaced) === true) return replaced;
  return flipped(run, gate.id);
}
