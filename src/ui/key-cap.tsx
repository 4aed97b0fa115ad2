import type { ReactNode } from 'react';
import classes from './key-cap.module.css';

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const others: Readonly<Record<string, string>> = apple
  ? { Ctrl: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵' }
  : { Enter: '↵' };

/** Key caps of a shortcut: "Ctrl K" is ⌘ K on a Mac. */
export function KeyCap({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={classes['keys']}>
      {keys.split(' ').map((key) => (
        <kbd key={key} className={classes['key']}>
          {others[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
