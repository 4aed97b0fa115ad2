/** The live list of findings: what reading and repair said at once, the rest from a worker a moment later. */
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import { useEffect, useRef, useState } from 'react';
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { afterPaint } from '#ui/after-paint.ts';
import type { FindingsWorker } from './findings.worker.ts';

/** ms of quiet after an edit before the diagram is checked. */
const quiet = 60;

export interface Checked {
  readonly findings: readonly Finding[];
  /** False until the first check of this diagram is back. */
  readonly fresh: boolean;
}

export function useFindings(draft: DraftHandle, diagram: Diagram): Checked {
  const [said, setSaid] = useState<{ of: Diagram; findings: readonly Finding[] } | null>(null);
  const worker = useRef<{ remote: Remote<FindingsWorker>; end: () => void } | null>(null);

  const [ready, setReady] = useState(false);

  useEffect(() => {
    // A thread that starts takes a core from the one that paints.
    const callOff = afterPaint(() => {
      // In one expression: only so the bundler sees that it is a worker.
      const thread = new Worker(new URL('./findings.worker.ts', import.meta.url), {
        type: 'module',
      });
      worker.current = { remote: wrap<FindingsWorker>(thread), end: () => thread.terminate() };
      setReady(true);
    });
    return () => {
      callOff();
      worker.current?.end();
      worker.current = null;
    };
  }, []);

  useEffect(() => {
    if (!ready) return undefined;
    let old = false;
    const timer = setTimeout(() => {
      const asked = worker.current?.remote.check(diagram);
      void asked?.then((findings) => {
        if (!old) setSaid({ of: diagram, findings: [...unreadable(draft), ...findings] });
      });
    }, quiet);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [draft, diagram, ready]);

  return { findings: said?.findings ?? [], fresh: said?.of === diagram };
}

/** What the worker can't know: rows that were left out because they could not be read. */
const unreadable = (draft: DraftHandle): readonly Finding[] =>
  draft.findings().filter(({ rule }) => rule === 'unreadable_row');
