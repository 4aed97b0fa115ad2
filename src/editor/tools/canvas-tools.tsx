/** Undo, zoom, fit and tidy at the lower left of the canvas. */
import { Tooltip } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { Minus, Plus, Redo2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { KeyCap } from '#ui/key-cap.tsx';
import { useDraft, useEditor } from '../context.ts';
import { LayoutMenu } from './layout-menu.tsx';
import classes from './tools.module.css';

export function CanvasTools(): ReactNode {
  const { commands } = useEditor();
  const canUndo = useDraft((draft) => draft.canUndo());
  const canRedo = useDraft((draft) => draft.canRedo());
  const [tidying, setTidying] = useState(false);
  const view = commands.view;
  return (
    <div className={classes['bar']} role="toolbar" aria-label="Canvas">
      <Button label="Undo" hint="Ctrl Z" off={!canUndo} onClick={commands.undo}>
        <Undo2 size={16} strokeWidth={1.75} />
      </Button>
      <Button label="Redo" hint="Ctrl Shift Z" off={!canRedo} onClick={commands.redo}>
        <Redo2 size={16} strokeWidth={1.75} />
      </Button>
      <span className={classes['rule']} />
      <Button label="Zoom out" hint="Ctrl -" onClick={() => view()?.zoomBy(0.8)}>
        <Minus size={16} strokeWidth={1.75} />
      </Button>
      <Zoom />
      <Button label="Zoom in" hint="Ctrl +" onClick={() => view()?.zoomBy(1.25)}>
        <Plus size={16} strokeWidth={1.75} />
      </Button>
      <Button label="Fit the diagram" worded hint="1" onClick={() => view()?.fit()}>
        Fit <Cap keys="1" />
      </Button>
      <Button
        label="Tidy the diagram"
        worded
        hint="Shift L"
        off={tidying}
        onClick={() => {
          setTidying(true);
          void commands.tidy().finally(() => {
            setTidying(false);
          });
        }}
      >
        Tidy <Cap keys="Shift L" />
      </Button>
      <LayoutMenu
        off={tidying}
        onLayOut={(wish) => {
          setTidying(true);
          void commands.layOut(wish).finally(() => {
            setTidying(false);
          });
        }}
      />
    </div>
  );
}

/** By itself: it changes with every turn of the wheel. */
function Zoom(): ReactNode {
  const { commands } = useEditor();
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <button
      type="button"
      className={classes['zoom']}
      aria-label={`Zoom ${zoom} %. Set to 100 %`}
      onClick={() => commands.view()?.zoomTo(1)}
    >
      {zoom} %
    </button>
  );
}

/** For the eye; who listens hears the key from the browser. */
const Cap = ({ keys }: { readonly keys: string }): ReactNode => (
  <span aria-hidden>
    <KeyCap keys={keys} />
  </span>
);

function Button({
  label,
  hint,
  off = false,
  worded = false,
  onClick,
  children,
}: {
  readonly label: string;
  readonly hint: string;
  readonly off?: boolean;
  /** Its own words are its name. */
  readonly worded?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Tooltip label={`${label} (${hint})`}>
      <button
        type="button"
        className={classes['button']}
        aria-label={worded ? undefined : label}
        disabled={off}
        onClick={onClick}
      >
        {children}
      </button>
    </Tooltip>
  );
}
