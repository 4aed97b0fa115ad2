import type { ReactNode } from 'react';
import type { DirectoryRow } from '#engine/workspace/event.ts';
import { Callout } from '#ui/callout.tsx';
import { useChange } from './change.ts';
import { DirectoryDialog } from './dialog.tsx';
import classes from './workspace.module.css';

/** Removes what nothing rests on; of what is in use it says what holds it. */
export function Removal({
  name,
  row,
  held,
  why,
  free,
  onClose,
}: {
  readonly name: string;
  readonly row: DirectoryRow;
  /** What holds it, a line each; undefined: not known yet. */
  readonly held: readonly string[] | undefined;
  /** Why it cannot go while it is held. */
  readonly why: string;
  /** What is said where nothing holds it. */
  readonly free: string;
  readonly onClose: () => void;
}): ReactNode {
  const changer = useChange();
  const isHeld = held !== undefined && held.length > 0;
  const confirm = async (): Promise<void> => {
    if (held === undefined || isHeld) return;
    if (await changer.change([row])) onClose();
  };
  return (
    <DirectoryDialog
      title={`Remove ${name}`}
      changer={changer}
      confirm={isHeld ? null : 'Remove'}
      dangerous
      disabled={held === undefined}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {isHeld ? (
        <>
          <Callout tone="refusal" title={`${name} is in use.`}>
            {why}
          </Callout>
          <ul className={classes['facts']}>
            {held.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{free}</p>
      )}
    </DirectoryDialog>
  );
}
