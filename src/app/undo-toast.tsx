import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import classes from './undo-toast.module.css';

/** Says what was done, and takes it back for 6 s. */
export function undoToast(says: string, undo: () => Promise<unknown>): void {
  const id = notifications.show({
    autoClose: 6000,
    withCloseButton: false,
    message: (
      <span className={classes['toast']}>
        {says}
        <Button
          size="xs"
          className={classes['undo'] ?? ''}
          onClick={() => {
            notifications.hide(id);
            void undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
}
