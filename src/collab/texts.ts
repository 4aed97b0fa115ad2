/** Which fields are prose that two people may type in at once, and so live as a Y.Text (CORE.md §1.1). */
import type { TableName } from '#model/diagram.ts';
import type { Text } from 'yjs';

/** A table of the diagram, or its one row without an id. */
export type Root = TableName | 'control';

const texts: Readonly<Partial<Record<Root, readonly string[]>>> = {
  control: ['purpose'],
  nodes: ['description', 'text'],
  items: ['guidance'],
};

export const isText = (root: Root, field: string): boolean => texts[root]?.includes(field) ?? false;

/** The prose of a new row. Made with the row: one made later by two people would lose one of them. */
export function textsOf(root: Root, kind: unknown): readonly string[] {
  const all = texts[root] ?? [];
  return root === 'nodes' && !hasBody(kind) ? all.filter((field) => field !== 'text') : all;
}

/** Empty prose reads as absent, but where the type always has it. */
export const readsWhenEmpty = (root: Root, field: string, kind: unknown): boolean =>
  root === 'control' || (field === 'text' && kind === 'note');

/** A gate that was a note keeps its Y.Text for the undo, but doesn't read it. */
export const readsAtAll = (field: string, kind: unknown): boolean =>
  field !== 'text' || hasBody(kind);

const hasBody = (kind: unknown): boolean => kind === 'note' || kind === 'document';

/** Writes `to` as one delete and one insert, so that what others type elsewhere in the text stays. */
export function splice(text: Text, to: string): void {
  const from = text.toJSON();
  if (from === to) return;
  let head = 0;
  const most = Math.min(from.length, to.length);
  while (head < most && from[head] === to[head]) head += 1;
  if (isHighSurrogate(from[head - 1]) || isHighSurrogate(to[head - 1])) head -= 1;
  let tail = 0;
  while (tail < most - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  if (isLowSurrogate(from[from.length - tail]) || isLowSurrogate(to[to.length - tail])) tail -= 1;
  const removed = from.length - head - tail;
  if (removed > 0) text.delete(head, removed);
  const inserted = to.slice(head, to.length - tail);
  if (inserted !== '') text.insert(head, inserted);
}

// Yjs replaces a cut pair by U+FFFD: never cut between its halves.
const isHighSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\uD800' && unit <= '\uDBFF';
const isLowSurrogate = (unit: string | undefined): boolean =>
  unit !== undefined && unit >= '\uDC00' && unit <= '\uDFFF';
