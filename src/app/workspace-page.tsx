/** The workspace: its people and groups, the samples it came with, and where it all lies. */
import { Button, TextInput } from '@mantine/core';
import { Download, Search, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { hasSamples, installSamples, removeSamples } from '#store/samples.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Callout } from '#ui/callout.tsx';
import { Chip, Count } from '#ui/chip.tsx';
import { sizeText } from '#ui/format.ts';
import { useTitle } from '#ui/title.ts';
import { useActing, useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { exportEverything } from './export.ts';
import { loadTemplate } from './library/template-files.ts';
import pageClasses from './page.module.css';
import classes from './workspace-page.module.css';

export default function WorkspacePage(): ReactNode {
  useTitle('Workspace');
  const directory = useDirectory();
  return (
    <div className={pageClasses['page']}>
      <div className={pageClasses['bar']}>
        <h1>Workspace</h1>
      </div>
      <Samples />
      <People directory={directory} />
      <Groups directory={directory} />
      <Storage />
    </div>
  );
}

function Samples(): ReactNode {
  const database = useDatabase();
  const there = useLive(hasSamples, []);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (there === undefined) return null;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  if (!there)
    return (
      <section className={pageClasses['section']}>
        <Button
          loading={busy}
          onClick={() =>
            void run(async () =>
              installSamples(database, await loadTemplate('general/five-gate-deployment')),
            )
          }
        >
          Add the sample people
        </Button>
      </section>
    );
  return (
    <section className={pageClasses['section']}>
      <Callout
        tone="info"
        title="This workspace holds samples"
        action={
          asking ? (
            <>
              <Button
                color="rejected"
                variant="filled"
                loading={busy}
                onClick={() => void run(() => removeSamples(database))}
              >
                Remove samples
              </Button>
              <Button variant="subtle" onClick={() => setAsking(false)}>
                Keep them
              </Button>
            </>
          ) : (
            <Button
              leftSection={<Trash2 size={14} strokeWidth={2.1} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              Remove samples
            </Button>
          )
        }
      >
        {asking
          ? 'Sample people who have acted stay as inactive, for the audit trail names them. Your SOPs and requests stay. You can add the samples again.'
          : 'The people and groups marked as samples came with the app, so that there is somebody to act as.'}
      </Callout>
    </section>
  );
}

function People({ directory }: { readonly directory: Directory }): ReactNode {
  const [search, setSearch] = useState('');
  const { person: acting, act } = useActing();
  const groupsOf = (id: PersonId): string =>
    Object.values(directory.groups)
      .filter(({ members }) => members.includes(id))
      .map(({ name }) => name)
      .join(', ');
  const wanted = search.trim().toLowerCase();
  const people = Object.entries(directory.people)
    .map(([id, person]) => ({
      id: as<PersonId>(id),
      ...person,
      groups: groupsOf(as<PersonId>(id)),
    }))
    .filter(
      ({ name, groups }) =>
        name.toLowerCase().includes(wanted) || groups.toLowerCase().includes(wanted),
    )
    .toSorted((a, b) => Number(b.active) - Number(a.active) || (a.name < b.name ? -1 : 1));
  return (
    <section className={pageClasses['section']} aria-labelledby="people">
      <div className={pageClasses['sectionHead']}>
        <h2 id="people">People</h2>
        <Count>{people.length}</Count>
        <span className={pageClasses['grow']} />
        <TextInput
          size="sm"
          w={220}
          value={search}
          leftSection={<Search size={14} strokeWidth={2.1} aria-hidden />}
          placeholder="Name or group"
          aria-label="Find people by name or group"
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <ul className={`cs-card ${classes['list']}`}>
        {people.map((person) => (
          <li key={person.id} className={classes['row']}>
            <Avatar id={person.id} name={person.name} size={28} />
            <span className={classes['who']}>
              <span className={classes['name']}>{person.name}</span>
              <span className={classes['groups']} title={person.groups}>
                {person.groups === '' ? 'In no group' : person.groups}
              </span>
            </span>
            {!person.active && <Chip>Inactive</Chip>}
            {person.id === acting ? (
              <Chip tone="ink">You act as them</Chip>
            ) : (
              person.active && (
                <Button size="xs" variant="subtle" onClick={() => act(person.id)}>
                  Act as
                </Button>
              )
            )}
          </li>
        ))}
        {people.length === 0 && (
          <li className={classes['row']}>
            {wanted === '' ? 'Nobody is in this workspace yet.' : 'Nobody is called that.'}
          </li>
        )}
      </ul>
    </section>
  );
}

function Groups({ directory }: { readonly directory: Directory }): ReactNode {
  const groups = Object.entries(directory.groups).toSorted(([, a], [, b]) =>
    a.name < b.name ? -1 : 1,
  );
  if (groups.length === 0) return null;
  return (
    <section className={pageClasses['section']} aria-labelledby="groups">
      <div className={pageClasses['sectionHead']}>
        <h2 id="groups">Groups</h2>
        <Count>{groups.length}</Count>
      </div>
      <ul className={`cs-card ${classes['list']}`}>
        {groups.map(([id, group]) => (
          <li key={id} className={classes['row']}>
            <span className={classes['who']}>
              <span className={classes['name']}>{group.name}</span>
              <span className={classes['groups']}>
                {group.members.map((member) => directory.people[member]?.name ?? member).join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Storage(): ReactNode {
  const database = useDatabase();
  const [facts, set] = useState<{ usage: number; quota: number; kept: boolean } | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      const kept = (await navigator.storage?.persisted?.()) ?? false;
      if (!gone) set({ usage, quota, kept });
    })();
    return () => {
      gone = true;
    };
  }, []);
  return (
    <section className={pageClasses['section']} aria-labelledby="storage">
      <div className={pageClasses['sectionHead']}>
        <h2 id="storage" className={pageClasses['grow']}>
          Storage
        </h2>
        <Button
          leftSection={<Download size={14} strokeWidth={2.1} aria-hidden />}
          onClick={() => void exportEverything(database)}
        >
          Export everything
        </Button>
      </div>
      <p className={classes['storage']}>
        Everything lies in this browser profile; nothing leaves the device unless you export it.
        {facts !== null &&
          ` ${sizeText(facts.usage)} used of ${sizeText(facts.quota)} the browser grants. ${
            facts.kept
              ? 'The browser keeps it until you clear it.'
              : 'The browser may clear it when space runs short: export what must not be lost.'
          }`}
      </p>
      <p className={classes['storage']}>
        <a href="/licenses.txt" target="_blank" rel="noreferrer">
          Licenses of the software this is built from
        </a>
      </p>
    </section>
  );
}
