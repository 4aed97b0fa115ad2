/** The route of an SOP's drawing: loads it, opens its draft, and closes it again. */
import { Button, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { openDraft } from '#collab/draft.ts';
import type { DraftHandle } from '#collab/draft.ts';
import { digest } from '#model/digest.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId, PersonId, SopId } from '#model/ids.ts';
import type { Database } from '#store/database.ts';
import { hash } from '#store/hash.ts';
import { getSop, renameSop, restoreSop, versionsOf } from '#store/sops.ts';
import { Callout } from '#ui/callout.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { useActing, useDatabase, useLive } from '#ui/workspace.tsx';
import { Editor } from './editor.tsx';
import type { PublishSlot } from './editor.tsx';
import classes from './editor.module.css';

/** ms after the last letter of a title until the library shows it. */
const titleAfter = 400;
/** px; narrower, a diagram is looked at, not drawn. */
const drawable = 640;

export default function EditorPage({
  publish,
}: {
  readonly publish: (slot: PublishSlot) => ReactNode;
}): ReactNode {
  const { id } = useParams<{ id: string }>();
  const sop = as<SopId>(id);
  const [query] = useSearchParams();
  const node = query.get('node');
  const found = useLive(
    async (db) => ({ sop: await getSop(db, sop), versions: await versionsOf(db, sop) }),
    [sop],
  );
  const database = useDatabase();
  if (found === undefined) return <Waiting />;
  // Also while another tab deletes it: what would be drawn here, nobody would find again.
  if (found.sop?.deleted !== undefined)
    return (
      <Empty
        title="This SOP was deleted"
        action={
          <Button variant="filled" onClick={() => void restoreSop(database, sop)}>
            Take it back
          </Button>
        }
      >
        What was drawn is still here. <Link href={links.home()}>Back to the library</Link>
      </Empty>
    );
  if (found.sop === undefined || found.sop === null)
    return (
      <Empty
        title="This SOP is not in this browser"
        action={
          <Button component={Link} href={links.home()}>
            Back to the library
          </Button>
        }
      >
        It was deleted, or the address is of another workspace.
      </Empty>
    );
  return (
    <Opened
      key={sop}
      sop={sop}
      node={node === null ? null : as<NodeId>(node)}
      publish={publish}
      versions={found.versions}
    />
  );
}

type Versions = Awaited<ReturnType<typeof versionsOf>>;

function Opened({
  sop,
  node,
  publish,
  versions,
}: {
  readonly sop: SopId;
  readonly node: NodeId | null;
  readonly publish: (slot: PublishSlot) => ReactNode;
  readonly versions: Versions;
}): ReactNode {
  const db = useDatabase();
  const { person } = useActing();
  const opening = useOpened(db, sop, person);
  const wide = useMediaQuery(`(width >= ${drawable}px)`, true, { getInitialValueInEffect: false });
  const newest = versions.toSorted((a, b) => b.number - a.number)[0];
  useKeptTitle(db, sop, opening.draft);
  const ahead = useMemo(() => aheadOf(newest?.digest ?? null), [newest?.digest]);
  if (opening.failed !== null)
    return (
      <div className={classes['waiting']}>
        <Callout
          tone="error"
          title="The draft could not be opened"
          details={opening.failed}
          action={
            <Button component={Link} href={links.home()}>
              Back to the library
            </Button>
          }
        >
          What is stored was not changed.
        </Callout>
      </div>
    );
  if (opening.draft === null) return <Waiting />;
  if (!wide) return <Narrow diagram={opening.draft.diagram()} />;
  return (
    <Editor
      sop={sop}
      draft={opening.draft}
      versions={{ count: newest?.number ?? 0, newest: newest?.digest ?? null }}
      ahead={ahead}
      publish={publish}
      node={node}
    />
  );
}

/** Opens the draft once a page, and closes it, written, when the page is left. */
function useOpened(
  db: Database,
  sop: SopId,
  person: PersonId | null,
): { draft: DraftHandle | null; failed: string | null } {
  const [state, setState] = useState<{ draft: DraftHandle | null; failed: string | null }>({
    draft: null,
    failed: null,
  });
  // Who draws is noted with each gesture; choosing another person doesn't open the draft anew.
  const acting = useRef(person);
  useEffect(() => {
    acting.current = person;
  });
  useEffect(() => {
    let left = false;
    const opened = openDraft(db, sop, () => acting.current);
    opened.then(
      (draft) => {
        if (!left) setState({ draft, failed: null });
      },
      (error: unknown) => {
        if (!left)
          setState({ draft: null, failed: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      left = true;
      setState({ draft: null, failed: null });
      void opened.then(
        (draft) => draft.close(),
        () => undefined,
      );
    };
  }, [db, sop]);
  return state;
}

/** The library shows the draft's title: it follows, a moment after the last letter. */
function useKeptTitle(db: Database, sop: SopId, draft: DraftHandle | null): void {
  useEffect(() => {
    if (draft === null) return undefined;
    let kept = draft.diagram().control.title;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      clearTimeout(timer);
      const { title } = draft.diagram().control;
      if (title === kept) return;
      kept = title;
      void renameSop(db, sop, title);
    };
    const stop = draft.subscribe(() => {
      clearTimeout(timer);
      if (draft.diagram().control.title !== kept) timer = setTimeout(keep, titleAfter);
    });
    return () => {
      stop();
      keep();
    };
  }, [db, sop, draft]);
}

/** Compares meanings by digest, remembered by diagram; null where nothing is published. */
function aheadOf(newest: string | null): (diagram: Diagram) => boolean | null {
  const known = new WeakMap<Diagram, boolean>();
  return (diagram) => {
    if (newest === null) return null;
    const before = known.get(diagram);
    if (before !== undefined) return before;
    const differs = digest(diagram, hash) !== newest;
    known.set(diagram, differs);
    return differs;
  };
}

function Waiting(): ReactNode {
  return (
    <div className={classes['waiting']}>
      <Loader size="sm" aria-label="Opening the draft" />
    </div>
  );
}

function Narrow({ diagram }: { readonly diagram: Diagram }): ReactNode {
  return (
    <main className={classes['narrow']}>
      <h1 className="cs-spoken">{diagram.control.title}</h1>
      <p>
        Drawing needs a wider screen. <Link href={links.home()}>Back to the library</Link>
      </p>
      <div>
        <DiagramView diagram={diagram} />
      </div>
    </main>
  );
}
