/** The whole workspace as one file and back, and how its second copy stands. For the workspace page. */
import { Button, FileButton, Modal, Stack } from '@mantine/core';
import { Download, Upload } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { MirrorState } from '#store/mirrors.ts';
import { mirrorOf } from '#store/mirrors.ts';
import { failureSays } from '#store/quota.ts';
import { Callout } from '#ui/callout.tsx';
import { plural, sizeText } from '#ui/format.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import { forgetAcknowledged } from './boot.ts';
import { exportEverything } from './export.ts';
import classes from './portable-section.module.css';

export function PortableSection(): ReactNode {
  const database = useDatabase();
  const [exporting, setExporting] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const save = async (): Promise<void> => {
    setExporting(true);
    setFailed(null);
    try {
      await exportEverything(database);
    } catch (error) {
      setFailed(failureSays(error));
    } finally {
      setExporting(false);
    }
  };
  return (
    <section className={classes['section']} aria-labelledby="portable">
      <div className={classes['head']}>
        <h2 id="portable" className={classes['grow']}>
          One file for all of it
        </h2>
        <Button
          leftSection={<Download size={14} strokeWidth={2.1} aria-hidden />}
          loading={exporting}
          onClick={() => void save()}
        >
          Export workspace
        </Button>
        <FileButton accept=".zip,application/zip" onChange={setFile}>
          {(props) => (
            <Button {...props} leftSection={<Upload size={14} strokeWidth={2.1} aria-hidden />}>
              Import workspace
            </Button>
          )}
        </FileButton>
      </div>
      {failed !== null && (
        <Callout tone="error" title={failed}>
          Nothing was changed.
        </Callout>
      )}
      <p className={classes['prose']}>
        The zip holds the whole log, published versions, drafts and evidence, with a digest of each
        file; an import checks every one before it writes. Private keys stay on this device.{' '}
        <SecondCopy />
      </p>
      {file !== null && <ImportDialog file={file} onClose={() => setFile(null)} />}
    </section>
  );
}

const copyWords: { readonly [state in MirrorState]: string } = {
  starting: 'The second copy of the record is being opened.',
  current: 'A second copy of the record in this browser is up to date.',
  behind: 'The second copy of the record is behind; it catches up with the next change.',
  apart: 'The second copy of the record has another history. Reload to choose between the two.',
  none: 'This browser keeps no second copy of the record: export it from time to time.',
};
const nothing = (): (() => void) => () => undefined;

function SecondCopy(): ReactNode {
  const mirror = mirrorOf(useDatabase());
  const state = useSyncExternalStore(mirror?.subscribe ?? nothing, () => mirror?.state() ?? 'none');
  const why = mirror?.why() ?? null;
  return (
    <>
      {copyWords[state]}
      {state !== 'current' && why !== null && ` ${why}`}
    </>
  );
}

const reload = (): void => location.assign('/');

function ImportDialog({
  file,
  onClose,
}: {
  readonly file: File;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const entries = useLive((db) => db.chain.count(), []);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [done, setDone] = useState<{ entries: number; absent: number } | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      const { importWorkspace } = await import('#store/portable.ts');
      const answer = await importWorkspace(database, file, { replace: true });
      if (answer.ok) {
        forgetAcknowledged();
        setDone({ entries: answer.entries, absent: answer.absent.length });
      } else setRefused(answer.says);
    } catch (error) {
      setRefused(failureSays(error));
    } finally {
      setBusy(false);
    }
  };
  if (entries === undefined) return null;
  return (
    <Modal
      opened
      onClose={done === null ? onClose : reload}
      title="Import a workspace"
      size={520}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {done === null ? (
          <Callout
            tone={entries === 0 ? 'info' : 'warning'}
            title={`${file.name}, ${sizeText(file.size)}`}
          >
            {entries === 0
              ? 'This workspace is empty. Everything in the file is checked before anything is written.'
              : `It takes the place of this workspace and its ${plural(entries, 'entry', 'entries')}: two workspaces cannot be joined. Export this one before. Everything in the file is checked before anything is written.`}
          </Callout>
        ) : (
          <Callout
            tone="ok"
            title={`${plural(done.entries, 'entry', 'entries')} verified and imported`}
          >
            {done.absent > 0 &&
              `${plural(done.absent, 'piece')} of evidence was not on the device it came from. `}
            Reload other tabs of this workspace.
          </Callout>
        )}
        {refused !== null && (
          <Callout tone="refusal" title={refused}>
            Nothing was changed.
          </Callout>
        )}
        <div className={classes['foot']}>
          {done === null ? (
            <>
              {entries > 0 && (
                <Button
                  variant="subtle"
                  disabled={busy}
                  onClick={() => void exportEverything(database)}
                >
                  Export this one
                </Button>
              )}
              <Button disabled={busy} onClick={onClose}>
                Cancel
              </Button>
              <Button
                variant="filled"
                {...(entries > 0 ? { color: 'rejected' } : {})}
                loading={busy}
                onClick={() => void take()}
              >
                {entries > 0 ? 'Replace this workspace' : 'Import'}
              </Button>
            </>
          ) : (
            <Button variant="filled" data-autofocus onClick={reload}>
              Go on
            </Button>
          )}
        </div>
      </Stack>
    </Modal>
  );
}
