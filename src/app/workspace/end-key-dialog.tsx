import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PersonId } from '#model/ids.ts';
import { endPersonKey } from '#store/person-keys.ts';
import { personName } from '#ui/names.ts';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import { DirectoryDialog } from './dialog.tsx';
import { ReasonInput } from './reason-input.tsx';
import { useAct, useActor } from './use-act.ts';

/** Somebody signs without a key from now on: they asked for it, have left, or their key leaked. */
export function EndKeyDialog({
  person,
  onClose,
}: {
  readonly person: PersonId;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const name = personName(useDirectory(), person);
  const actor = useActor();
  const changer = useAct();
  const [reason, setReason] = useState('');
  const [leaked, setLeaked] = useState(false);
  const [tried, setTried] = useState(false);
  const end = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    const why = { reason, compromised: leaked };
    if (await changer.act(() => endPersonKey(database, person, actor, why))) onClose();
  };
  return (
    <DirectoryDialog
      title={`End the signing key of ${name}`}
      changer={changer}
      confirm="End key"
      dangerous
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <p>
        Signatures of {name} are not authenticated from now on, until they set a new key. Those made
        with this one stay, and are still checked against it.
      </p>
      <ReasonInput value={reason} tried={tried} onChange={setReason} />
      <Checkbox
        label="It got into other hands"
        description="The audit says that others may have made signatures with it."
        checked={leaked}
        onChange={(event) => setLeaked(event.currentTarget.checked)}
      />
    </DirectoryDialog>
  );
}
