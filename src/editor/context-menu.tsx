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
        <span
          style={{ position: 'fixed', left: menu.screen.x, top: menu.screen.y }}
          aria-label="Here"
        />
      </Menu.Target>
      <Menu.Dropdown aria-label="What can be done here">
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
