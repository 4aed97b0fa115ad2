/** Absences as they are entered: dates in the zone of who is away. */
import { endOfDay, startOfDay } from '#engine/time/date.ts';
import type { Absence, Directory } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import { zone as deviceZone } from '#store/clock.ts';
import { daysAway } from '#ui/words/workspace-words.ts';

export interface AbsenceDraft {
  readonly person: PersonId | null;
  readonly substitute: PersonId | null;
  /** ISO dates; the last day is one away. */
  readonly first: string;
  readonly last: string;
}
export type AbsenceProblems = { readonly [field in keyof AbsenceDraft]?: string };

export const zoneOf = (directory: Directory, person: PersonId | null): string =>
  (person === null ? undefined : directory.people[person]?.zone) ?? deviceZone();

/** Who is away at `at` (UTC ms), by person. */
export const absencesAt = (
  directory: Directory,
  person: PersonId,
  at: number,
): readonly (readonly [string, Absence])[] =>
  Object.entries(directory.absences).filter(
    ([, away]) => away.person === person && away.from <= at && at < away.to,
  );

/** The absence that was entered, or what is wrong with it, field by field. `id`: the one that is edited. */
export function readAbsence(
  draft: AbsenceDraft,
  directory: Directory,
  id: string,
): { readonly absence: Absence } | { readonly problems: AbsenceProblems } {
  const zone = zoneOf(directory, draft.person);
  const from = startOfDay(draft.first, zone);
  const to = endOfDay(draft.last, zone);
  const problems: { -readonly [field in keyof AbsenceDraft]?: string } = {};
  if (draft.person === null) problems.person = 'Choose who is away.';
  if (from === null) problems.first = 'A first day is needed.';
  if (to === null) problems.last = 'A last day is needed.';
  else if (from !== null && to <= from) problems.last = 'The last day is before the first.';
  if (draft.substitute !== null) {
    if (draft.substitute === draft.person) problems.substitute = 'Nobody stands in for themselves.';
    else if (directory.people[draft.substitute]?.active !== true)
      problems.substitute = 'Who stands in has to be active.';
  }
  const same =
    from === null || to === null ? undefined : during(directory, draft.person, { from, to }, id);
  if (same !== undefined && problems.last === undefined)
    problems.first = `They are away ${daysAway(same, directory)} already. Change that absence instead.`;
  if (Object.keys(problems).length > 0 || draft.person === null || from === null || to === null)
    return { problems };
  return { absence: { person: draft.person, substitute: draft.substitute, from, to } };
}

/** An absence of this person that overlaps the span; `but`: one that does not count. */
const during = (
  directory: Directory,
  person: PersonId | null,
  { from, to }: Pick<Absence, 'from' | 'to'>,
  but: string,
): Absence | undefined =>
  Object.entries(directory.absences).find(
    ([id, away]) => id !== but && away.person === person && away.from < to && from < away.to,
  )?.[1];

/** Worth knowing, and no reason to refuse it: who stands in is away for a part of it too. */
export function substituteWarning(absence: Absence, directory: Directory): string | null {
  const too = during(directory, absence.substitute, absence, '');
  return too === undefined || absence.substitute === null
    ? null
    : `${directory.people[absence.substitute]?.name ?? absence.substitute} is away ${daysAway(too, directory)}: nobody stands in then.`;
}
