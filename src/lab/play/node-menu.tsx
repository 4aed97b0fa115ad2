/** What can be asked of a node in a play: at the pointer, or beside the node the keyboard is on. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import classes from './play.module.css';
import type { Stops } from './stops-menu.tsx';
import type { Play } from './use-play.ts';

export interface At {
  readonly node: NodeId;
  /** px of the window. */
  readonly x: number;
  readonly y: number;
}

/** Kinds that a token comes to. */
const dead: ReadonlySet<string> = new Set(['role', 'phase', 'note', 'document', 'intake']);
export const canStop = (diagram: Diagram, node: NodeId): boolean =>
  !dead.has(diagram.nodes[node]?.kind ?? 'note');

export function NodeMenu({
  at,
  diagram,
  play,
  stops,
  onAct,
  onClose,
}: {
  readonly at: At | null;
  readonly diagram: Diagram;
  readonly play: Play;
  readonly stops: Stops;
  readonly onAct: () => void;
  readonly onClose: () => void;
}): ReactNode {
  if (at === null) return null;
  const { node } = at;
  const stands = play.frame?.request.tokens.some((token) => token.node === node) === true;
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={260} returnFocus>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="What to do at this node"
          className={classes['anchor']}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{diagram.nodes[node]?.name ?? node}</Menu.Label>
        {stands && <Menu.Item onClick={onAct}>Act here</Menu.Item>}
        <Menu.Item onClick={() => play.runTo((each) => each === node)}>Run to here</Menu.Item>
        <Menu.Item rightSection={<KeyCap keys="B" />} onClick={() => stops.toggle(node)}>
          {stops.at.has(node) ? 'Remove the breakpoint' : 'Stop here'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
