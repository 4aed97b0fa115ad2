import { Button, SegmentedControl } from '@mantine/core';
import { CheckCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { now as clock } from '#store/clock.ts';
import { exactText, whenText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { SignIcon } from '#ui/words/sign-icon.tsx';
import type { ReadState } from './notices-kept.ts';
import type { Notice } from './notices-read.ts';
import classes from './notices.module.css';

/** Shown at once; the rest is in the audit trail. */
const most = 100;

/** What is new for who acts in this tab, newest first; J and K move, Enter opens, U marks. */
export default function NoticesPanel({
  notices,
  state,
  nobody,
  onClose,
}: {
  /** undefined: they are being read. */
  readonly notices: readonly Notice[] | undefined;
  readonly state: ReadState;
  /** Nobody acts in this tab. */
  readonly nobody: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const [, go] = useLocation();
  const [only, setOnly] = useState<'unread' | 'all'>('all');
  const list = useRef<HTMLUListElement>(null);
  const all = notices ?? [];
  const unread = all.filter((notice) => !state.isRead(notice));
  const shown = (only === 'unread' ? unread : all).slice(0, most);
  const open = (notice: Notice): void => {
    state.mark(notice, true);
    onClose();
    if (notice.request === null) return go(links.workspaceAudit());
    const { request, asks, place } = notice;
    return go(asks ? links.inboxRequest(request, { at: place }) : links.request(request));
  };
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const key = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }[event.key.toLowerCase()];
      if (by === undefined) return;
      event.preventDefault();
      const rows = [...element.querySelectorAll<HTMLElement>('[data-notice]')];
      const at = rows.findIndex((row) => row === document.activeElement);
      rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
    };
    const frame = element.closest('[role="dialog"]') ?? element;
    const listen = (event: Event): void => {
      if (event instanceof KeyboardEvent) key(event);
    };
    frame.addEventListener('keydown', listen);
    return () => frame.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className={classes['panel']}>
      <div className={classes['head']}>
        <h2>Notifications</h2>
        <span className={classes['grow']} />
        {all.length > 0 && (
          <SegmentedControl
            aria-label="Which notifications"
            value={only}
            onChange={(value) => setOnly(value === 'unread' ? 'unread' : 'all')}
            data={[
              { value: 'all', label: 'All' },
              { value: 'unread', label: `Unread ${unread.length}` },
            ]}
          />
        )}
      </div>
      <ul className={classes['list']} ref={list}>
        {shown.map((notice) => (
          <Row
            key={notice.key}
            notice={notice}
            read={state.isRead(notice)}
            onOpen={() => open(notice)}
            onMark={(read) => state.mark(notice, read)}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className={classes['none']}>
          {nobody
            ? 'Nobody acts in this tab yet. Choose who you are in the header.'
            : notices === undefined
              ? 'Reading the log…'
              : only === 'unread' && all.length > 0
                ? 'All is read.'
                : 'Nothing new. What is asked of you, reminders, returns, conditions and new roles will stand here.'}
        </p>
      )}
      {all.length > 0 && (
        <div className={classes['foot']}>
          <Button
            size="sm"
            leftSection={<CheckCheck size={14} strokeWidth={2.1} aria-hidden />}
            disabled={unread.length === 0}
            onClick={() => state.markAll(all)}
          >
            Mark all read
          </Button>
          <span className={classes['small']}>What is read is kept in this browser only.</span>
        </div>
      )}
    </div>
  );
}

function Row({
  notice,
  read,
  onOpen,
  onMark,
}: {
  readonly notice: Notice;
  readonly read: boolean;
  readonly onOpen: () => void;
  readonly onMark: (read: boolean) => void;
}): ReactNode {
  return (
    <li className={classes['row']} data-unread={!read || undefined}>
      <button
        type="button"
        data-notice
        className={classes['open']}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key.toLowerCase() !== 'u') return;
          event.preventDefault();
          onMark(!read);
        }}
      >
        <span className={classes['sign']}>
          <SignIcon sign={notice.sign} />
        </span>
        <span className={classes['words']}>
          <span className={classes['says']}>{notice.says}</span>
          <span className={classes['about']}>
            {notice.about !== '' && <span className={classes['subject']}>{notice.about}</span>}
            <time
              dateTime={new Date(notice.at).toISOString()}
              title={exactText(notice.at)}
              className={classes['time']}
            >
              {whenText(notice.at, clock())}
            </time>
          </span>
          {!read && <span className="cs-spoken">Unread</span>}
        </span>
      </button>
      <button
        type="button"
        className={classes['mark']}
        aria-label={`Mark as ${read ? 'unread' : 'read'}: ${notice.says}`}
        title={`Mark as ${read ? 'unread' : 'read'} (U)`}
        onClick={() => onMark(!read)}
      >
        <span className={classes['dot']} />
      </button>
    </li>
  );
}
