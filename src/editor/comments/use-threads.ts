/** The threads of the open SOP, live: also what another tab says. */
import { useMemo } from 'react';
import { threadsOf } from '#model/comments.ts';
import type { Thread } from '#model/comments.ts';
import { remarksOf } from '#store/comments.ts';
import { useLive } from '#ui/workspace.tsx';
import { useDiagram, useEditor } from '../context.ts';

const none: readonly Thread[] = [];

export function useThreads(): readonly Thread[] {
  const { sop } = useEditor();
  const diagram = useDiagram();
  const remarks = useLive((db) => remarksOf(db, sop), [sop]);
  return useMemo(
    () => (remarks === undefined || remarks.length === 0 ? none : threadsOf(remarks, diagram)),
    [remarks, diagram],
  );
}

/** Open threads by the node or flow they are shown at. */
export function openCounts(threads: readonly Thread[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { at, open } of threads) {
    if (at === null || !open) continue;
    const id = 'node' in at ? at.node : at.flow;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
