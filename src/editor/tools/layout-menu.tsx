/** The other ways to lay a diagram out: lanes by role, phases in one row, from left to right or from top to bottom. */
import { ActionIcon, Menu } from '@mantine/core';
import { ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LaneWish } from '#layout/by-lanes.ts';
import { useEditor, useEditorState } from '../context.ts';

const ways: readonly { readonly words: string; readonly wish?: LaneWish }[] = [
  { words: 'Phases in rows' },
  { words: 'Lanes by role', wish: { lanes: 'role', direction: 'LR' } },
  { words: 'Lanes by role, top to bottom', wish: { lanes: 'role', direction: 'TB' } },
  { words: 'Lanes by role, phases as columns', wish: { lanes: 'both', direction: 'LR' } },
  { words: 'Phases in one row', wish: { lanes: 'phase', direction: 'LR' } },
  { words: 'Phases top to bottom', wish: { lanes: 'phase', direction: 'TB' } },
  { words: 'Free, left to right', wish: { lanes: 'none', direction: 'LR' } },
  { words: 'Free, top to bottom', wish: { lanes: 'none', direction: 'TB' } },
];

export function LayoutMenu({
  off,
  onLayOut,
}: {
  readonly off: boolean;
  readonly onLayOut: (wish: LaneWish | undefined) => void;
}): ReactNode {
  const { store } = useEditor();
  const lanes = useEditorState((state) => state.lanes);
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Other layouts" disabled={off}>
          <ChevronUp size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Lay out as</Menu.Label>
        {ways.map(({ words, wish }) => (
          <Menu.Item
            key={words}
            onClick={() => {
              onLayOut(wish);
            }}
          >
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={() => {
            store.setState({ lanes: lanes === null ? 'LR' : null });
          }}
        >
          {lanes === null ? 'Show lanes by role' : 'Hide lanes'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
