/** Header, navigation and the page: what stands around every room but those that take the whole width. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { HardDrive, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ActingMenu } from '#ui/acting-menu.tsx';
import { Count } from '#ui/chip.tsx';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import { Mark, Wordmark } from '#ui/mark.tsx';
import { useTitleCount } from '#ui/title.ts';
import { useWaiting } from './inbox-count.ts';
import { KeysSheet } from './keys-sheet.tsx';
import { entries } from './nav.ts';
import { NoticesBell } from './notices-bell.tsx';
import { openPalette } from './palette-slot.tsx';
import type { Entry } from './nav.ts';
import classes from './shell.module.css';
import { StorageBar } from './storage-bar.tsx';

export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const [path] = useLocation();
  const waiting = useWaiting();
  useTitleCount(waiting);
  // An inbox is a list, a page and an aside: the navigation gives way.
  const narrow = path.startsWith('/inbox') || path.startsWith('/requests/');
  const page = useRef<HTMLElement>(null);
  // Another page starts at its top; the frame it scrolls in is the same.
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    page.current?.scrollTo(0, 0);
  }, [path]);
  return (
    <div className={classes['shell']} data-narrow={narrow}>
      <a href="#page" className={classes['skip']}>
        Skip to the page
      </a>
      <Header />
      <StorageBar />
      <nav className={classes['nav']} aria-label="Rooms">
        {entries.map((entry) => (
          <NavEntry key={entry.href} entry={entry} path={path} waiting={waiting} narrow={narrow} />
        ))}
        <KeysSheet />
      </nav>
      <main id="page" ref={page} className={classes['page']} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Header(): ReactNode {
  return (
    <header className={classes['header']}>
      <Link href={links.home()} className={classes['home']} aria-label="Countersign, library">
        <span className={classes['wide']}>
          <Wordmark />
        </span>
        <span className={classes['phone']}>
          <Mark size={24} />
        </span>
      </Link>
      <button type="button" className={classes['search']} onClick={openPalette}>
        <Search size={14} strokeWidth={2.1} aria-hidden />
        <span className={classes['searchText']}>Find an SOP, request or command</span>
        <span className={classes['wide']}>
          <KeyCap keys="Ctrl K" />
        </span>
      </button>
      <div className={classes['end']}>
        <span
          className={classes['saved']}
          title="This workspace lives in this browser profile. Nothing leaves the device unless you export it."
        >
          <HardDrive size={14} strokeWidth={2.1} aria-hidden />
          Saved on this device
        </span>
        <span className={classes['phone']}>
          <ActionIcon aria-label="Find" size="lg" onClick={openPalette}>
            <Search size={20} strokeWidth={1.75} />
          </ActionIcon>
        </span>
        <NoticesBell />
        <ActingMenu />
      </div>
    </header>
  );
}

function NavEntry({
  entry,
  path,
  waiting,
  narrow,
}: {
  readonly entry: Entry;
  readonly path: string;
  /** As `useWaiting` says it. */
  readonly waiting: string;
  readonly narrow: boolean;
}): ReactNode {
  const here = entry.href === '/' ? path === '/' : path.startsWith(entry.href);
  const Icon = entry.icon;
  const counted = entry.counts === 'inbox' && waiting !== '';
  return (
    <Tooltip label={entry.label} position="right" disabled={!narrow}>
      <Link
        href={entry.href}
        className={classes['entry']}
        data-here={here}
        {...(here ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden className={classes['icon']} />
        <span className={classes['label']}>{entry.label}</span>
        {counted && (
          <span className={classes['count']}>
            <Count hot label={`${waiting} waiting`}>
              {waiting}
            </Count>
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
