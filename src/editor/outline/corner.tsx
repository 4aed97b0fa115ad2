import { Tooltip } from '@mantine/core';
import { ListTree, MessageSquare, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Comments } from '../comments/comments.tsx';
import { useThreads } from '../comments/use-threads.ts';
import { useEditor } from '../context.ts';
import { ExportMenu } from '../export/export-menu.tsx';
import { usePaste } from '../paste/use-paste.ts';
import { panelsOf, toggleOutline, usePanels } from './panels.ts';
import classes from './side.module.css';

/** Stands on the canvas, at its upper right: what opens beside it, and what leaves it. */
export default function Corner({
  revision,
}: {
  /** "Version 3", for what is exported. */
  readonly revision: string;
}): ReactNode {
  const { store } = useEditor();
  const open = usePanels((panels) => panels.outline);
  const threads = useThreads();
  const comments = usePanels((panels) => panels.comments);
  const waiting = threads.filter((thread) => thread.open).length;
  usePaste();
  return (
    <>
      <div className={classes['bar']} role="toolbar" aria-label="Views">
        <Tooltip label="Outline (O)">
          <button
            type="button"
            className={classes['button']}
            aria-label="Outline"
            aria-pressed={open}
            onClick={() => {
              toggleOutline(store);
            }}
          >
            <ListTree size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </Tooltip>
        <Tooltip label="Comments (C)">
          <button
            type="button"
            className={classes['button']}
            aria-label={waiting === 0 ? 'Comments' : `Comments, ${waiting} open`}
            aria-pressed={comments !== null}
            onClick={() => {
              panelsOf(store).setState({ comments: comments === null ? { show: 'all' } : null });
            }}
          >
            <MessageSquare size={16} strokeWidth={1.75} aria-hidden />
            {waiting > 0 && <small>{waiting}</small>}
          </button>
        </Tooltip>
        <ExportMenu revision={revision} />
      </div>
      <Comments threads={threads} />
      <Told />
    </>
  );
}

/** What came of an export, a paste or a drop: aloud, and where it failed, to be read. */
function Told(): ReactNode {
  const { store } = useEditor();
  const said = usePanels((panels) => panels.said);
  if (said === null || (!said.failed && said.shown !== true))
    return <output className="cs-spoken">{said?.text ?? ''}</output>;
  return (
    <div
      role={said.failed ? 'alert' : 'status'}
      className={classes['told']}
      data-failed={said.failed || undefined}
    >
      <span>{said.text}</span>
      <button
        type="button"
        className={classes['button']}
        aria-label="Close"
        onClick={() => {
          panelsOf(store).setState({ said: null });
        }}
      >
        <X size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  );
}
