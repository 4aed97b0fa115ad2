import { Anchor, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Avatar } from '#ui/avatar.tsx';
import { Callout } from '#ui/callout.tsx';
import { links } from '#ui/links.ts';
import type { Sealing } from './sealing.ts';
import classes from './sign-dialog.module.css';

/** Who signs, and how that is confirmed: by the passphrase of their key, or not at all, and then it is said where it counts. */
export function SignedAs({
  name,
  me,
  sealing,
  onConfirm,
}: {
  readonly name: string;
  readonly me: string | null;
  readonly sealing: Sealing;
  /** Enter in the passphrase. */
  readonly onConfirm: () => void;
}): ReactNode {
  const { key, here, passphrase, type, refused } = sealing;
  const input = useRef<HTMLInputElement>(null);
  // On a phone the field may be out of sight when it turns out to be wrong.
  useEffect(() => {
    if (refused === null) return;
    input.current?.select();
    input.current?.scrollIntoView({ block: 'center' });
  }, [refused]);
  return (
    <div>
      <div className={classes['label']}>Signed as</div>
      <div className={classes['identity']}>
        {me !== null && <Avatar id={me} name={name} size={32} />}
        <div>
          <div className={classes['printed']}>{name}</div>
          <div className={classes['sub']}>
            {key === null ? (
              'Not authenticated: chosen in this tab. The audit trail and the token say so.'
            ) : (
              <>
                Confirms with the signing key <code>{key.kid.slice(0, 8)}…</code>
              </>
            )}
          </div>
        </div>
      </div>
      {key !== null && here === false && (
        <div className={classes['passphrase']}>
          <Callout tone="warning" title="Your signing key is not in this browser">
            Sign where you set it, or <KeyLink>set a new one</KeyLink>.
          </Callout>
        </div>
      )}
      {key !== null && here !== false && (
        <TextInput
          className={classes['passphrase'] ?? ''}
          ref={input}
          type="password"
          label="Passphrase of your signing key"
          description={
            <>
              Forgotten? <KeyLink>Set a new key</KeyLink>: what you signed before stays valid.
            </>
          }
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="current-password"
          value={passphrase}
          error={refused}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onConfirm();
          }}
        />
      )}
    </div>
  );
}

/** In a tab of its own: what was written in the dialog stays. */
function KeyLink({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Anchor href={links.workspace('keys')} target="_blank" inherit underline="always">
      {children}
    </Anchor>
  );
}
