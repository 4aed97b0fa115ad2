/** What just happened: aloud for who listens, and where a deletion left something open, for everybody. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEditor, useEditorState } from './context.ts';
import classes from './editor.module.css';

export function Says(): ReactNode {
  const { store, commands } = useEditor();
  const spoken = useEditorState((state) => state.spoken);
  const notice = useEditorState((state) => state.notice);
  return (
    <>
      <output className="cs-spoken" aria-label="What happened">
        {spoken}
      </output>
      {notice !== null && (
        <div className={classes['notice']} role="alert">
          <span>{notice.text}</span>
          {notice.undo && (
            <Button
              size="xs"
              onClick={() => {
                commands.undo();
                commands.view()?.focus();
              }}
            >
              Undo
            </Button>
          )}
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              store.setState({ notice: null });
              commands.view()?.focus();
            }}
          >
            {notice.undo ? 'Leave it so' : 'Close'}
          </Button>
        </div>
      )}
    </>
  );
}
