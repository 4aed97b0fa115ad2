import type { CItem, Compiled } from '#engine/compiled.ts';
import type { Request, Work } from '#engine/request.ts';
import { dataOf } from '#engine/data.ts';
import { itemMessage } from '#engine/message.ts';
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

/** Whether this is an automated check that fails, or cannot be computed, and was not waived. */
export function stops({ row, check }: CItem, work: Work): boolean {
  const result = work.answers[row.id]?.result;
  return check !== null && (result === 'fail' || result === 'unknown') && !work.waived[row.id];
}

/**
 * The required automated checks that stop the gate, with what a manager reads: first those that saw all their values,
 * then those that lack figures.
 */
export function stopped(
  compiled: Compiled,
  request: Request,
  work: Work,
): readonly { readonly item: ItemId; readonly says: string; readonly lacks: boolean }[] {
  const data = dataOf(compiled, request);
  return applicableItems(compiled, request, work)
    .filter((item) => item.row.required && stops(item, work))
    .map(({ row }) => ({
      item: row.id,
      says: itemMessage(row, data),
      lacks: Object.values(work.answers[row.id]?.seen ?? {}).includes(null),
    }))
    .toSorted((a, b) => Number(a.lacks) - Number(b.lacks));
}
