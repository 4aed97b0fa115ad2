import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import type { Changer } from './change.ts';
import classes from './workspace.module.css';

/** A dialog of the directory: fields, why it was refused, and one button; Ctrl Enter and Enter in a field confirm. */
export function DirectoryDialog({
  title,
  changer,
  confirm,
  dangerous = false,
  disabled = false,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  readonly changer: Pick<Changer, 'pending' | 'refused'>;
  /** What the button says; null: there is nothing to confirm. */
  readonly confirm: string | null;
  readonly dangerous?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={520}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': 'Close' }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onConfirm();
      }}
    >
      <form
        noValidate
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        {children}
        {changer.refused !== null && <Callout tone="refusal" title={changer.refused} />}
        <div className={classes['foot']}>
          <Button onClick={onClose}>{confirm === null ? 'Close' : 'Cancel'}</Button>
          {confirm !== null && (
            <Button
              type="submit"
              variant="filled"
              {...(dangerous ? { color: 'rejected' } : {})}
              disabled={disabled}
              loading={changer.pending}
            >
              {confirm}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
