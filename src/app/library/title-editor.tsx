import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { rename } from './draft-of.ts';
import type { Maker } from './make.ts';
import type { ListedSop } from './sop-row.ts';

/** A title edited where it stands: Enter keeps, Esc leaves, an empty one is not kept. */
export function TitleEditor({
  sop,
  maker,
  onDone,
}: {
  readonly sop: ListedSop;
  readonly maker: Maker;
  readonly onDone: () => void;
}): ReactNode {
  const [text, setText] = useState(sop.title);
  const field = useRef<HTMLInputElement>(null);
  // Opened by the person's own choice of "Rename", to type at once.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const keep = async (): Promise<void> => {
    const title = text.trim();
    if (title !== '' && title !== sop.title) await rename(maker.database, sop.id, title);
    onDone();
  };
  return (
    <TextInput
      size="sm"
      w={280}
      value={text}
      aria-label="Title"
      ref={field}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
