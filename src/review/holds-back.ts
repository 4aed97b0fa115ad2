import type { Finding } from '#model/finding.ts';
import type { PersonId } from '#model/ids.ts';

/** What a finding is known by within one diagram: rule and place. */
export const findingKey = ({ rule, at }: Finding): string =>
  [rule, at.table, at.id ?? '', at.field ?? ''].join('/');

export interface Publication {
  readonly findings: readonly Finding[];
  /** Written acceptances by `findingKey`. */
  readonly accepted: ReadonlyMap<string, string>;
  readonly reason: string;
  readonly person: PersonId | null;
  /** The effective version has this very digest. */
  readonly unchanged: boolean;
  /** ISO date. */
  readonly effectiveFrom: string;
}

const word = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The one sentence that holds a version back, the weightiest first; null: nothing does. */
export function holdsBack(
  publication: Publication,
): { says: string; level: Finding['level'] } | null {
  const { findings, accepted, reason, person, unchanged, effectiveFrom } = publication;
  const errors = findings.filter((finding) => finding.level === 'error').length;
  const open = findings.filter(
    (finding) =>
      finding.level === 'warning' && (accepted.get(findingKey(finding)) ?? '').trim() === '',
  ).length;
  if (errors > 0)
    return {
      says:
        open > 0
          ? `${word(errors, 'error')} and ${word(open, 'open warning')} hold this version back`
          : `${word(errors, 'error')} ${errors === 1 ? 'holds' : 'hold'} this version back`,
      level: 'error',
    };
  if (open > 0)
    return {
      says: `${word(open, 'warning')} ${open === 1 ? 'needs' : 'need'} a written acceptance`,
      level: 'warning',
    };
  if (unchanged) return { says: 'Nothing has changed since the effective version', level: 'hint' };
  if (person === null)
    return { says: 'Choose who publishes: nobody acts in this tab', level: 'hint' };
  if (reason.trim() === '') return { says: 'A reason for this version is needed', level: 'hint' };
  if (!/^\d{4}-\d\d-\d\d$/.test(effectiveFrom))
    return { says: 'A date is needed from which it is effective', level: 'hint' };
  return null;
}
