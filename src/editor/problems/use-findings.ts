/** The live list of findings: what reading and repair said at once, the rest from a worker a moment later. */
import { wrap } from 'comlink';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DraftHandle } from '#collab/draft.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import { afterPaint } from '#ui/after-paint.ts';
import { changesBetween, meansTheSame } from './changes.ts';
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
  const worker = useRef<Thread | null>(null);
  // Places say nothing: a node that is moved is no reason to check again.
  const [meaning] = useState(meaningKept);
  const meant = meaning(diagram);

  const [ready, setReady] = useState(false);

  useEffect(() => {
    // A thread that starts takes a core from the one that paints.
    const callOff = afterPaint(() => {
      // In one expression: only so the bundler sees that it is a worker.
      const thread = new Worker(new URL('./findings.worker.ts', import.meta.url), {
        type: 'module',
      });
      worker.current = threadOf(thread);
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
      const asked = worker.current?.check(meant);
      void asked?.then((findings) => {
        if (!old) setSaid({ of: meant, findings: [...unreadable(draft), ...findings] });
      });
    }, quiet);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [draft, meant, ready]);

  const findings = said?.findings ?? none;
  const fresh = said?.of === meant;
  return useMemo(() => ({ findings, fresh }), [findings, fresh]);
}
const none: readonly Finding[] = [];

/** The first of the diagrams in a row that say the same. */
function meaningKept(): (diagram: Diagram) => Diagram {
  let last: Diagram | null = null;
  return (diagram) => {
    if (last === null || !meansTheSame(last, diagram)) last = diagram;
    return last;
  };
}

interface Thread {
  readonly check: (diagram: Diagram) => Promise<readonly Finding[]>;
  readonly end: () => void;
}
/** Sends what changed since it was last asked. */
function threadOf(thread: Worker): Thread {
  const remote = wrap<FindingsWorker>(thread);
  let sent: Diagram | null = null;
  let said: readonly Finding[] = none;
  return {
    check: async (diagram) => {
      const changes = changesBetween(sent, diagram);
      sent = diagram;
      said = (await remote.check(changes)) ?? said;
      return said;
    },
    end: () => {
      thread.terminate();
    },
  };
}

/** What the worker can't know: rows that were left out because they could not be read. */
const unreadable = (draft: DraftHandle): readonly Finding[] =>
  draft.findings().filter(({ rule }) => rule === 'unreadable_row');
