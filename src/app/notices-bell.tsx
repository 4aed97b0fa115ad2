import { ActionIcon, Popover } from '@mantine/core';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useReadState } from '#run/notices-kept.ts';
import { useListKeys } from '#run/list-keys.ts';
import type { readNotices } from '#run/notices-read.ts';
import { useRegisterCommands } from '#ui/commands.ts';
import { plural } from '#ui/format.ts';
import { useActing, useDirectory, useLive, useNow } from '#ui/workspace.tsx';
import classes from './notices-bell.module.css';

const NoticesPanel = lazy(() => import('#run/notices-panel.tsx'));

type Read = typeof readNotices;
/** ms after which the page has had the network and the processor for itself. */
const later = 900;

/** The bell: how much is new for who acts in this tab, and what; the reader is off the first load. */
export function NoticesBell(): ReactNode {
  const { person } = useActing();
  const directory = useDirectory();
  const now = useNow(300_000);
  const [opened, setOpened] = useState(false);
  const read = useReader(person !== null);
  const notices = useLive(
    (database) =>
      person === null || read === null
        ? Promise.resolve(undefined)
        : read(database, person, directory, now),
    [person, directory, read, now],
  );
  const state = useReadState(person);
  const unread = (notices ?? []).filter((notice) => !state.isRead(notice)).length;
  useListKeys({ n: () => setOpened(true) });
  useRegisterCommands(
    useMemo(
      () => [
        {
          id: 'notices',
          label: 'Show notifications',
          keys: 'N',
          icon: <Bell size={16} strokeWidth={1.75} aria-hidden />,
          run: () => setOpened(true),
        },
      ],
      [],
    ),
  );
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      offset={10}
      width={420}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className={classes['bell'] ?? ''}
          aria-label={`Notifications${unread === 0 ? '' : `, ${plural(unread, 'unread', 'unread')}`}`}
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          <Bell size={16} strokeWidth={1.75} aria-hidden />
          {unread > 0 && <span className={classes['dot']} aria-hidden />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label="Notifications">
        {opened && (
          <Suspense>
            <NoticesPanel
              notices={notices}
              state={state}
              nobody={person === null}
              onClose={() => setOpened(false)}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function useReader(wanted: boolean): Read | null {
  const [reader, set] = useState<{ readonly read: Read } | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => {
      void import('#run/notices-read.ts').then(({ readNotices: read }) => set({ read }));
    }, later);
    return () => clearTimeout(timer);
  }, [wanted]);
  return reader?.read ?? null;
}
