/** The editor's commands and the diagram's nodes in the palette (Ctrl K). */
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import { useRegisterCommands } from '#ui/commands.ts';
import type { Command } from '#ui/commands.ts';
import { actionsFor } from './actions.ts';
import type { Editor } from './context.ts';
import { useEditorState, usePart } from './context.ts';
import { kinds, paletteOrder } from './kinds.ts';

const icons = new Map<NodeKind, ReactNode>();
/** The same element for all nodes of a kind. */
function iconOf(kind: NodeKind): ReactNode {
  const known = icons.get(kind);
  if (known !== undefined) return known;
  const Icon = kinds[kind].icon;
  const icon = <Icon size={16} strokeWidth={1.75} aria-hidden />;
  icons.set(kind, icon);
  return icon;
}

export function usePaletteCommands(editor: Editor): void {
  const selected = useEditorState((state) => state.selected);
  const nodes = usePart((diagram) => diagram.nodes);
  // Of thousands of nodes not made again with every selection.
  const shown = useMemo(
    () =>
      Object.values(nodes)
        .filter(({ name, kind }) => name.trim() !== '' && kind !== 'note')
        .map(({ id, name, kind }): Command => ({
          id: `node ${id}`,
          group: 'This diagram',
          label: name,
          hint: kinds[kind].word,
          icon: iconOf(kind),
          run: () => {
            editor.commands.show({ table: 'nodes', id });
            editor.commands.view()?.focus();
          },
        })),
    [editor, nodes],
  );
  const found = useMemo((): readonly Command[] => {
    const { commands, store } = editor;
    const begun = Object.values(nodes).some(({ kind }) => kind === 'intake');
    const adding = paletteOrder.flatMap((kind): Command[] => {
      if (kind === null || (kind === 'intake' && begun)) return [];
      const { word, key, icon: Icon } = kinds[kind];
      return [
        {
          id: `add ${kind}`,
          label: `Add ${word.toLowerCase()}`,
          keys: key,
          icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
          run: () => {
            commands.add(kind);
          },
        },
      ];
    });
    return [
      ...(selected.size > 0 ? [] : adding),
      ...actionsFor(editor).map(({ id, label, keys, run }): Command => ({
        id: `editor ${id}`,
        label,
        ...(keys === undefined ? {} : { keys }),
        run,
      })),
      ...(selected.size > 0 ? adding : []),
      { id: 'editor undo', label: 'Undo', keys: 'Ctrl Z', run: commands.undo },
      { id: 'editor redo', label: 'Redo', keys: 'Ctrl Shift Z', run: commands.redo },
      {
        id: 'editor publish',
        label: 'Publish',
        run: () => {
          store.setState({ publishing: true });
        },
      },
      {
        id: 'editor keys',
        label: 'Keys of the canvas',
        keys: '?',
        run: () => {
          store.setState({ keysShown: true });
        },
      },
      ...shown,
    ];
    // What can be done depends on what is selected; the actions read it themselves.
  }, [editor, nodes, selected, shown]);
  useRegisterCommands(found);
}
