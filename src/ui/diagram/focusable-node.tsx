import { useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { NodeId } from '#model/ids.ts';
import classes from './diagram.module.css';
import type { Box } from './geometry.ts';

interface Press {
  readonly onClick?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** A node that the keyboard reaches, in flow order; it comes into view when it is reached. */
export function FocusableNode({
  node,
  box,
  words,
  press,
  onShow,
  children,
}: {
  /** Told to who hears of a press or a key somewhere in it. */
  readonly node: NodeId;
  readonly box: Box;
  /** Kind, number, name, state and findings. */
  readonly words: string;
  readonly press: Press;
  readonly onShow: (box: Box) => void;
  readonly children: (focused: boolean) => ReactNode;
}): ReactNode {
  const [focused, setFocused] = useState(false);
  const reach = {
    tabIndex: 0,
    'data-node': node,
    'aria-label': words,
    onFocus: (event: FocusEvent) => {
      // A click focuses too; only the keyboard's focus is shown and followed.
      if (!event.currentTarget.matches(':focus-visible')) return;
      setFocused(true);
      onShow(box);
    },
    onBlur: () => setFocused(false),
  };
  const at = `translate(${box.x} ${box.y})`;
  if (press.onClick === undefined)
    return (
      <g transform={at} className={classes['node']} {...reach} {...image}>
        {children(focused)}
      </g>
    );
  // What is pressed lies over the drawing: the words drawn are not the button's name, which says more in another order.
  return (
    <g transform={at}>
      <g aria-hidden>{children(focused)}</g>
      <g className={`${classes['node']} ${classes['button']}`} {...reach} {...press} {...button}>
        <rect x={-seal} width={box.w + seal} height={box.h} fill="transparent" />
      </g>
    </g>
  );
}

const image = { role: 'img' } as const;
const button = { role: 'button' } as const;
/** How far a gate's seal reaches out of its plate, px. */
const seal = 36;
