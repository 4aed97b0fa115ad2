import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { dateAt } from '#engine/time/date.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { now as clock } from '#store/clock.ts';
import { newId } from '#store/new-id.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { Select } from '#ui/select.tsx';
import { useActing, useDirectory } from '#ui/workspace.tsx';
import { readAbsence, substituteWarning, zoneOf } from './absence-rules.ts';
import type { AbsenceDraft } from './absence-rules.ts';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import classes from './workspace.module.css';

const idOf = (value: string | null): PersonId | null =>
  value === null ? null : as<PersonId>(value);

const written = (date: string): string => (date === '' ? '' : dateText(date));

/** Records an absence (null), or changes one: who, from which day to which, and who stands in. */
export function AbsenceDialog({
  absence,
  onClose,
}: {
  readonly absence: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const directory = useDirectory();
  const { person: acting } = useActing();
  const changer = useChange();
  const had = absence === null ? undefined : directory.absences[absence];
  const [id] = useState(() => absence ?? newId('away'));
  const [draft, setDraft] = useState<AbsenceDraft>(() => {
    if (had === undefined) {
      const today = dateAt(clock(), zoneOf(directory, acting));
      return { person: acting, substitute: null, first: today, last: today };
    }
    const zone = zoneOf(directory, had.person);
    return {
      person: had.person,
      substitute: had.substitute,
      first: dateAt(had.from, zone),
      last: dateAt(had.to - 1, zone),
    };
  });
  const [tried, setTried] = useState(false);
  const read = readAbsence(draft, directory, id);
  const problems = tried && 'problems' in read ? read.problems : {};
  const warning = 'absence' in read ? substituteWarning(read.absence, directory) : null;
  const zone = zoneOf(directory, draft.person);
  const set = (part: Partial<AbsenceDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const people = Object.entries(directory.people)
    .filter(([key, { active }]) => active || key === had?.person || key === had?.substitute)
    .map(([value, { name }]) => ({ value, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const save = async (): Promise<void> => {
    setTried(true);
    if (!('absence' in read)) return;
    if (await changer.change([{ table: 'absences', id, row: read.absence }])) onClose();
  };
  return (
    <DirectoryDialog
      title={
        had === undefined ? 'Record an absence' : `Absence of ${personName(directory, had.person)}`
      }
      changer={changer}
      confirm={had === undefined ? 'Record absence' : 'Save'}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <Select
        label="Who is away"
        withAsterisk
        searchable
        data-autofocus={acting === null || undefined}
        placeholder="Choose"
        nothingFoundMessage="Nobody is called that"
        data={people}
        value={draft.person}
        error={problems.person}
        onChange={(value) => set({ person: idOf(value) })}
      />
      <div className={classes['two']}>
        <TextInput
          type="date"
          label="First day"
          withAsterisk
          description={written(draft.first)}
          value={draft.first}
          error={problems.first}
          onChange={(event) => set({ first: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Last day"
          withAsterisk
          description={written(draft.last)}
          value={draft.last}
          error={problems.last}
          onChange={(event) => set({ last: event.currentTarget.value })}
        />
      </div>
      <p className={classes['small']}>
        Days are those of {zone}
        {draft.person !== null && directory.people[draft.person]?.zone === undefined
          ? ', the zone of this device: they have none of their own.'
          : '.'}
      </p>
      <Select
        label="Who stands in"
        description="May do in that time what they may. It is recorded “on behalf of”, and separation of duties looks at both."
        placeholder="Nobody"
        searchable
        clearable
        nothingFoundMessage="Nobody is called that"
        data={people.filter(({ value }) => value !== draft.person)}
        value={draft.substitute}
        error={problems.substitute}
        onChange={(value) => set({ substitute: idOf(value) })}
      />
      {warning !== null && <Callout tone="warning" title={warning} />}
    </DirectoryDialog>
  );
}
