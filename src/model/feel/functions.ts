/** The functions of the profile (CORE.md §2): how many arguments each takes. Names as FEEL writes them. */
export const functions: { readonly [name: string]: readonly [least: number, most: number] } = {
  not: [1, 1],
  date: [1, 3],
  time: [1, 4],
  'date and time': [1, 2],
  duration: [1, 1],
  'day of week': [1, 1],
  'month of year': [1, 1],
  count: [1, 1],
  sum: [1, 100],
  min: [1, 100],
  max: [1, 100],
  mean: [1, 100],
  abs: [1, 1],
  floor: [1, 2],
  ceiling: [1, 2],
  'round up': [2, 2],
  'round down': [2, 2],
  'round half up': [2, 2],
  'round half down': [2, 2],
  decimal: [2, 2],
  'list contains': [2, 2],
  'string length': [1, 1],
  contains: [2, 2],
  'starts with': [2, 2],
  'ends with': [2, 2],
  'upper case': [1, 1],
  'lower case': [1, 1],
  matches: [2, 3],
};

/**
 * What can be read off a date, time or duration: `date(form.day).year`. In the tree these are calls of one argument,
 * for a path leads through data only.
 */
export const properties: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'weekday',
  'hour',
  'minute',
  'second',
  'years',
  'months',
  'days',
  'hours',
  'minutes',
  'seconds',
]);

/** What an expression may start a path with; a loop's own name comes on top. */
export const roots: ReadonlySet<string> = new Set(['form', 'tier', 'metrics', 'request']);
