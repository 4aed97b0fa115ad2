/** Scenarios that were given a name: what was asked, to be opened again, and taken away. */
import { Button, Menu, TextInput } from '@mantine/core';
import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ScenarioFile } from '#formats/scenario.ts';
import type { SopId } from '#model/ids.ts';
import { dropScenario, keepScenario, scenariosOf } from '#store/scenarios.ts';
import { dateText } from '#ui/format.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import classes from './forecast.module.css';

export function Scenarios({
  sop,
  file,
  onOpen,
}: {
  readonly sop: SopId;
  /** What is asked now, under this name. */
  readonly file: (name: string) => ScenarioFile;
  readonly onOpen: (file: ScenarioFile) => void;
}): ReactNode {
  const database = useDatabase();
  const kept = useLive((db) => scenariosOf(db, sop), [sop]) ?? [];
  const [name, setName] = useState('');
  const [opened, setOpened] = useState(false);
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const title = name.trim();
    if (title === '') return;
    // The same name again is the same scenario, asked anew.
    const before = kept.find((row) => row.name === title);
    await keepScenario(database, {
      sop,
      name: title,
      scenario: file(title),
      ...(before === undefined ? {} : { id: before.id }),
    });
    setName('');
  };
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={320}>
      <Menu.Target>
        <Button leftSection={<Bookmark size={16} strokeWidth={1.75} aria-hidden />}>
          Scenarios{kept.length > 0 && ` (${kept.length})`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kept.map((row) => (
          <Menu.Item
            key={row.id}
            onClick={() => onOpen(row.scenario)}
            rightSection={<span className="cs-muted">{dateText(row.at)}</span>}
          >
            {row.name}
          </Menu.Item>
        ))}
        {kept.length > 0 && <Menu.Divider />}
        {kept.map((row) => (
          <Menu.Item
            key={row.id}
            closeMenuOnClick={false}
            leftSection={<Trash2 size={14} strokeWidth={2.1} aria-hidden />}
            onClick={() => void dropScenario(database, row.id)}
          >
            Delete “{row.name}”
          </Menu.Item>
        ))}
        <form className={classes['keep']} onSubmit={(event) => void keep(event)}>
          <TextInput
            aria-label="Name of the scenario"
            placeholder="Name of this scenario"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            // The menu would take letters and the space bar for its own.
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            Save
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
