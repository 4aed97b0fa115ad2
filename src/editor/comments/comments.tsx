/** Comments on the canvas: a pin at what each open thread is about, the thread beside it, and the list of all. */
import { ViewportPortal, useStore } from '@xyflow/react';
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { pinOf } from '#model/comments.ts';
import type { Thread } from '#model/comments.ts';
import { as } from '#model/ids.ts';
import type { FlowId, PersonId } from '#model/ids.ts';
import { pointAt, pathLength } from '#ui/diagram/path.ts';
import { initials } from '#ui/format.ts';
import { colorOf } from '#ui/hue.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { boxesOf } from '../canvas/places.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { panelsOf, usePanels } from '../outline/panels.ts';
import type { Point } from '../state.ts';
import classes from './comments.module.css';

const ThreadPanel = lazy(() => import('./thread-panel.tsx'));

export function Comments({ threads }: { readonly threads: readonly Thread[] }): ReactNode {
  const { store, draft } = useEditor();
  const shown = usePanels((panels) => panels.comments);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key.toLowerCase() !== 'c') return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const { target } = event;
      if (!(target instanceof HTMLElement) || target.closest('input, textarea, dialog') !== null)
        return;
      if (target !== document.body && target.closest('main, [role="treegrid"]') === null) return;
      const [only] = store.getState().selected;
      const on = only === undefined ? null : pinOf(draft.diagram(), only);
      event.preventDefault();
      panelsOf(store).setState({ comments: on === null ? { show: 'all' } : { show: 'new', on } });
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, [store, draft]);
  return (
    <>
      <Pins threads={threads} />
      {shown !== null && (
        <Suspense fallback={null}>
          <ThreadPanel threads={threads} shown={shown} />
        </Suspense>
      )}
    </>
  );
}

/** Beside each other where several threads are about one thing. */
function Pins({ threads }: { readonly threads: readonly Thread[] }): ReactNode {
  const { store, commands } = useEditor();
  const diagram = useDiagram();
  const drag = useEditorState((state) => state.drag);
  const zoom = useStore((state) => state.transform[2]);
  const shown = usePanels((panels) => panels.comments);
  const { people } = useDirectory();
  const boxes = boxesOf(diagram);
  const taken = new Map<string, number>();

  const placeOf = ({ at }: Thread): Point | null => {
    if (at === null) return null;
    if ('node' in at) {
      const box = boxes.get(at.node);
      const held = drag?.get(at.node);
      return box === undefined
        ? null
        : { x: (held?.x ?? box.x) + box.w - 12, y: (held?.y ?? box.y) + 4 };
    }
    const way = commands.view()?.ways().get(as<FlowId>(at.flow));
    return way === undefined ? null : pointAt(way, pathLength(way) / 2);
  };
  const pins = threads.flatMap((thread) => {
    const chosen = shown?.show === 'thread' && shown.thread === thread.id;
    const place = thread.open || chosen ? placeOf(thread) : null;
    if (place === null || thread.at === null) return [];
    const id = 'node' in thread.at ? thread.at.node : thread.at.flow;
    const nth = taken.get(id) ?? 0;
    taken.set(id, nth + 1);
    return [{ thread, place, nth, chosen }];
  });
  if (pins.length === 0) return null;
  return (
    <ViewportPortal>
      {pins.map(({ thread, place, nth, chosen }) => {
        const by = thread.remarks[0]?.by ?? as<PersonId>('');
        const name = people[by]?.name ?? by;
        const said = thread.remarks.filter(({ text }) => text !== '').length;
        return (
          <button
            key={thread.id}
            type="button"
            className={classes['pin']}
            data-chosen={chosen || undefined}
            data-resolved={!thread.open || undefined}
            aria-label={`Comment by ${name} on ${thread.about || 'this'}, ${said === 1 ? '1 remark' : `${said} remarks`}`}
            style={{
              transform: `translate(${place.x + (nth * 32) / zoom}px, ${place.y}px) scale(${1 / zoom}) translateY(-100%)`,
              background: thread.open ? `var(--cs-role-${colorOf(by)})` : undefined,
            }}
            onPointerDown={(event) => {
              event.stopPropagation();
            }}
            onClick={(event) => {
              event.stopPropagation();
              panelsOf(store).setState({ comments: { show: 'thread', thread: thread.id } });
            }}
          >
            {said > 1 ? said : initials(name)}
          </button>
        );
      })}
    </ViewportPortal>
  );
}
