/** Holiday lists as they are entered: one date a line. */
import { parseDate } from '#engine/time/zone.ts';
import { isId } from '#model/id.schema.ts';
import type { HolidayList } from '#model/directory.ts';
import { dateText } from '#ui/format.ts';

export interface HolidayDraft {
  readonly name: string;
  /** Lines of ISO dates; what stands after the date is a remark and is not kept. */
  readonly days: string;
  readonly keptUntil: string;
}
export type HolidayProblems = { readonly [field in keyof HolidayDraft]?: string };

/** The list that was entered, its days in order and each once, or what is wrong with it, field by field. */
export function readHolidays(
  draft: HolidayDraft,
  taken: (name: string) => boolean,
): { readonly list: HolidayList } | { readonly problems: HolidayProblems } {
  const problems: { -readonly [field in keyof HolidayDraft]?: string } = {};
  const name = draft.name.trim();
  if (name === '') problems.name = 'A name is needed: SOPs name the list by it.';
  else if (!isId(name))
    problems.name = 'This cannot be a name: letters and figures, no whole number.';
  else if (taken(name)) problems.name = 'There is a list of this name already.';
  const days = new Set<string>();
  for (const [i, line] of draft.days.split('\n').entries()) {
    const text = line.trim();
    if (text === '') continue;
    const date = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
    if (date === undefined) {
      problems.days ??= `Line ${i + 1}: “${text.slice(0, 40)}” begins with no date. Write it as 2026-12-25.`;
      continue;
    }
    if (parseDate(date) === null) {
      problems.days ??= `Line ${i + 1}: there is no ${date}.`;
      continue;
    }
    days.add(date);
  }
  const ordered = [...days].toSorted((a, b) => (a < b ? -1 : 1));
  const last = ordered.at(-1);
  if (parseDate(draft.keptUntil) === null)
    problems.keptUntil =
      'A date is needed: after it the list warns instead of saying “no holidays”.';
  else if (last !== undefined && last > draft.keptUntil)
    problems.keptUntil = `Before the last day of the list, ${dateText(last)}.`;
  if (Object.keys(problems).length > 0) return { problems };
  return { list: { days: ordered, keptUntil: draft.keptUntil } };
}
