import type { CItem, Compiled } from '#engine/compiled.ts';
import type { Request, Work } from '#engine/request.ts';
import { dataOf } from '#engine/data.ts';
import type { ItemId } from '#model/ids.ts';

/** The items of the work's node that apply to this request's data (`when` is true, or absent). */
export function applicableItems(
  compiled: Compiled,
  request: Request,
  work: Work,
): readonly CItem[] {
  const data = dataOf(compiled, request);
  const items = compiled.at.get(work.node)?.items ?? [];
  return items.filter((item) => item.when === null || item.when.eval(data) === true);
}

/** Whether the item has a result, or was waived. */
export function isAnswered(work: Work, item: ItemId): boolean {
  const result = work.answers[item]?.result;
  return work.waived[item] !== undefined || (result !== undefined && result !== 'open');
}
