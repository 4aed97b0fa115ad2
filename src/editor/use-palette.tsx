/** The editor's commands and the diagram's nodes in the palette (Ctrl K). */
import { useMemo } from 'react';
import { useRegisterCommands } from '#ui/commands.ts';
import type { Command } from '#ui/commands.ts';
import { actionsFor } from './actions.ts';
import type { Editor } from './context.ts';
import { useEditorState, usePart } from './context.ts';
import { kinds, paletteOrder } from './kinds.ts';

export function usePaletteCommands(editor: Editor): void {
  const selected = useEditorState((state) => state.selected);
  const nodes = usePart((diagram) => diagram.nodes);
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
      ...Object.values(nodes)
        .filter(({ name, kind }) => name.trim() !== '' && kind !== 'note')
        .map(({ id, name, kind }): Command => {
          const { word, icon: Icon } = kinds[kind];
          return {
            id: `node ${id}`,
            group: 'This diagram',
            label: name,
            hint: word,
            icon: <Icon size={16} strokeWidth={1.75} aria-hidden />,
            run: () => {
              commands.show({ table: 'nodes', id });
              commands.view()?.focus();
            },
          };
        }),
    ];
    // What can be done depends on what is selected; the actions read it themselves.
  }, [editor, nodes, selected]);
  useRegisterCommands(found);
}
