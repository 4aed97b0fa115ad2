/** The inbox's headings: open work by when it is due. */
interface Due {
  /** UTC ms; null: no clock runs. */
  readonly due: number | null;
}
export interface DueGroup<T> {
  readonly title: string;
  readonly rows: readonly T[];
}

const day = 86_400_000;

/** Midnight after `now` in the reader's own zone, UTC ms. */
function tomorrow(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** Rows in order of due (none last), under "Overdue", "Due today", "This week" (seven days), "Later" and "No due time". */
export function dueGroups<T extends Due>(rows: readonly T[], now: number): readonly DueGroup<T>[] {
  const today = tomorrow(now);
  const heads = ['Overdue', 'Due today', 'This week', 'Later', 'No due time'] as const;
  const headOf = (due: number | null): (typeof heads)[number] => {
    if (due === null) return 'No due time';
    if (due <= now) return 'Overdue';
    if (due < today) return 'Due today';
    return due < today + 6 * day ? 'This week' : 'Later';
  };
  const sorted = rows.toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || 0);
  return heads
    .map((title) => ({ title, rows: sorted.filter((row) => headOf(row.due) === title) }))
    .filter((group) => group.rows.length > 0);
}
