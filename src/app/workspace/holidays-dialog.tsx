import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { dateAt } from '#engine/time/date.ts';
import { as } from '#model/ids.ts';
import type { HolidayListId } from '#model/ids.ts';
import { now as clock, zone } from '#store/clock.ts';
import { usesOf } from '#store/uses.ts';
import { dateText } from '#ui/format.ts';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import { readHolidays } from './holiday-rules.ts';
import type { HolidayDraft } from './holiday-rules.ts';
import { Removal } from './removal.tsx';

/** Adds a holiday list (null), or edits one. Its name stays: SOPs know the list by it. */
export function HolidaysDialog({
  list,
  onClose,
}: {
  readonly list: HolidayListId | null;
  readonly onClose: () => void;
}): ReactNode {
  const directory = useDirectory();
  const changer = useChange();
  const had = list === null ? undefined : directory.holidays[list];
  const [draft, setDraft] = useState<HolidayDraft>(() => ({
    name: list ?? '',
    days: (had?.days ?? []).join('\n'),
    keptUntil: had?.keptUntil ?? `${dateAt(clock(), zone()).slice(0, 4)}-12-31`,
  }));
  const [tried, setTried] = useState(false);
  const read = readHolidays(
    draft,
    (name) => list === null && Object.hasOwn(directory.holidays, name),
  );
  const problems = tried && 'problems' in read ? read.problems : {};
  const set = (part: Partial<HolidayDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    setTried(true);
    if (!('list' in read)) return;
    const id = list ?? as<HolidayListId>(draft.name.trim());
    if (await changer.change([{ table: 'holidays', id, row: read.list }])) onClose();
  };
  return (
    <DirectoryDialog
      title={list === null ? 'Add a holiday list' : `Days of ${list}`}
      changer={changer}
      confirm={list === null ? 'Add list' : 'Save'}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      {list === null && (
        <TextInput
          label="Name"
          description="For example us-federal. SOPs name the list by it, so it stays."
          withAsterisk
          data-autofocus
          autoComplete="off"
          value={draft.name}
          error={problems.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      )}
      <Textarea
        label="Days"
        description="One date a line, as 2026-12-25."
        data-autofocus={list !== null || undefined}
        autosize
        minRows={6}
        maxRows={14}
        styles={{ input: { fontFamily: 'var(--cs-font-mono)' } }}
        value={draft.days}
        error={problems.days}
        onChange={(event) => set({ days: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Kept until"
        withAsterisk
        maw={260}
        description={
          draft.keptUntil === '' ? '' : `${dateText(draft.keptUntil)}: later, due times warn.`
        }
        value={draft.keptUntil}
        error={problems.keptUntil}
        onChange={(event) => set({ keptUntil: event.currentTarget.value })}
      />
    </DirectoryDialog>
  );
}

/** Removes a list that no calendar names. */
export function HolidayRemoval({
  list,
  onClose,
}: {
  readonly list: HolidayListId;
  readonly onClose: () => void;
}): ReactNode {
  const held = useLive(
    async (database) =>
      ((await usesOf(database)).holidays.get(list) ?? []).map(
        ({ sop, part }) => `${part} of “${sop}”`,
      ),
    [list],
  );
  return (
    <Removal
      name={list}
      row={{ table: 'holidays', id: list, row: null }}
      held={held}
      why="Without it its days would count as business days, and due times would come too soon. Name another list in those calendars and publish first."
      free="No calendar of an effective SOP names this list."
      onClose={onClose}
    />
  );
}
