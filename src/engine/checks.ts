import type { NodeId } from '#model/ids.ts';
import type { CItem, CNode, Data } from './compiled.ts';
import { dataOf, dataWith, seenBy } from './data.ts';
import type { Checked } from './event.ts';
import type { Answer, Work } from './request.ts';
import { emit } from './run.ts';
import type { Run } from './run.ts';

type Result = Answer['result'];

/** What the engine says of an item on this data; null where a person has to answer. */
export function resultOf(item: CItem, data: Data): Result | null {
  if (item.row.when !== undefined && item.when?.eval(data) !== true) return 'na';
  if (item.row.check === undefined) return null;
  const held = item.check?.eval(data);
  // What cannot be told (null, a broken expression) blocks like a failure.
  return held === true ? 'pass' : held === false ? 'fail' : 'unknown';
}

/** Evaluates the automated items of open work; only results that changed are recorded, with the values seen. */
export function check(run: Run, work: Work, node: CNode): void {
  const data = dataOf(run.compiled, run.request);
  const results: Checked[] = [];
  for (const item of node.items) {
    if (item.row.check === undefined && item.row.when === undefined) continue;
    const before = work.answers[item.row.id];
    const now = resultOf(item, data);
    if (now !== null) {
      if (before?.by === null && before.result === now) continue;
      const source = now === 'na' ? item.when : item.check;
      const seen = source === null ? {} : seenBy(source, data);
      results.push({ item: item.row.id, result: now, seen });
    } else if (before?.by === null && before.result === 'na')
      // It applies now: somebody has to answer it.
      results.push({ item: item.row.id, result: 'open', seen: {} });
  }
  if (results.length > 0) emit(run, { results, type: 'checked', work: work.id });
}

/** After a change of data: all open work. */
export function checkAll(run: Run): void {
  for (const work of run.request.work) {
    const node = run.compiled.at.get(work.node);
    if (node !== undefined && node.items.length > 0) check(run, work, node);
  }
}

/**
 * The first automated item of a closed gate that this command's change of data flipped. Answers of closed work stand
 * in the log, not in the state: both sides are evaluated.
 */
export function flipped(run: Run, gate: NodeId): string | null {
  const node = run.compiled.at.get(gate);
  if (node === undefined || node.items.length === 0) return null;
  const { compiled, before, request } = run;
  const old = dataWith(compiled, before, before.form, before.tier, before.metrics);
  const now = dataOf(compiled, request);
  for (const item of node.items)
    if (item.row.check !== undefined || item.row.when !== undefined)
      if (resultOf(item, old) !== resultOf(item, now)) return item.row.id;
  return null;
}
