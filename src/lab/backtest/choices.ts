/** The stored requests of an SOP as one chooses among them: small rows, so that ten thousand are at hand at once. */
import type { Form } from '#engine/request.ts';
import type { Diagram, EndOutcome } from '#model/diagram.ts';
import type { Digest, RequestId } from '#model/ids.ts';
import { sorted } from '#model/order.ts';
import { valueText } from '#ui/field-value.ts';
import { dateText, listText, numberText, plural } from '#ui/format.ts';

export interface Choice {
  readonly id: RequestId;
  /** REQ-0412. */
  readonly name: string;
  readonly subject: string;
  readonly version: Digest;
  readonly tier: string | null;
  readonly ended: boolean;
  readonly outcome: EndOutcome | null;
  /** UTC ms. */
  readonly submittedAt: number;
}

/** Empty text: all of them. */
export interface Picked {
  readonly version: string;
  readonly tier: string;
  readonly outcome: string;
  /** ISO dates; of the submission, the last one with its day. */
  readonly from: string;
  readonly to: string;
  /** Also those still under way. */
  readonly running: boolean;
}
export const everyEnded: Picked = {
  version: '',
  tier: '',
  outcome: '',
  from: '',
  to: '',
  running: false,
};

/** `none`: requests without a tier. */
export const tierKey = ({ tier }: Pick<Choice, 'tier'>): string => tier ?? 'none';

const day = 86_400_000;

export function pick(choices: readonly Choice[], by: Picked): readonly Choice[] {
  const from = by.from === '' ? -Infinity : Date.parse(by.from);
  const to = by.to === '' ? Infinity : Date.parse(by.to) + day;
  return choices.filter(
    (each) =>
      (by.running || each.ended) &&
      (by.version === '' || each.version === by.version) &&
      (by.tier === '' || tierKey(each) === by.tier) &&
      (by.outcome === '' || each.outcome === by.outcome) &&
      each.submittedAt >= from &&
      each.submittedAt < to,
  );
}

/** "All tiers, all outcomes", or what they are narrowed to. */
export function pickedText(by: Picked, versions: ReadonlyMap<string, number>): string {
  const parts = [
    by.version === '' ? '' : `version ${versions.get(by.version) ?? 'that is not here'}`,
    by.tier === '' ? 'all tiers' : `tier ${by.tier}`,
    by.outcome === '' ? 'all outcomes' : by.outcome,
    by.from === '' ? '' : `from ${dateText(by.from)}`,
    by.to === '' ? '' : `to ${dateText(by.to)}`,
    by.running ? 'also under way' : '',
  ].filter((part) => part !== '');
  const says = parts.join(', ');
  return (says[0] ?? '').toUpperCase() + says.slice(1);
}

/** "128 requests stored since 1 Nov 2025". */
export function storedText(picked: readonly Choice[]): string {
  if (picked.length === 0) return 'No stored request is chosen';
  const first = picked.reduce((least, { submittedAt }) => Math.min(least, submittedAt), Infinity);
  return `${plural(picked.length, 'request')} stored since ${dateText(first)}`;
}

/** What a request is called by its form: its subject fields, else the first two it needs; else its number. */
export function subjectIn(diagram: Diagram | undefined, form: Form, name: string): string {
  if (diagram === undefined) return name;
  const named = diagram.control.subject.flatMap((field) => diagram.fields[field] ?? []);
  const needed = sorted(Object.values(diagram.fields)).filter(
    (field) => field.required && field.type.kind !== 'boolean',
  );
  const words = (named.length > 0 ? named : needed.slice(0, 2))
    .map((field) => valueText(field, form[field.key]))
    .filter((word) => word !== '–')
    .join(' ');
  return words === '' ? name : Array.from(words).slice(0, 120).join('');
}

/** "9 from another round, 2 from elsewhere"; empty: nothing was assumed. */
export function assumedText(assumed: {
  readonly recorded: number;
  readonly elsewhere: number;
  readonly default: number;
  readonly unknown: number;
}): string {
  const parts = [
    [assumed.recorded, 'recorded in another round'],
    [assumed.elsewhere, 'mapped from the same thing elsewhere'],
    [assumed.default, 'by default'],
    [assumed.unknown, 'unknown'],
  ] as const;
  return listText(
    parts.flatMap(([count, what]) => (count === 0 ? [] : [`${numberText(count)} ${what}`])),
  );
}
