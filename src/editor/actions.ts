/** What can be done with what is selected, by name: the context menu and the palette (Ctrl K) offer it. */
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { links } from '#ui/links.ts';

import { clipOf } from './clipboard.ts';
import type { Editor } from './context.ts';
import { say } from './state.ts';
import type { Point } from './state.ts';

export interface Action {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  /** Groups are parted by a rule. */
  readonly part: 'draw' | 'clip' | 'line up' | 'view' | 'delete';
  readonly run: () => void;
}

/** `at`: where on the diagram a paste or a new node goes. */
export function actionsFor(editor: Editor, at: Point | null = null): readonly Action[] {
  const { commands, draft, store } = editor;
  const { selected } = store.getState();
  const diagram = draft.diagram();
  const nodes = commands.selectedNodes();
  const flow = flowIn(diagram, selected);
  const one = nodes.length === 1;
  const some = nodes.length > 0;
  const several = nodes.length > 1;
  const all: readonly (readonly [boolean, Action])[] = [
    [
      one,
      {
        id: 'next',
        label: 'Add or connect what follows',
        keys: 'A',
        part: 'draw',
        run: commands.pickNext,
      },
    ],
    [
      one || flow !== null,
      { id: 'name', label: 'Edit the text', keys: 'Enter', part: 'draw', run: commands.name },
    ],
    [
      one,
      {
        id: 'kind',
        label: 'Change kind',
        keys: 'Shift Enter',
        part: 'draw',
        run: commands.pickKind,
      },
    ],
    [
      at !== null && selected.size === 0,
      {
        id: 'add',
        label: 'Add here',
        part: 'draw',
        run: () => {
          const view = commands.view();
          if (view === null || at === null) return;
          const screen = view.toScreen(at);
          store.setState({ picking: { screen, at, from: null, change: null } });
        },
      },
    ],
    [
      flow !== null,
      {
        id: 'straighten',
        label: 'Find its way anew',
        part: 'draw',
        run: () => {
          if (flow !== null) draft.edit('Straighten', 'removeRow', { table: 'layout', id: flow });
        },
      },
    ],
    [
      some,
      {
        id: 'copy',
        label: 'Copy',
        keys: 'Ctrl C',
        part: 'clip',
        run: () => void navigator.clipboard.writeText(clipOf(diagram, nodes)),
      },
    ],
    [
      some,
      {
        id: 'duplicate',
        label: 'Duplicate',
        keys: 'Ctrl D',
        part: 'clip',
        run: () => {
          commands.duplicate();
        },
      },
    ],
    [
      one,
      {
        id: 'link',
        label: 'Copy link to this node',
        part: 'clip',
        run: () => {
          const [node] = nodes;
          if (node === undefined) return;
          void navigator.clipboard.writeText(
            `${location.origin}${links.editor(editor.sop, { node })}`,
          );
          say(store, 'Link copied');
        },
      },
    ],
    ...lineUp(several, nodes.length > 2, commands),
    [
      some,
      {
        id: 'pin',
        label: pinned(diagram, nodes) ? 'Unpin' : 'Pin in place',
        part: 'line up',
        run: commands.pin,
      },
    ],
    [
      true,
      {
        id: 'tidy',
        label: several ? 'Tidy the selection' : 'Tidy the diagram',
        keys: 'Shift L',
        part: 'line up',
        run: () => void commands.tidy(),
      },
    ],
    [
      several,
      {
        id: 'fit selection',
        label: 'Fit the selection',
        keys: '2',
        part: 'view',
        run: () => commands.view()?.fit(nodes),
      },
    ],
    [
      true,
      {
        id: 'fit',
        label: 'Fit the diagram',
        keys: '1',
        part: 'view',
        run: () => commands.view()?.fit(),
      },
    ],
    [
      !some,
      { id: 'all', label: 'Select all', keys: 'Ctrl A', part: 'view', run: commands.selectAll },
    ],
    [
      selected.size > 0,
      { id: 'delete', label: 'Delete', keys: 'Delete', part: 'delete', run: commands.remove },
    ],
  ];
  return all.flatMap(([offered, action]) => (offered ? [action] : []));
}

function lineUp(
  several: boolean,
  spreads: boolean,
  { arrange }: Editor['commands'],
): readonly (readonly [boolean, Action])[] {
  const rows = [
    [several, 'left', 'Align left', 'Alt A'],
    [several, 'center', 'Align centers', 'Alt H'],
    [several, 'right', 'Align right', 'Alt D'],
    [several, 'top', 'Align top', 'Alt W'],
    [several, 'middle', 'Align middles', 'Alt V'],
    [several, 'bottom', 'Align bottom', 'Alt S'],
    [spreads, 'spreadAcross', 'Spread evenly across', 'Alt Shift H'],
    [spreads, 'spreadDown', 'Spread evenly down', 'Alt Shift V'],
  ] as const;
  return rows.map(([offered, how, label, keys]) => [
    offered,
    {
      id: how,
      label,
      keys,
      part: 'line up',
      run: () => {
        arrange(how);
      },
    },
  ]);
}

const pinned = (diagram: Diagram, nodes: readonly NodeId[]): boolean =>
  nodes.length > 0 && nodes.every((id) => diagram.layout[id]?.pinned === true);

function flowIn(diagram: Diagram, selected: ReadonlySet<string>): FlowId | null {
  const [only, more] = [...selected];
  if (only === undefined || more !== undefined || !(only in diagram.flows)) return null;
  return as<FlowId>(only);
}
