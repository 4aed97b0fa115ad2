/** The kinds at the left, one key under each: click adds after the selected node, drag drops where it is wanted. */
import { Tooltip } from '@mantine/core';
import { Hand, MousePointer2 } from 'lucide-react';
import type { PointerEvent, ReactNode } from 'react';
import type { NodeKind } from '#model/diagram.ts';
import { Seal } from '#ui/seal.tsx';
import { edgeScroll } from '../canvas/edge-scroll.ts';
import { flowAt } from '../canvas/hand.ts';
import { useDraft, useEditor, useEditorState } from '../context.ts';
import type { Editor } from '../context.ts';
import { kinds, paletteOrder } from '../kinds.ts';
import { nodesOf, runs } from '#model/rows.ts';
import classes from './tools.module.css';

/** px the pointer may move and it is still a click. */
const still = 5;
/** px from the palette from which on the canvas' edges draw. */
const away = 120;

export function Palette(): ReactNode {
  const editor = useEditor();
  const tool = useEditorState((state) => state.tool);
  const carrying = useEditorState((state) => state.carrying);
  const hasIntake = useDraft((draft) => nodesOf(draft.diagram(), 'intake').length > 0);
  const Carried = carrying === null ? null : kinds[carrying.kind].icon;
  return (
    <div
      className={classes['palette']}
      role="toolbar"
      aria-label="Add to the diagram"
      aria-orientation="vertical"
    >
      <Tool
        label="Select"
        hint="V"
        on={tool === 'select'}
        onClick={() => {
          editor.store.setState({ tool: 'select' });
        }}
      >
        <MousePointer2 size={18} strokeWidth={1.75} />
      </Tool>
      <Tool
        label="Pan"
        hint="H"
        on={tool === 'pan'}
        onClick={() => {
          editor.store.setState({ tool: 'pan' });
        }}
      >
        <Hand size={18} strokeWidth={1.75} />
      </Tool>
      <hr />
      {paletteOrder.map((kind) =>
        kind === null ? (
          <hr key="rule" />
        ) : (
          <KindTool key={kind} kind={kind} off={kind === 'intake' && hasIntake} />
        ),
      )}
      {carrying !== null && Carried !== null && (
        <div
          className={classes['carried']}
          style={{ left: carrying.screen.x, top: carrying.screen.y }}
        >
          <Carried size={18} strokeWidth={1.75} />
          {kinds[carrying.kind].word}
        </div>
      )}
    </div>
  );
}

function KindTool({ kind, off }: { readonly kind: NodeKind; readonly off: boolean }): ReactNode {
  const editor = useEditor();
  const { word, key, icon: Icon } = kinds[kind];
  return (
    <Tool
      label={off ? `${word} (an SOP has one)` : `${word}: click or drag`}
      hint={key}
      off={off}
      onPointerDown={(event) => {
        carry(event, editor, kind);
      }}
      onClick={(event) => {
        // By keyboard; the pointer's click is told from a drag when it is let go.
        if (event.detail === 0) editor.commands.add(kind);
      }}
    >
      {kind === 'gate' ? (
        <Seal size={20} outline number="" />
      ) : (
        <Icon size={18} strokeWidth={1.75} />
      )}
    </Tool>
  );
}

/** Carries a kind until the pointer is let go: on a flow it splits it, on the palette it is a click. */
function carry(event: PointerEvent, { commands, store }: Editor, kind: NodeKind): void {
  if (event.button !== 0) return;
  event.preventDefault();
  // Which also kept the focus where it is: a name being typed on the canvas is taken as it stands.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const start = { x: event.clientX, y: event.clientY };
  const moved = (screen: { x: number; y: number }): boolean =>
    Math.hypot(screen.x - start.x, screen.y - start.y) > still;
  const splitAt = (screen: { x: number; y: number }) => {
    const view = commands.view();
    return view === null || !runs(kind) || kind === 'intake'
      ? null
      : flowAt(view.ways(), view.toDiagram(screen));
  };
  const shown = commands.view();
  const follow = (screen: { x: number; y: number }): void => {
    store.setState({ carrying: { kind, screen }, splits: splitAt(screen) });
  };
  const scroll = shown === null ? null : edgeScroll(shown, follow);
  // The palette itself lies at the edge: the canvas moves on only once the middle was reached.
  let inside = false;
  const move = (next: globalThis.PointerEvent): void => {
    const screen = { x: next.clientX, y: next.clientY };
    inside ||= screen.x - start.x > away;
    if (inside) scroll?.at(screen);
    if (moved(screen)) follow(screen);
  };
  const stop = (): void => {
    scroll?.stop();
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', drop);
    removeEventListener('pointercancel', stop);
    removeEventListener('keydown', escape, true);
    store.setState({ carrying: null, splits: null });
  };
  const drop = (last: globalThis.PointerEvent): void => {
    stop();
    const view = commands.view();
    const screen = { x: last.clientX, y: last.clientY };
    if (!moved(screen)) {
      commands.add(kind);
      view?.focus();
      return;
    }
    const over = document.elementFromPoint(screen.x, screen.y);
    if (view === null || over?.closest('.react-flow') === null) return;
    const flow = splitAt(screen);
    if (flow !== null) commands.addOnFlow(kind, flow, view.toDiagram(screen));
    else commands.add(kind, { at: view.toDiagram(screen) });
    view.focus();
  };
  const escape = (press: KeyboardEvent): void => {
    if (press.key === 'Escape') stop();
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', drop);
  addEventListener('pointercancel', stop);
  addEventListener('keydown', escape, true);
}

function Tool({
  label,
  hint,
  on = false,
  off = false,
  onClick,
  onPointerDown,
  children,
}: {
  readonly label: string;
  readonly hint: string;
  readonly on?: boolean;
  readonly off?: boolean;
  readonly onClick?: (event: { detail: number }) => void;
  readonly onPointerDown?: (event: PointerEvent) => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Tooltip label={label} position="right">
      <button
        type="button"
        className={classes['tool']}
        aria-label={label.split(':')[0]}
        aria-pressed={on}
        aria-keyshortcuts={hint}
        disabled={off}
        onClick={onClick}
        onPointerDown={onPointerDown}
      >
        {children}
        <kbd aria-hidden>{hint}</kbd>
      </button>
    </Tooltip>
  );
}
