/** Storage that is nearly full, blocked, or taken over by a newer version: said above everything, with what to do. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Database } from '#store/database.ts';
import { isQuota } from '#store/quota.ts';
import { sizeText } from '#ui/format.ts';
import { FindingGlyph } from '#ui/outcome.tsx';
import { useDatabase } from '#ui/workspace.tsx';
import { exportEverything } from './export.ts';
import classes from './storage-bar.module.css';

interface Trouble {
  readonly title: string;
  readonly says: string;
  readonly way: 'export' | 'reload';
}

/** Below this many bytes left the bar is shown. */
const few = 50e6;

const newer: Trouble = {
  title: 'Another tab runs a newer version.',
  says: 'Nothing more is saved here. Reload this tab to go on.',
  way: 'reload',
};
const cleared: Trouble = {
  title: 'The data of this workspace was deleted, here or in another tab.',
  says: 'Nothing more is saved here. Reload this tab to begin anew; import what you have exported.',
  way: 'reload',
};
const blocked: Trouble = {
  title: 'This browser lets Countersign store nothing.',
  says: 'Nothing you do here is kept. Allow storage for this site, or leave the private window, then reload.',
  way: 'reload',
};
const full: Trouble = {
  title: 'Storage is full.',
  says: 'The last change was not saved. What was saved before is unharmed. Export, then free some space.',
  way: 'export',
};

function useTrouble(database: Database): Trouble | null {
  const [trouble, set] = useState<Trouble | null>(null);
  useEffect(() => {
    let gone = false;
    const look = async (): Promise<void> => {
      const { quota = Infinity, usage = 0 } =
        (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
      const left = quota - usage;
      if (gone) return;
      if (left >= few) return set((now) => (now?.way === 'export' ? null : now));
      const says = `${sizeText(left)} left on this device. Export, then free some space.`;
      set((now) => now ?? { title: 'Storage is nearly full.', says, way: 'export' });
    };
    const failed = (event: PromiseRejectionEvent): void => {
      const reason: unknown = event.reason;
      const name = reason instanceof Error ? `${reason.name} ${reason.message}` : String(reason);
      if (isQuota(reason)) set(full);
      else if (/VersionChange/i.test(name)) set(newer);
    };
    // No new version: the database is to go.
    const outdated = ({ newVersion }: IDBVersionChangeEvent): void =>
      set(newVersion === null ? cleared : newer);
    // Dexie opens with the first question anyway; asked here, its refusal is heard.
    database.open().catch(() => gone || set(blocked));
    void look();
    const timer = setInterval(() => void look(), 60_000);
    addEventListener('unhandledrejection', failed);
    database.on('versionchange', outdated);
    return () => {
      gone = true;
      clearInterval(timer);
      removeEventListener('unhandledrejection', failed);
      database.on('versionchange').unsubscribe(outdated);
    };
  }, [database]);
  return trouble;
}

export function StorageBar({ floats = false }: { readonly floats?: boolean }): ReactNode {
  const database = useDatabase();
  const trouble = useTrouble(database);
  if (trouble === null) return null;
  return (
    <div className={`${classes['bar']} ${floats ? classes['floats'] : ''}`} role="alert">
      <FindingGlyph level="warning" size={20} />
      <span className={classes['says']}>
        <strong>{trouble.title}</strong> {trouble.says}
      </span>
      {trouble.way === 'export' ? (
        <Button size="sm" onClick={() => void exportEverything(database)}>
          Export now
        </Button>
      ) : (
        <Button size="sm" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
    </div>
  );
}
