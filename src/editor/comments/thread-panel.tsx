/** One thread beside what it is about, a new one, or the list of all. */
import { Button, Switch, Textarea } from '@mantine/core';
import { ArrowLeft, Check, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '@xyflow/react';
import { pinOf } from '#model/comments.ts';
import type { Pin, Remark, Thread } from '#model/comments.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId, PersonId } from '#model/ids.ts';
import { itemsOf } from '#model/rows.ts';
import { answerThread, longestRemark, openThread } from '#store/comments.ts';
import { dateTimeText } from '#ui/format.ts';
import { PersonName } from '#ui/avatar.tsx';
import { useActing, useDatabase } from '#ui/workspace.tsx';
import { boxesOf } from '../canvas/places.ts';
import { useDiagram, useEditor } from '../context.ts';
import { panelsOf } from '../outline/panels.ts';
import type { Commenting } from '../outline/panels.ts';
import { select } from '../state.ts';
import panel from '../panel.module.css';
import classes from './comments.module.css';

/** px */
const wide = 348;
const off = 16;

export default function ThreadPanel({
  threads,
  shown,
}: {
  readonly threads: readonly Thread[];
  readonly shown: Commenting;
}): ReactNode {
  const { store, commands } = useEditor();
  const show = (comments: Commenting | null): void => {
    panelsOf(store).setState({ comments });
    if (comments === null) commands.view()?.focus();
  };
  const thread =
    shown.show === 'thread' ? threads.find(({ id }) => id === shown.thread) : undefined;
  const pinned = shown.show === 'new' ? shown.on.id : idOf(thread);
  const style = useBeside(pinned);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes it from wherever its focus is
    <section
      className={classes['panel']}
      aria-label="Comments"
      style={style}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') show(null);
      }}
    >
      <header className={panel['head']}>
        {shown.show !== 'all' && (
          <button
            type="button"
            className={panel['button']}
            aria-label="All comments"
            onClick={() => {
              show({ show: 'all' });
            }}
          >
            <ArrowLeft size={16} strokeWidth={1.75} aria-hidden />
          </button>
        )}
        <h2>
          {shown.show === 'all'
            ? 'Comments'
            : shown.show === 'new'
              ? 'New comment'
              : thread?.about || 'Comment'}
        </h2>
        <button
          type="button"
          className={panel['button']}
          aria-label="Close comments"
          onClick={() => {
            show(null);
          }}
        >
          <X size={16} strokeWidth={1.75} aria-hidden />
        </button>
      </header>
      {shown.show === 'all' ? (
        <All
          threads={threads}
          onShow={(one) => {
            const id = idOf(one);
            if (id !== null) select(store, [id]);
            if (one.at !== null && 'node' in one.at) commands.view()?.reveal(one.at.node);
            show({ show: 'thread', thread: one.id });
          }}
        />
      ) : shown.show === 'new' ? (
        <Begin
          key={shown.on.id}
          on={shown.on}
          onBegun={(id) => {
            show({ show: 'thread', thread: id });
          }}
        />
      ) : (
        thread !== undefined && <One key={thread.id} thread={thread} />
      )}
    </section>
  );
}

const idOf = (thread: Thread | undefined): string | null =>
  thread === undefined || thread.at === null
    ? null
    : 'node' in thread.at
      ? thread.at.node
      : thread.at.flow;

/** Right of what it is about, or left of it, never over it; at the upper right where that is out of sight. */
function useBeside(id: string | null): { left: number; top: number } | undefined {
  const { commands } = useEditor();
  const diagram = useDiagram();
  const [left, top, zoom] = useStore((state) => state.transform);
  const [w, h] = [useStore((state) => state.width), useStore((state) => state.height)];
  if (id === null) return undefined;
  const flow = commands.view()?.ways().get(as<FlowId>(id));
  const middle = flow?.[Math.floor(flow.length / 2)];
  const box =
    boxesOf(diagram).get(as<NodeId>(id)) ??
    (middle === undefined ? undefined : { x: middle[0], y: middle[1], w: 0, h: 0 });
  if (box === undefined) return undefined;
  const at = { x: box.x * zoom + left, y: box.y * zoom + top, w: box.w * zoom };
  const right = at.x + at.w + off + 20;
  const y = Math.max(off, Math.min(at.y - 8, h - 340));
  if (right + wide <= w) return { left: right, top: y };
  return at.x - off - wide - 40 >= 0 ? { left: at.x - off - wide - 40, top: y } : undefined;
}

function All({
  threads,
  onShow,
}: {
  readonly threads: readonly Thread[];
  readonly onShow: (thread: Thread) => void;
}): ReactNode {
  const [resolved, setResolved] = useState(false);
  const { person } = useActing();
  const [mine, setMine] = useState(false);
  const listed = threads.filter(
    ({ open, remarks }) => (open || resolved) && (!mine || remarks.some(({ by }) => by === person)),
  );
  return (
    <>
      <div className={classes['filters']}>
        <Switch
          size="xs"
          label="Resolved too"
          checked={resolved}
          onChange={(event) => {
            setResolved(event.currentTarget.checked);
          }}
        />
        <Switch
          size="xs"
          label="Only mine"
          disabled={person === null}
          checked={mine}
          onChange={(event) => {
            setMine(event.currentTarget.checked);
          }}
        />
      </div>
      {listed.length === 0 && (
        <p className={classes['none']}>
          {threads.length === 0
            ? 'No comments yet. Select a node or a flow and press C.'
            : 'None of these.'}
        </p>
      )}
      <ul className={classes['list']}>
        {listed.map((thread) => (
          <li key={thread.id}>
            <button
              type="button"
              onClick={() => {
                onShow(thread);
              }}
            >
              <strong>{thread.about || 'Unnamed'}</strong>
              <Where thread={thread} />
              <span>{thread.remarks.find(({ text }) => text !== '')?.text}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Where({ thread }: { readonly thread: Thread }): ReactNode {
  if (thread.at === null) return <em className={classes['gone']}>Deleted from the diagram</em>;
  if (!thread.open) return <em>Resolved</em>;
  return thread.on.table === 'items' ? <em>Checklist item</em> : null;
}

function One({ thread }: { readonly thread: Thread }): ReactNode {
  const database = useDatabase();
  const { sop } = useEditor();
  const { person } = useActing();
  const [failed, setFailed] = useState<string | null>(null);
  const say = async (text: string, does?: Remark['does']): Promise<boolean> => {
    if (person === null) return false;
    try {
      await answerThread(database, {
        sop,
        by: person,
        thread: thread.id,
        text,
        ...(does === undefined ? {} : { does }),
      });
      setFailed(null);
      return true;
    } catch (error) {
      setFailed(`Not saved. ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  };
  return (
    <>
      <div className={classes['remarks']}>
        <Where thread={thread} />
        {thread.remarks.map((remark) => (
          <article key={remark.id}>
            <div className={classes['by']}>
              <PersonName person={remark.by} size={20} />
              <time dateTime={new Date(remark.at).toISOString()}>{dateTimeText(remark.at)}</time>
            </div>
            {remark.text !== '' && <p>{remark.text}</p>}
            {remark.does !== undefined && (
              <p className={classes['did']}>
                {remark.does === 'resolve' ? 'Resolved this' : 'Opened this again'}
              </p>
            )}
          </article>
        ))}
      </div>
      <Write
        person={person}
        failed={failed}
        label="Reply"
        button="Reply"
        onSay={(text) => say(text)}
      >
        <Button
          size="xs"
          variant="subtle"
          disabled={person === null}
          leftSection={
            thread.open ? <Check size={14} aria-hidden /> : <RotateCcw size={14} aria-hidden />
          }
          onClick={() => void say('', thread.open ? 'resolve' : 'reopen')}
        >
          {thread.open ? 'Resolve' : 'Reopen'}
        </Button>
      </Write>
    </>
  );
}

/** The first remark; of a gate's checklist, which item it is about. */
function Begin({
  on,
  onBegun,
}: {
  readonly on: Pin;
  readonly onBegun: (thread: string) => void;
}): ReactNode {
  const database = useDatabase();
  const diagram = useDiagram();
  const { sop } = useEditor();
  const { person } = useActing();
  const [about, setAbout] = useState(on.id);
  const [failed, setFailed] = useState<string | null>(null);
  const items = itemsOf(diagram, as<NodeId>(on.id));
  return (
    <Write
      person={person}
      failed={failed}
      label={`About ${on.name || 'this'}`}
      button="Comment"
      onSay={async (text) => {
        const pin = pinOf(diagram, about) ?? on;
        if (person === null) return false;
        try {
          onBegun(await openThread(database, { sop, by: person, text, on: pin }));
          return true;
        } catch (error) {
          setFailed(`Not saved. ${error instanceof Error ? error.message : String(error)}`);
          return false;
        }
      }}
    >
      {items.length > 0 && (
        <select
          className={classes['about']}
          aria-label="What it is about"
          value={about}
          onChange={(event) => {
            setAbout(event.currentTarget.value);
          }}
        >
          <option value={on.id}>The whole gate</option>
          {items.map((item) => (
            <option key={item.id} value={item.id}>
              {item.text.slice(0, 60)}
            </option>
          ))}
        </select>
      )}
    </Write>
  );
}

function Write({
  person,
  failed,
  label,
  button,
  onSay,
  children,
}: {
  readonly person: PersonId | null;
  readonly failed: string | null;
  readonly label: string;
  readonly button: string;
  /** True where it was kept. */
  readonly onSay: (text: string) => Promise<boolean>;
  readonly children: ReactNode;
}): ReactNode {
  const [text, setText] = useState('');
  const send = async (): Promise<void> => {
    if (text.trim() !== '' && (await onSay(text))) setText('');
  };
  return (
    <div className={classes['write']}>
      <Textarea
        aria-label={label}
        placeholder={label}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={longestRemark}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person's own press
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      {failed !== null && <p role="alert">{failed}</p>}
      {person === null && <p className={classes['none']}>Choose whom you act as to comment.</p>}
      <div className={classes['acts']}>
        {children}
        <Button
          size="xs"
          variant="filled"
          disabled={person === null || text.trim() === ''}
          onClick={() => void send()}
        >
          {button}
        </Button>
      </div>
    </div>
  );
}
