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
