/** What the parts of the workspace have in common: a head with a count, a sentence, a list, and a menu in each row. */
import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { Ellipsis, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Count } from '#ui/chip.tsx';
import { icon } from './icon.ts';
import classes from './workspace.module.css';

/** ms after which a closed menu has given the focus back to its button, and a dialog may take it. */
const focusBack = 60;

export function Part({
  id,
  title,
  count,
  tools,
  intro,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** Search and buttons, at the end of the head. */
  readonly tools: ReactNode;
  readonly intro: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 id={id}>{title}</h2>
        <Count>{count}</Count>
        <span className={classes['grow']} />
        {tools}
      </div>
      <p className={classes['intro']}>{intro}</p>
      {children}
    </section>
  );
}

/** The rows, and what stands there instead where there are none. */
export function Rows({
  children,
  none,
}: {
  readonly children: ReactNode;
  /** null: there are rows. */
  readonly none: string | null;
}): ReactNode {
  return (
    <ul className={`cs-card ${classes['list']}`}>
      {children}
      {none !== null && <li className={classes['none']}>{none}</li>}
    </ul>
  );
}

export function Find({
  label,
  placeholder,
  value,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <TextInput
      className={classes['find'] ?? ''}
      value={value}
      leftSection={<Search {...icon} />}
      placeholder={placeholder}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The menu at the end of a row, "Actions of …". */
export function RowMenu({
  of,
  children,
}: {
  readonly of: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions of ${of}`}>
          <Ellipsis size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** Opens a dialog from a row's menu once the menu has given the focus back: a closed dialog gives it back there. */
export const later =
  <T,>(open: (what: T) => void) =>
  (what: T) =>
  () =>
    void setTimeout(() => open(what), focusBack);
