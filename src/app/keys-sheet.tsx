/** "?": the keys of the pages with a navigation; the editor and Play have sheets of their own. */
import { Modal } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { KeyCap } from '#ui/key-cap.tsx';
import classes from './keys-sheet.module.css';

const sheet: readonly {
  readonly where: string;
  readonly keys: readonly (readonly [string, string])[];
}[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl K', 'Find an SOP, request or command'],
      ['N', 'Show notifications'],
      ['?', 'Show these keys'],
      ['Ctrl Enter', 'Confirm a dialog, send a comment'],
      ['Esc', 'Leave a dialog'],
    ],
  },
  {
    where: 'Inbox and request',
    keys: [
      ['J', 'Next'],
      ['K', 'Previous'],
      ['Enter', 'Open'],
      ['X', 'Select, in the inbox'],
      ['C', 'Claim what is selected, or this'],
      ['F', 'Filter the inbox'],
      ['O', 'Open the next evidence'],
      ['S', 'Sign'],
    ],
  },
  {
    where: 'Audit trail',
    keys: [
      ['→', 'Next entry'],
      ['←', 'Entry before'],
    ],
  },
];

export function KeysSheet(): ReactNode {
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== '?' || event.ctrlKey || event.metaKey) return;
      if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return;
      setOpened(true);
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
  return (
    <>
      <button type="button" className={classes['open']} onClick={() => setOpened(true)}>
        <Keyboard size={14} strokeWidth={2.1} aria-hidden />
        <span className={classes['word']}>Keyboard shortcuts</span>
        <span className={classes['cap']} aria-hidden>
          <KeyCap keys="?" />
        </span>
      </button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Keyboard shortcuts" size={480}>
        {sheet.map(({ where, keys }) => (
          <section key={where} className={classes['group']}>
            <h3>{where}</h3>
            <dl className={classes['list']}>
              {keys.map(([cap, does]) => (
                <div key={cap} className={classes['row']}>
                  <dt>{does}</dt>
                  <dd>
                    <KeyCap keys={cap} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </Modal>
    </>
  );
}
