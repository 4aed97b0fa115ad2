/** The keys that sign approval tokens: which signs now, which ended, and what a pipeline needs to check them. */
import { Button, Checkbox, Menu, Textarea } from '@mantine/core';
import { Download, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceKey } from '#model/directory.ts';
import { isRefused } from '#store/append.ts';
import { device } from '#store/directory.ts';
import { exportJwks, exportStatusList, rotateKey } from '#store/keys.ts';
import { failureSays } from '#store/quota.ts';
import { Callout } from '#ui/callout.tsx';
import { Chip, Count } from '#ui/chip.tsx';
import { dateText, exactText } from '#ui/format.ts';
import { useActing, useDatabase, useDirectory } from '#ui/workspace.tsx';
import { download } from '../download.ts';
import { icon } from './icon.ts';
import { DirectoryDialog } from './dialog.tsx';
import classes from './workspace.module.css';

export default function Keys(): ReactNode {
  const database = useDatabase();
  const keys = (useDirectory().keys ?? []).toReversed();
  const [rotating, setRotating] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const save = async (name: string, make: () => Promise<string>, type?: string): Promise<void> => {
    setFailed(null);
    try {
      download(name, await make(), type);
    } catch (error) {
      setFailed(failureSays(error));
    }
  };
  return (
    <section className={classes['section']} aria-labelledby="keys">
      <div className={classes['head']}>
        <h2 id="keys">Token keys</h2>
        <Count>{keys.length}</Count>
        <span className={classes['grow']} />
        <Menu position="bottom-end" width={300}>
          <Menu.Target>
            <Button leftSection={<Download {...icon} />}>For pipelines…</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              onClick={() => void save('countersign.jwks.json', () => exportJwks(database))}
            >
              Public keys (JWKS)
            </Menu.Item>
            <Menu.Item
              onClick={() =>
                void save(
                  'countersign.status.jws',
                  () => exportStatusList(database),
                  'application/jose',
                )
              }
            >
              Signed status list, good for 7 days
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button
          variant="filled"
          leftSection={<KeyRound {...icon} />}
          onClick={() => setRotating(true)}
        >
          New key
        </Button>
      </div>
      <p className={classes['intro']}>
        Approval tokens are signed with Ed25519. The private half never leaves this browser; the
        public half stands in the workspace’s log, and pipelines check tokens with it.
      </p>
      {failed !== null && <Callout tone="error" title={failed} />}
      <ul className={`cs-card ${classes['list']}`}>
        {keys.map((key) => (
          <KeyRow key={key.kid} it={key} />
        ))}
        {keys.length === 0 && (
          <li className={classes['none']}>
            No key yet: the first is made with the first approval token.
          </li>
        )}
      </ul>
      {rotating && <RotateDialog first={keys.length === 0} onClose={() => setRotating(false)} />}
    </section>
  );
}

function KeyRow({ it }: { readonly it: WorkspaceKey }): ReactNode {
  return (
    <li className={`${classes['row']} ${classes['keys']}`}>
      <code className={classes['kid']}>{it.kid}</code>
      <div className={classes['fact']} title={exactText(it.from)}>
        From {dateText(it.from)}
        {it.until !== null && ` to ${dateText(it.until)}`}
      </div>
      <div className={classes['ends']}>
        {it.until === null ? (
          <Chip tone="ok">Signs now</Chip>
        ) : it.compromised ? (
          <Chip tone="error">Not trusted</Chip>
        ) : (
          <Chip>Ended, still trusted</Chip>
        )}
      </div>
    </li>
  );
}

/** A new key takes over; where the one before leaked, all it signed loses its trust. */
function RotateDialog({
  first,
  onClose,
}: {
  readonly first: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const { person } = useActing();
  const [reason, setReason] = useState('');
  const [leaked, setLeaked] = useState(false);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const rotate = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || pending) return;
    setPending(true);
    setRefused(null);
    try {
      const actor = person === null ? device : ({ kind: 'person', id: person } as const);
      const answer = await rotateKey(database, actor, {
        reason: reason.trim(),
        compromised: leaked,
      });
      if (isRefused(answer)) setRefused(answer.says);
      else onClose();
    } catch (error) {
      setRefused(failureSays(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <DirectoryDialog
      title={first ? 'Make the first key' : 'New signing key'}
      changer={{ pending, refused }}
      confirm="Make key"
      dangerous={leaked}
      onConfirm={() => void rotate()}
      onClose={onClose}
    >
      <p>
        It signs from now on. Export the public keys again afterwards, so that pipelines know it.
      </p>
      <Textarea
        label="Reason"
        description="Stands in the audit trail."
        withAsterisk
        data-autofocus
        autosize
        minRows={2}
        value={reason}
        error={tried && reason.trim() === '' ? 'A reason is needed.' : null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {!first && (
        <Checkbox
          label="The key before got into other hands"
          description="It leaves the key set: no token it signed is accepted any more. Those approvals need new tokens."
          checked={leaked}
          onChange={(event) => setLeaked(event.currentTarget.checked)}
        />
      )}
    </DirectoryDialog>
  );
}
