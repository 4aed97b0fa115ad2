import type { ReactNode } from 'react';
import type { Work } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { assignmentsOf } from '#model/rows.ts';
import { dateText, listText } from '#ui/format.ts';
import { quoted } from '#ui/words/told.ts';
import classes from './aside.module.css';
import { useScope } from './request-scope.tsx';
import type { Scope } from './request-scope.tsx';

/** Who stands in for whom at this work, who claimed it, who stepped back, and to whom it was escalated. */
export function WorkPeople({ work }: { readonly work: Work }): ReactNode {
  const scope = useScope();
  const lines = [
    ...claims(scope, work),
    ...delegations(scope, work),
    ...absences(scope, work),
    ...recusals(scope, work),
    ...escalations(scope, work),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={classes['notes']} aria-label="Who stands in, and who does not take part">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const claims = ({ names }: Scope, work: Work): readonly string[] => [
  ...new Set(
    Object.values<PersonId>(work.claimed).map((person) => `Claimed by ${names.person(person)}`),
  ),
];

const delegations = ({ names }: Scope, work: Work): readonly string[] =>
  Object.entries<PersonId>(work.delegated).map(
    ([from, to]) => `${names.person(as<PersonId>(from))} delegated it to ${names.person(to)}`,
  );

/** Of the roles asked here: who is away now, until when, and who stands in. */
function absences({ compiled, directory, names, now }: Scope, work: Work): readonly string[] {
  const asked = new Set<PersonId>();
  for (const { role, letter } of assignmentsOf(compiled.diagram, work.node)) {
    const row = compiled.diagram.nodes[role];
    if (letter === 'I' || row?.kind !== 'role' || row.group === null) continue;
    for (const member of directory.groups[row.group]?.members ?? []) asked.add(member);
  }
  return Object.values(directory.absences)
    .filter((away) => asked.has(away.person) && away.from <= now && now < away.to)
    .map(({ person, substitute, to }) => {
      const stands =
        substitute === null ? 'nobody stands in' : `${names.person(substitute)} stands in`;
      return `${names.person(person)} is away to ${dateText(to - 1)}, ${stands}`;
    });
}

function recusals({ request, record, names }: Scope, work: Work): readonly string[] {
  const people = request.recused[work.node] ?? [];
  return people.map((person) => {
    const by = record.recusals.findLast(
      (one) => one.event.node === work.node && (one.for ?? one.by) === person,
    );
    const why = quoted(by?.event.reason);
    return `${names.person(person)} recused${why === undefined ? '' : `: ${why}`}`;
  });
}

const escalations = ({ names }: Scope, work: Work): readonly string[] =>
  work.escalated.length === 0
    ? []
    : [`Escalated to ${listText(work.escalated.map((role) => names.role(role)))}`];
