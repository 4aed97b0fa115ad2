/** The forecast in sentences: the answer first, then what is wrong with it. */
import type { Estimate } from './estimate.ts';
import type { Figures } from './result.ts';

/** What of a replication is said beside its figures; `stuck` and `endless` by node. */
export interface Told {
  /** More requests under way than are followed. */
  readonly overflow: boolean;
  readonly finished: number;
  readonly arrived: number;
  readonly stuck: ArrayLike<number>;
  readonly endless: ArrayLike<number>;
}

/** Said where half of the requests asked for are not enough to begin with. */
export const unsettled =
  'The simulation does not settle within the requests asked for: ask for more of them, or read the figures as those of the beginning.';

export function sayings(
  { names, listed }: { readonly names: readonly string[]; readonly listed: boolean },
  done: readonly Told[],
  figures: Figures,
  { limits, asked }: { readonly limits: readonly string[]; readonly asked: number },
): string[] {
  const says = [answer(figures)];
  const short = shortOfPeople(figures);
  says.push(...short);
  if (done.some((one) => one.overflow))
    says.push(
      'More than 1,000,000 requests were under way at once, so the simulation was ended there.',
    );
  for (const [sums, what] of [
    [
      (one: Told) => one.stuck,
      'stop here, for what the node needs cannot be told from the sample requests',
    ],
    [(one: Told) => one.endless, 'go round without end and were given up here'],
  ] as const)
    for (const [i, name] of names.entries()) {
      const gone = done.reduce((sum, one) => sum + (sums(one)[i] ?? 0), 0);
      const all = done.reduce((sum, one) => sum + one.finished, 0);
      if (gone > 0) says.push(`“${name}”: ${percent(gone / all)} of the requests ${what}.`);
    }
  const unfinished = done.filter(
    (one) => !one.overflow && listed && one.finished < Math.min(asked, one.arrived),
  );
  if (unfinished.length > 0)
    says.push('Some requests never come to an end: they wait for others that do not come.');
  if (short.length === 0) says.push(...limits);
  return says;
}

function answer({ cycle, percentiles, breach }: Figures): string {
  if (cycle === null) return 'No request comes to an end.';
  const nine = percentiles['p90'];
  return [
    `A request takes ${time(cycle.mean)}${plusMinus(cycle)} on average`,
    nine === null || nine === undefined ? '' : `, nine of ten at most ${time(nine.mean)}`,
    breach === null ? '' : `; ${percent(breach.mean)} are late at a gate`,
    '.',
  ].join('');
}

/** Asked for more than there is: no queue can settle, whatever the figures of a finite run say. */
function shortOfPeople({ roles }: Figures): string[] {
  return roles.flatMap(({ name, people, needed }) => {
    if (people === null || needed === null || needed.mean < people) return [];
    const more = Math.floor(needed.mean) + 1 - people;
    return [
      `The queue of “${name}” never settles: the work asked of them would take ${tenths(needed.mean)} people, and there are ${people}. At least ${more} more ${more === 1 ? 'is' : 'are'} needed; until then the figures are those of a beginning and grow with time.`,
    ];
  });
}

const tenths = (n: number): string => n.toFixed(n < 10 ? 2 : 1);
const percent = (share: number): string => {
  const of = share * 100;
  return `${of > 0 && of < 0.1 ? 'less than 0.1' : of.toFixed(of < 10 ? 1 : 0)} %`;
};
function time(hours: number): string {
  if (hours < 1) return `${(hours * 60).toFixed(0)} minutes`;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`;
}
const plusMinus = ({ half }: Estimate): string => (half === null ? '' : ` (± ${time(half)})`);
