/** A name typed where it stands. Enter keeps it, Esc leaves everything as it was. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Node } from '#model/diagram.ts';
import { useEditor } from '../context.ts';
import classes from './canvas.module.css';

export function LabelEditor({ node }: { readonly node: Node }): ReactNode {
  const { draft } = useEditor();
  const before = node.kind === 'note' ? node.text : node.name;
  return (
    <TypedLabel
      label={`Name of ${node.kind}`}
      before={before}
      kind={node.kind}
      lines={node.kind === 'note'}
      onKeep={(text) => {
        if (node.kind === 'note') draft.edit('Write', 'setNode', { id: node.id, set: { text } });
        else draft.edit('Rename', 'rename', { id: node.id, name: text });
      }}
    />
  );
}

export function TypedLabel({
  label,
  before,
  kind,
  lines = false,
  onKeep,
}: {
  readonly label: string;
  readonly before: string;
  readonly kind: string;
  readonly lines?: boolean;
  readonly onKeep: (text: string) => void;
}): ReactNode {
  const { store, commands } = useEditor();
  const [text, setText] = useState(before);
  const input = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const close = (keep: boolean): void => {
    if (done.current) return;
    done.current = true;
    if (keep && text.trim() !== before) onKeep(text.trim());
    store.setState({ naming: null });
  };
  return (
    <textarea
      ref={input}
      className={`${classes['naming']} nodrag nopan nowheel`}
      data-kind={kind}
      aria-label={label}
      rows={lines ? 3 : 1}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
      }}
      onBlur={() => {
        close(true);
      }}
      onPointerDown={(event) => {
        event.stopPropagation();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
          event.preventDefault();
          close(event.key === 'Enter');
          commands.view()?.focus();
        }
      }}
    />
  );
}
