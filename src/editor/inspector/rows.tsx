/** A list of rows that open in place, are added by Enter or by pasting a list, and put in order by dragging or keys. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TableName } from '#model/diagram.ts';
import type { Edits } from '#model/edit/edits.ts';
import { useEditor, useEditorState } from '../context.ts';
import classes from './inspector.module.css';
import { linesOf } from './lines.ts';

const shownAtFirst = 8;
type Ordered = Edits['reorder']['table'];
const ordered: readonly string[] = [
  'items',
  'evidence',
  'flows',
  'fields',
  'tiers',
] satisfies Ordered[];
const hasOrder = (table: TableName): table is Ordered => ordered.includes(table);

export function Rows<R extends { readonly id: string }>({
  table,
  rows,
  renderLine,
  children,
}: {
  readonly table: TableName;
  readonly rows: readonly R[];
  /** The closed row. */
  readonly renderLine: (row: R) => ReactNode;
  /** The open row's fields. */
  readonly children: (row: R) => ReactNode;
}): ReactNode {
  const { draft, store } = useEditor();
  const reorders = hasOrder(table);
  const revealed = useEditorState((state) => state.reveal);
  const [open, setOpen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const opened = rows.some((row) => row.id === revealed) ? revealed : open;
  const at = rows.findIndex((row) => row.id === opened);
  const shown =
    all || rows.length <= shownAtFirst || at >= shownAtFirst ? rows : rows.slice(0, shownAtFirst);

  const toggle = (id: string | null): void => {
    setOpen(id);
    store.setState({ reveal: null });
  };
  const moveBefore = (id: string, before: string | null): void => {
    if (hasOrder(table)) draft.edit('Reorder', 'reorder', { table, id, before });
  };
  const shift = (id: string, by: 1 | -1): void => {
    const index = rows.findIndex((row) => row.id === id);
    const target = by === -1 ? rows[index - 1] : rows[index + 2];
    if (by === -1 && target === undefined) return;
    if (by === 1 && index >= rows.length - 1) return;
    moveBefore(id, target?.id ?? null);
  };

  return (
    <>
      <ul className={classes['list']}>
        {shown.map((row) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- drop target only; keys are on its button
          <li
            key={row.id}
            className={classes['item']}
            data-open={row.id === opened || undefined}
            data-over={(row.id === over && dragged !== null) || undefined}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(row.id);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null && dragged !== row.id) moveBefore(dragged, row.id);
              setDragged(null);
            }}
          >
            <button
              type="button"
              className={classes['line']}
              aria-expanded={row.id === opened}
              draggable={reorders}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(row.id);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onClick={() => {
                toggle(row.id === opened ? null : row.id);
              }}
              onKeyDown={(event) => {
                const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (!event.altKey || (by !== 1 && by !== -1) || !reorders) return;
                event.preventDefault();
                shift(row.id, by);
              }}
            >
              {renderLine(row)}
            </button>
            {row.id === opened && (
              <div className={classes['body']}>
                {children(row)}
                <div className={classes['row']}>
                  <span className={classes['grow']} />
                  {reorders && (
                    <>
                      <Small
                        label="Move up"
                        icon={<ArrowUp size={14} />}
                        onClick={() => {
                          shift(row.id, -1);
                        }}
                      />
                      <Small
                        label="Move down"
                        icon={<ArrowDown size={14} />}
                        onClick={() => {
                          shift(row.id, 1);
                        }}
                      />
                    </>
                  )}
                  <Small
                    label="Remove"
                    icon={<Trash2 size={14} />}
                    onClick={() => {
                      draft.edit('Remove', 'removeRow', { table, id: row.id });
                      toggle(null);
                    }}
                  />
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <button
          type="button"
          className={classes['more']}
          onClick={() => {
            setAll(true);
          }}
        >
          Show {rows.length - shown.length} more
        </button>
      )}
    </>
  );
}

function Small({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon size="xs" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** Enter adds a row; a pasted list adds one a line, bullets and numbers taken off. */
export function AddLine({
  label,
  onAdd,
}: {
  readonly label: string;
  readonly onAdd: (texts: readonly string[]) => void;
}): ReactNode {
  const [text, setText] = useState('');
  return (
    <TextInput
      size="sm"
      aria-label={label}
      placeholder={`${label}, then Enter`}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onPaste={(event) => {
        const lines = linesOf(event.clipboardData.getData('text/plain'));
        if (lines.length < 2) return;
        event.preventDefault();
        onAdd(lines);
        setText('');
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || text.trim() === '') return;
        event.preventDefault();
        onAdd([text.trim()]);
        setText('');
      }}
    />
  );
}
