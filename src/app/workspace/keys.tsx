/** The keys that sign approval tokens: which signs now, which ended, and what a pipeline needs to check them. */
import { Button, Checkbox, Menu } from '@mantine/core';
import { Download, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { WorkspaceKey } from '#model/directory.ts';
import { exportJwks, exportStatusList, rotateKey } from '#store/keys.ts';
import { failureSays } from '#store/quota.ts';
import { Callout } from '#ui/callout.tsx';
import { useDatabase, useDirectory } from '#ui/workspace.tsx';
import { download } from '../download.ts';
import { icon } from './icon.ts';
import { DirectoryDialog } from './dialog.tsx';
import { KeyState, KeyTime } from './key-facts.tsx';
import { Part, Rows } from './part.tsx';
import { ReasonInput } from './reason-input.tsx';
import { SigningKeys } from './signing-keys.tsx';
import { useAct, useActor } from './use-act.ts';
import classes from './workspace.module.css';

export default function Keys(): ReactNode {
  return (
    <>
      <SigningKeys />
      <TokenKeys />
    </>
  );
}

function TokenKeys(): ReactNode {
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
    <Part
      id="keys"
      title="Token keys"
      count={keys.length}
      intro="Approval tokens are signed with Ed25519. The private half never leaves this browser; the public half stands in the workspace’s log, and pipelines check tokens with it."
      tools={
        <>
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
          <Button leftSection={<KeyRound {...icon} />} onClick={() => setRotating(true)}>
            New key
          </Button>
        </>
      }
    >
      {failed !== null && <Callout tone="error" title={failed} />}
      <Rows
        none={
          keys.length > 0 ? null : 'No key yet: the first is made with the first approval token.'
        }
      >
        {keys.map((key) => (
          <KeyRow key={key.kid} it={key} />
        ))}
      </Rows>
      {rotating && <RotateDialog first={keys.length === 0} onClose={() => setRotating(false)} />}
    </Part>
  );
}

function KeyRow({ it }: { readonly it: WorkspaceKey }): ReactNode {
  return (
    <li className={`${classes['row']} ${classes['keys']}`}>
      <code className={classes['kid']}>{it.kid}</code>
      <KeyTime of={it} />
      <div className={classes['ends']}>
        <KeyState of={it} />
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
  const actor = useActor();
  const { act, pending, refused } = useAct();
  const [reason, setReason] = useState('');
  const [leaked, setLeaked] = useState(false);
  const [tried, setTried] = useState(false);
  const rotate = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    const rotation = { reason: reason.trim(), compromised: leaked };
    if (await act(() => rotateKey(database, actor, rotation))) onClose();
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
      <ReasonInput value={reason} tried={tried} onChange={setReason} />
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
