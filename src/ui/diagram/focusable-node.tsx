import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import classes from './diagram.module.css';
import type { Box } from './geometry.ts';

interface Press {
  readonly role?: string;
  readonly onClick?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** A node that the keyboard reaches, in flow order; it comes into view when it is reached. */
export function FocusableNode({
  box,
  words,
  press,
  onShow,
  children,
}: {
  readonly box: Box;
  /** Kind, number, name, state and findings. */
  readonly words: string;
  readonly press: Press;
  readonly onShow: (box: Box) => void;
  readonly children: (focused: boolean) => ReactNode;
}): ReactNode {
  const [focused, setFocused] = useState(false);
  return (
    <g
      transform={`translate(${box.x} ${box.y})`}
      className={`${classes['node']} ${press.onClick === undefined ? '' : classes['button']}`}
      tabIndex={0}
      role={press.role ?? 'img'}
      aria-label={words}
      onClick={press.onClick}
      onKeyDown={press.onKeyDown}
      onFocus={(event) => {
        // A click focuses too; only the keyboard's focus is shown and followed.
        if (!event.currentTarget.matches(':focus-visible')) return;
        setFocused(true);
        onShow(box);
      }}
      onBlur={() => setFocused(false)}
    >
      {children(focused)}
    </g>
  );
}
