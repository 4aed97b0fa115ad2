import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { keyOf } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import { setPersonKey, shortestPassphrase } from '#store/person-keys.ts';
import { Callout } from '#ui/callout.tsx';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { DirectoryDialog } from './dialog.tsx';
import { ReasonInput } from './reason-input.tsx';
import { useAct } from './use-act.ts';

/** Sets one's own signing key, or replaces it: with the passphrase of the one before, or on record without it. */
export function SetKeyDialog({
  person,
  onClose,
}: {
  readonly person: PersonId;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const directory = useDirectory();
  const changer = useAct();
  const had = keyOf(directory, person);
  const kid = had?.kid ?? '';
  const here = useLive(
    async (db) => (await db.personKeys.where('kid').equals(kid).count()) > 0,
    [kid],
  );
  const [before, setBefore] = useState('');
  const [forgotten, setForgotten] = useState(false);
  const [leaked, setLeaked] = useState(false);
  const [reason, setReason] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const without = forgotten || here === false;
  const short = passphrase.length < shortestPassphrase;
  const confirm = async (): Promise<void> => {
    setTried(true);
    if (short || passphrase !== again) return;
    if (had !== null && (reason.trim() === '' || (!without && before === ''))) return;
    const replacing = {
      reason,
      compromised: leaked,
      before: had === null || without ? undefined : before,
    };
    if (await changer.act(() => setPersonKey(database, person, passphrase, replacing))) onClose();
  };
  return (
    <DirectoryDialog
      title={had === null ? 'Set your signing key' : 'Replace your signing key'}
      changer={changer}
      confirm={had === null ? 'Set key' : 'Replace key'}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>
        From now on each of your signatures asks for this passphrase. It is kept nowhere: forgotten,
        it cannot be brought back, and you set a new key. What you signed before stays valid.
      </p>
      {had !== null && (
        <>
          {here === false ? (
            <Callout tone="info" title="The key before is not in this browser">
              The record says that the new one was set without its passphrase.
            </Callout>
          ) : (
            <>
              <TextInput
                type="password"
                label="Passphrase of the key before"
                autoComplete="current-password"
                data-autofocus
                disabled={forgotten}
                value={before}
                error={
                  tried && !without && before === ''
                    ? 'Type it, or say that it is forgotten.'
                    : null
                }
                onChange={(event) => setBefore(event.currentTarget.value)}
              />
              <Checkbox
                label="I have forgotten it"
                description="The record says that the new key was set without it."
                checked={forgotten}
                onChange={(event) => setForgotten(event.currentTarget.checked)}
              />
            </>
          )}
          <Checkbox
            label="It got into other hands"
            description="Signatures with it stay, and the audit says that others may have made them."
            checked={leaked}
            onChange={(event) => setLeaked(event.currentTarget.checked)}
          />
          <ReasonInput value={reason} tried={tried} focused={false} onChange={setReason} />
        </>
      )}
      <TextInput
        type="password"
        label="New passphrase"
        description={`At least ${shortestPassphrase} characters; four or five words are good.`}
        autoComplete="new-password"
        {...(had === null ? { 'data-autofocus': true } : {})}
        value={passphrase}
        error={tried && short ? `At least ${shortestPassphrase} characters.` : null}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <TextInput
        type="password"
        label="The same again"
        autoComplete="new-password"
        value={again}
        error={tried && !short && passphrase !== again ? 'The two are not the same.' : null}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
    </DirectoryDialog>
  );
}
