/** What the check at the start found wrong: what is safe, what is not, and the ways out. Nothing is written before. */
import { Button, Modal, Stack } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { useDatabase } from '#ui/workspace.tsx';
import type { BootCheck, Trouble } from './boot.ts';
import classes from './boot-check.module.css';
import { download } from './download.ts';

export function BootDialog({ boot }: { readonly boot: BootCheck }): ReactNode {
  const trouble = useSyncExternalStore(boot.subscribe, boot.trouble);
  return trouble === null ? null : <Found trouble={trouble} boot={boot} />;
}

const titles: { readonly [state in Trouble['state']]: string } = {
  lost: 'This browser lost a part of the workspace',
  apart: 'This browser holds two histories of the workspace',
  gone: 'This browser lost a part of the workspace',
};

function Found({
  trouble,
  boot,
}: {
  readonly trouble: Trouble;
  readonly boot: BootCheck;
}): ReactNode {
  const database = useDatabase();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const act = (work: () => Promise<string>) => async (): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      setDone(await work());
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const copy = 'copy' in trouble ? trouble.copy : null;
  const saveCopy = async (): Promise<void> => {
    if (copy === null) return;
    const { copyText } = await import('#store/copy.ts');
    download('second-copy.log.jsonl', copyText(copy), 'application/x-ndjson');
  };
  const saveDatabase = async (): Promise<void> => {
    const { exportStored } = await import('#store/verify.ts');
    download('database.log.jsonl', await exportStored(database), 'application/x-ndjson');
  };
  const useCopy = async (): Promise<string> => {
    const mirror = boot.mirror();
    if (copy === null || mirror === undefined) throw new Error('The second copy is not there.');
    const [{ restore }, { verifyStored }] = await Promise.all([
      import('#store/boot.ts'),
      import('#store/verify.ts'),
    ]);
    await restore(database, mirror, copy);
    const verdict = await verifyStored(database);
    if (!verdict.ok) throw new Error(verdict.says);
    return `All ${plural(verdict.entries, 'entry', 'entries')} are back and verified.`;
  };
  const useDatabaseOnly = async (): Promise<string> => {
    await saveCopy();
    await boot.mirror()?.rewrite();
    return 'The second copy was written anew from the database.';
  };

  return (
    <Modal
      opened
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      onClose={() => undefined}
      title={titles[trouble.state]}
      size={560}
    >
      <Stack gap="md">
        {done === null ? (
          <Says trouble={trouble} />
        ) : (
          <Callout tone="ok" title={done}>
            You can go on where you were.
          </Callout>
        )}
        {failed !== null && (
          <Callout tone="error" title="This did not work" details={failed}>
            Nothing was changed. Save both as files before you try again.
          </Callout>
        )}
        <div className={classes['foot']}>
          {done !== null ? (
            <Button variant="filled" data-autofocus onClick={boot.settled}>
              Go on
            </Button>
          ) : (
            <>
              {copy !== null && (
                <Button variant="subtle" disabled={busy} onClick={() => void saveCopy()}>
                  Save the second copy
                </Button>
              )}
              {trouble.state !== 'lost' && (
                <Button variant="subtle" disabled={busy} onClick={() => void saveDatabase()}>
                  Save the database
                </Button>
              )}
              {trouble.state === 'apart' && (
                <Button loading={busy} onClick={() => void act(useDatabaseOnly)()}>
                  Go on with the database
                </Button>
              )}
              {trouble.state === 'gone' && (
                <Button variant="filled" data-autofocus onClick={boot.settled}>
                  Go on with what is left
                </Button>
              )}
              {copy !== null && (
                <Button
                  variant="filled"
                  data-autofocus
                  loading={busy}
                  onClick={() => void act(useCopy)()}
                >
                  {trouble.state === 'lost' ? 'Repair' : 'Go on with the second copy'}
                </Button>
              )}
            </>
          )}
        </div>
      </Stack>
    </Modal>
  );
}

function Says({ trouble }: { readonly trouble: Trouble }): ReactNode {
  switch (trouble.state) {
    case 'lost':
      return (
        <Callout
          tone="warning"
          title={`The database has ${trouble.has} of ${plural(trouble.of, 'entry', 'entries')}; the second copy has all of them`}
        >
          Nothing that was acknowledged is lost: every entry of the second copy was verified just
          now. Repair puts them back, with drafts and evidence. Until then nothing is written.
        </Callout>
      );
    case 'apart':
      return (
        <Callout
          tone="error"
          title={
            trouble.copy === null
              ? 'The second copy cannot be read'
              : `They agree up to entry ${trouble.after}; then the database has ${trouble.database - trouble.after} entries and the second copy ${trouble.copied - trouble.after} others`
          }
          details={trouble.says}
        >
          {trouble.copy === null
            ? 'The database is unharmed by that. Go on with it: the second copy is written anew.'
            : 'They cannot be joined: each entry is linked to the one before it. Save both as files, then choose which one the workspace goes on with. The other stays readable as a file.'}
        </Callout>
      );
    case 'gone':
      return (
        <Callout
          tone="error"
          title={`${plural(trouble.of - trouble.has, 'entry is', 'entries are')} in neither the database nor the second copy`}
        >
          {trouble.has === 0
            ? 'Nothing is left here. This happens where the data of this site was cleared.'
            : `Entries 1 to ${trouble.has} are safe.`}{' '}
          What is missing can only come from an export: go on, then import the last one on the
          workspace page.
        </Callout>
      );
  }
}
