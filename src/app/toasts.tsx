/** Where short messages come up. What is said before it is here waits in their store. */
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import classes from './toasts.module.css';

export default function Toasts(): ReactNode {
  return (
    <Notifications
      position="bottom-left"
      autoClose={6000}
      limit={3}
      className={classes['toasts'] ?? ''}
    />
  );
}
