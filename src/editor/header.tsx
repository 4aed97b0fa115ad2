/** The editor's head: where one is, what state the draft is in, the modes, and what can be done with it. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { ChevronLeft, PanelRight, Pencil, Stamp } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest } from '#model/ids.ts';
import { ActingMenu } from '#ui/acting-menu.tsx';
import { Chip } from '#ui/chip.tsx';
import { links } from '#ui/links.ts';
import { Mark } from '#ui/mark.tsx';
import { ModeSwitch } from '#ui/mode-switch.tsx';
import { useDraft, useEditor, useEditorState } from './context.ts';
import classes from './editor.module.css';
import { useStroke } from './stroke.ts';

export function Header({
  versions,
  ahead,
}: {
  /** How many are published, and the newest. */
  readonly versions: { readonly count: number; readonly newest: Digest | null };
  /** The draft means something else than the newest version; null while unknown. */
  readonly ahead: boolean | null;
}): ReactNode {
  const { sop, draft, store } = useEditor();
  const title = useDraft((handle) => handle.diagram().control.title);
  const inspecting = useEditorState((state) => state.inspecting);
  const stroke = useStroke();
  return (
    <header className={classes['header']}>
      <Link href={links.home()} className={classes['back']} aria-label="Back to the library">
        <Mark size={24} />
        <ChevronLeft size={16} strokeWidth={1.75} aria-hidden />
      </Link>
      <h1 className="cs-spoken">{title === '' ? 'Untitled SOP' : title}</h1>
      <input
        className={classes['title']}
        aria-label="Title of the SOP"
        placeholder="Untitled SOP"
        value={title}
        size={Math.max(8, title.length)}
        onFocus={stroke.renew}
        onChange={(event) => {
          draft.edit(
            'Rename',
            'setControl',
            { set: { title: event.currentTarget.value } },
            stroke.current(),
          );
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <span className={classes['state']}>
        <Chip tone="ink" icon={<Pencil size={12} strokeWidth={2.1} aria-hidden />}>
          {versions.count === 0
            ? 'Draft'
            : ahead === false
              ? `Same as v${versions.count}`
              : `Draft ahead of v${versions.count}`}
        </Chip>
      </span>
      <Saved />
      <ModeSwitch sop={sop} here="draw" newest={versions.newest} />
      <ActingMenu />
      <ActionIcon
        className={classes['inspect'] ?? ''}
        aria-label="Inspector"
        aria-pressed={inspecting}
        onClick={() => {
          store.setState({ inspecting: !inspecting });
        }}
      >
        <PanelRight size={16} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
      <Button
        variant="filled"
        size="sm"
        leftSection={<Stamp size={14} strokeWidth={2.1} />}
        onClick={() => {
          store.setState({ publishing: true });
        }}
      >
        Publish
      </Button>
    </header>
  );
}

/** True when it is said: "saved" follows the store's commit. */
function Saved(): ReactNode {
  const state = useDraft((draft) => draft.saved());
  useEffect(() => {
    if (state !== 'failed') return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
    };
  }, [state]);
  const words = {
    saved: 'All changes saved',
    saving: 'Saving …',
    failed: 'Not saved: storage is full or blocked',
  };
  return (
    <Tooltip
      disabled={state !== 'failed'}
      multiline
      w={260}
      label="The browser refuses to store the last changes. They are kept in this tab and tried again. Free some space, or export the SOP."
    >
      <output className={classes['saved']} data-state={state}>
        {words[state]}
      </output>
    </Tooltip>
  );
}
