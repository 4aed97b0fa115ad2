/** People's signing keys: who confirms signatures with a passphrase, since when, and one's own key. */
import { Button, Menu } from '@mantine/core';
import { KeyRound, KeySquare, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceKey } from '#model/directory.ts';
import { keyOf } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { PersonName } from '#ui/avatar.tsx';
import { Chip } from '#ui/chip.tsx';
import { personName } from '#ui/names.ts';
import { useActing, useDirectory, useLive } from '#ui/workspace.tsx';
import { EndKeyDialog } from './end-key-dialog.tsx';
import { icon } from './icon.ts';
import { KeyState, KeyTime } from './key-facts.tsx';
import { later, Part, RowMenu, Rows } from './part.tsx';
import { SetKeyDialog } from './set-key-dialog.tsx';
import classes from './workspace.module.css';

type Open = { readonly what: 'set' } | { readonly what: 'end'; readonly person: PersonId };
interface Row {
  readonly person: PersonId;
  readonly key: WorkspaceKey;
}

export function SigningKeys(): ReactNode {
  const directory = useDirectory();
  const { person: me } = useActing();
  const [open, setOpen] = useState<Open | null>(null);
  const here = useLive(async (db) => db.personKeys.toCollection().primaryKeys(), []);
  const rows = Object.entries(directory.personKeys ?? {})
    .flatMap(([person, keys]) => keys.map((key): Row => ({ person: as<PersonId>(person), key })))
    .toSorted(
      (a, b) =>
        Number(b.person === me) - Number(a.person === me) ||
        personName(directory, a.person).localeCompare(personName(directory, b.person)) ||
        b.key.from - a.key.from,
    );
  const mine = me === null ? null : keyOf(directory, me);
  const current = rows.filter(({ key }) => key.until === null);
  return (
    <Part
      id="signing-keys"
      title="Signing keys"
      count={current.length}
      intro="Whoever has set a key confirms each signature with its passphrase. Signatures of others are marked “not authenticated”. The private half stays in this browser, locked by the passphrase; the public half stands in the workspace’s log."
      tools={
        <Button
          variant="filled"
          leftSection={<KeySquare {...icon} />}
          disabled={me === null}
          title={me === null ? 'Choose who you act as first' : undefined}
          onClick={() => setOpen({ what: 'set' })}
        >
          {mine === null ? 'Set your key' : 'Replace your key'}
        </Button>
      }
    >
      <Rows
        none={rows.length > 0 ? null : 'Nobody has set a key yet: no signature is authenticated.'}
      >
        {rows.map((row) => (
          <KeyRow
            key={row.key.kid}
            row={row}
            own={row.person === me}
            away={here !== undefined && !here.includes(row.key.kid)}
            onOpen={setOpen}
          />
        ))}
      </Rows>
      {open?.what === 'set' && me !== null && (
        <SetKeyDialog person={me} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'end' && <EndKeyDialog person={open.person} onClose={() => setOpen(null)} />}
    </Part>
  );
}

function KeyRow({
  row: { person, key },
  own,
  away,
  onOpen,
}: {
  readonly row: Row;
  readonly own: boolean;
  /** The private half is not in this browser. */
  readonly away: boolean;
  readonly onOpen: (open: Open) => void;
}): ReactNode {
  const directory = useDirectory();
  const opens = later(onOpen);
  return (
    <li className={`${classes['row']} ${classes['signing']}`}>
      <div className={classes['who']}>
        <PersonName person={person} size={28} />
        {own && <Chip tone="ink">You</Chip>}
      </div>
      <code className={classes['kid']} title={key.kid}>
        {key.kid.slice(0, 16)}…
      </code>
      <KeyTime of={key} />
      <div className={classes['ends']}>
        {key.until === null && away && <Chip tone="warn">Not in this browser</Chip>}
        <KeyState of={key} />
        {key.until === null && (
          <RowMenu of={`the key of ${personName(directory, person)}`}>
            {own && (
              <Menu.Item leftSection={<KeyRound {...icon} />} onClick={opens({ what: 'set' })}>
                Replace…
              </Menu.Item>
            )}
            <Menu.Item
              color="rejected"
              leftSection={<ShieldOff {...icon} />}
              onClick={opens({ what: 'end', person })}
            >
              End…
            </Menu.Item>
          </RowMenu>
        )}
      </div>
    </li>
  );
}
