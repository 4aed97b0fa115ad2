/** A list to choose from at a row: type to filter, arrows and Enter to take, Esc to leave. */
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import classes from './outline.module.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly icon?: ReactNode;
}

export function Chooser({
  label,
  at,
  choices,
  other,
  onTake,
  onClose,
}: {
  readonly label: string;
  /** Of the window, px. */
  readonly at: { readonly x: number; readonly y: number };
  readonly choices: readonly Choice[];
  /** Offered for a text that none of them is; absent: only these. */
  readonly other?: (typed: string) => string;
  readonly onTake: (value: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const wanted = typed.trim().toLowerCase();
  const found = choices.filter((one) => one.label.toLowerCase().includes(wanted));
  const exact = found.some((one) => one.label.toLowerCase() === wanted);
  const shown =
    other === undefined || wanted === '' || exact
      ? found
      : [...found, { value: typed.trim(), label: other(typed.trim()) }];

  useEffect(() => {
    const away = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || frame.current?.contains(event.target) !== true)
        onClose();
    };
    addEventListener('pointerdown', away, true);
    return () => {
      removeEventListener('pointerdown', away, true);
    };
  }, [onClose]);

  return (
    <div
      ref={frame}
      className={classes['chooser']}
      style={{ left: Math.min(at.x, innerWidth - 276), top: Math.min(at.y, innerHeight - 300) }}
    >
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own key
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={shown[index] === undefined ? undefined : `${id}-${index}`}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const chosen = shown[index];
          if (step !== undefined) {
            event.preventDefault();
            setIndex((index + step + shown.length) % Math.max(1, shown.length));
          } else if (event.key === 'Enter') {
            event.preventDefault();
            if (chosen !== undefined) onTake(chosen.value);
          } else if (event.key === 'Escape' || event.key === 'Tab') {
            event.preventDefault();
            onClose();
          }
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list can't be filtered from a field that keeps the focus */}
      <div id={id} role="listbox" aria-label={label} className={classes['choices']}>
        {shown.map((one, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field has the focus and the keys
          <div
            key={one.value}
            id={`${id}-${place}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of the list above
            role="option"
            aria-selected={place === index}
            className={classes['choice']}
            onPointerEnter={() => {
              setIndex(place);
            }}
            onClick={() => {
              onTake(one.value);
            }}
          >
            {one.icon}
            <span>{one.label}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
