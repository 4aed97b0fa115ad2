/** What can be done with what lies under the pointer, or is selected. */
import { Menu } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { KeyCap } from '#ui/key-cap.tsx';
import { actionsFor } from './actions.ts';
import { useEditor, useEditorState } from './context.ts';

export function ContextMenu(): ReactNode {
  const editor = useEditor();
  const menu = useEditorState((state) => state.menu);
  if (menu === null) return null;
  const actions = actionsFor(editor, menu.at);
  return (
    <Menu
      key={`${menu.screen.x} ${menu.screen.y}`}
      opened
      position="bottom-start"
      offset={2}
      onClose={() => {
        editor.store.setState({ menu: null });
        editor.commands.view()?.focus();
      }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="What can be done here"
          style={{
            position: 'fixed',
            left: menu.screen.x,
            top: menu.screen.y,
            width: 1,
            height: 1,
            padding: 0,
            border: 0,
            opacity: 0,
          }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ id, label, keys, part, run }, at) => (
          <Fragment key={id}>
            {at > 0 && actions[at - 1]?.part !== part && <Menu.Divider />}
            <Menu.Item
              {...(part === 'delete' ? { c: 'var(--cs-rejected-text)' } : {})}
              rightSection={
                keys === undefined ? undefined : (
                  <span aria-hidden>
                    <KeyCap keys={keys} />
                  </span>
                )
              }
              onClick={run}
            >
              {label}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
