/** Where a run stops: at gates, and at nodes that were marked. */
import { Button, Menu } from '@mantine/core';
import { Diamond } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import type { Play } from './use-play.ts';

export interface Stops {
  readonly at: ReadonlySet<NodeId>;
  readonly gates: boolean;
  readonly toggle: (node: NodeId) => void;
  readonly setGates: (on: boolean) => void;
  readonly clear: () => void;
}

export const StopsMenu = memo(function StopsMenu({
  diagram,
  runTo,
  stops,
}: {
  readonly diagram: Diagram;
  readonly runTo: Play['runTo'];
  readonly stops: Stops;
}): ReactNode {
  const count = stops.at.size + (stops.gates ? 1 : 0);
  return (
    <Menu position="top-start" width={300}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<Diamond size={14} strokeWidth={2.1} aria-hidden />}
        >
          {count === 0 ? 'Stops' : `Stops (${count})`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          rightSection={<KeyCap keys="Shift →" />}
          onClick={() => runTo((node) => diagram.nodes[node]?.kind === 'gate')}
        >
          On to the next gate
        </Menu.Item>
        <Menu.Item closeMenuOnClick={false} onClick={() => stops.setGates(!stops.gates)}>
          {stops.gates ? 'Run through gates' : 'Stop at every gate'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          {stops.at.size === 0 ? 'Press B on a node to stop there' : 'Breakpoints'}
        </Menu.Label>
        {[...stops.at].map((node) => (
          <Menu.Item key={node} closeMenuOnClick={false} onClick={() => stops.toggle(node)}>
            Remove from {diagram.nodes[node]?.name ?? node}
          </Menu.Item>
        ))}
        {stops.at.size > 1 && <Menu.Item onClick={stops.clear}>Remove all</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
});
