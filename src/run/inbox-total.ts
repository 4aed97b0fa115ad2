/** How much waits, as far as it was counted. */
export interface Waiting {
  /** At least so many. */
  readonly count: number;
  /** There may be more than were looked through. */
  readonly more: boolean;
}

/** The badge: "4", "99+", "7+" where not all was looked through; empty: nothing. It says no more than is known. */
export const waitingText = (waiting: Waiting | null): string =>
  waiting === null || waiting.count === 0 ? '' : `${waiting.count}${waiting.more ? '+' : ''}`;

/**
 * The count in the inbox's head. Rows of work that several of a person's roles share are counted once only when they
 * are read: until all are, it says no more than is known ("50+").
 * @param all how many there are, where that is known beforehand
 */
export function totalText({
  read,
  unread,
  all,
}: {
  readonly read: number;
  readonly unread: boolean;
  readonly all: number | null;
}): string {
  if (!unread) return read === 0 ? '' : read.toLocaleString('en-US');
  if (all !== null) return Math.max(all, read).toLocaleString('en-US');
  return read === 0 ? '' : `${read.toLocaleString('en-US')}+`;
}
