import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { GroupId, PersonId } from '#model/ids.ts';
import { whoActed } from '#store/append-workspace.ts';
import { now as clock } from '#store/clock.ts';
import type { Database } from '#store/database.ts';
import { openWorkOf, usesOf } from '#store/uses.ts';
import { Callout } from '#ui/callout.tsx';
import { listText, plural } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { useActing, useDirectory, useLive } from '#ui/workspace.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import classes from './workspace.module.css';

interface Depends {
  readonly acted: boolean;
  /** Sentences: what rests on this person. */
  readonly facts: readonly string[];
}

const groupsOf = (directory: Directory, person: PersonId) =>
  Object.entries(directory.groups)
    .filter(([, { members }]) => members.includes(person))
    .map(([id, group]) => ({ id: as<GroupId>(id), ...group }));

/** What would change for others if this person could act no more. */
async function dependsOn(
  database: Database,
  directory: Directory,
  person: PersonId,
): Promise<Depends> {
  const name = personName(directory, person);
  const acted = (await whoActed(database, [person])).has(person);
  const facts: string[] = [];
  const mine = await openWorkOf(database, person);
  if (mine > 0)
    facts.push(
      `${plural(mine, 'piece')} of open work ${mine === 1 ? 'is' : 'are'} theirs by name: their own requests, or delegated to them.`,
    );
  const uses = await usesOf(database);
  for (const group of groupsOf(directory, person)) {
    const others = group.members.filter(
      (member) => member !== person && directory.people[member]?.active === true,
    );
    if (others.length > 0) continue;
    const roles = uses.groups.get(group.id) ?? [];
    const waiting = await openWorkOf(database, group.id);
    const sops = listText([...new Set(roles.map(({ sop }) => `“${sop}”`))]);
    facts.push(
      `Nobody else is active in ${group.name}${sops === '' ? '' : `, a role of ${sops}`}${
        waiting > 0 ? `: ${plural(waiting, 'piece')} of open work would wait for nobody` : ''
      }.`,
    );
  }
  const standsIn = Object.values(directory.absences).filter(
    (away) => away.substitute === person && away.to > clock(),
  );
  for (const away of standsIn)
    facts.push(`They stand in for ${personName(directory, away.person)}, who is or will be away.`);
  if (facts.length === 0) facts.push(`Nothing waits for ${name} alone.`);
  return { acted, facts };
}

/** Sets somebody inactive, or removes them, after saying what rests on them. */
export function LeaveDialog({
  person,
  remove,
  onClose,
}: {
  readonly person: PersonId;
  readonly remove: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const directory = useDirectory();
  const changer = useChange();
  const { person: acting } = useActing();
  const [removing, setRemoving] = useState(remove);
  const [leave, setLeave] = useState(false);
  const depends = useLive((database) => dependsOn(database, directory, person), [person]);
  const had = directory.people[person];
  const name = personName(directory, person);
  const out = (): readonly DirectoryRow[] =>
    groupsOf(directory, person).map(({ id, ...group }) => ({
      table: 'groups',
      id,
      row: { ...group, members: group.members.filter((member) => member !== person) },
    }));
  const rows = (): readonly DirectoryRow[] => {
    if (had === undefined) return [];
    if (!removing)
      return [
        { table: 'people', id: person, row: { ...had, active: false } },
        ...(leave ? out() : []),
      ];
    return [
      ...out(),
      ...Object.entries(directory.absences).flatMap(([id, away]): DirectoryRow[] => {
        if (away.person === person) return [{ table: 'absences', id, row: null }];
        return away.substitute === person
          ? [{ table: 'absences', id, row: { ...away, substitute: null } }]
          : [];
      }),
      { table: 'people', id: person, row: null },
    ];
  };
  const kept = removing && depends?.acted === true;
  const confirm = async (): Promise<void> => {
    if (kept || depends === undefined) return;
    if (await changer.change(rows())) onClose();
  };
  return (
    <DirectoryDialog
      title={removing ? `Remove ${name}` : `Set ${name} inactive`}
      changer={changer}
      confirm={kept ? null : removing ? 'Remove' : 'Set inactive'}
      dangerous
      disabled={depends === undefined}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {kept ? (
        <Callout
          tone="refusal"
          title={`${name} has acted here, and what they did stays on record.`}
          action={
            had?.active === true && (
              <Button onClick={() => setRemoving(false)}>Set inactive instead</Button>
            )
          }
        >
          Who stands in a log cannot be removed from the directory, or nobody could read who it was.
        </Callout>
      ) : (
        <p>
          {removing
            ? 'They have done nothing here yet, so nothing of the record is lost. They leave their groups too.'
            : 'They can submit, work and sign no more, from now on. What they did stays on record.'}
        </p>
      )}
      {!kept && depends !== undefined && (
        <div>
          <h3>What rests on them</h3>
          <ul className={classes['facts']}>
            {depends.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </div>
      )}
      {!removing && groupsOf(directory, person).length > 0 && (
        <Checkbox
          label={`Take them out of ${listText(groupsOf(directory, person).map((group) => group.name))} too`}
          description="Otherwise they have the roles again as soon as they are active."
          checked={leave}
          onChange={(event) => setLeave(event.currentTarget.checked)}
        />
      )}
      {!kept && acting === person && (
        <Callout tone="info" title="You act as them in this tab. Afterwards you act as nobody." />
      )}
    </DirectoryDialog>
  );
}
