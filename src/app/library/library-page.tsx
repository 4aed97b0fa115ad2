/** Home: the SOPs of this workspace, and the templates to start from. */
import { Button, FileButton } from '@mantine/core';
import { FileUp, Plus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { notifications } from '@mantine/notifications';
import type { SopId } from '#model/ids.ts';
import { failureSays } from '#store/quota.ts';
import { listSops } from '#store/sops.ts';
import { Callout } from '#ui/callout.tsx';
import { useRegisterCommands } from '#ui/commands.ts';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { useActing, useDatabase, useLive } from '#ui/workspace.tsx';
import pageClasses from '../page.module.css';
import classes from './library.module.css';
import { createBlank, importFile } from './make.ts';
import { SopsTable } from './sops-table.tsx';
import { Templates } from './templates.tsx';

interface Failure {
  readonly title: string;
  readonly says: string;
}

export default function LibraryPage(): ReactNode {
  useTitle('Library');
  const [, go] = useLocation();
  const database = useDatabase();
  const { person } = useActing();
  const maker = useMemo(() => ({ database, person }), [database, person]);
  const sops = useLive((db) => listSops(db), []);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [over, setOver] = useState(false);

  const open = (sop: SopId): void => go(links.editor(sop));
  /** A double click, or Enter held down, makes one. */
  const making = useRef(false);
  const blank = async (): Promise<void> => {
    if (making.current) return;
    making.current = true;
    try {
      open(await createBlank(maker));
    } catch (thrown) {
      making.current = false;
      setFailures([{ title: 'The SOP could not be made', says: failureSays(thrown) }]);
    }
  };
  const take = async (files: readonly File[]): Promise<void> => {
    const failed: Failure[] = [];
    const made: SopId[] = [];
    for (const file of files) {
      const done = await importFile(maker, file).catch((thrown: unknown) => ({
        ok: false as const,
        says: failureSays(thrown),
      }));
      if (!done.ok) failed.push({ title: `${file.name} could not be read`, says: done.says });
      else {
        made.push(done.sop);
        if (done.copy)
          notifications.show({ message: `${file.name} is here already: this is a copy of it.` });
        for (const message of done.warnings) notifications.show({ message });
      }
    }
    setFailures(failed);
    const [first] = made;
    if (first !== undefined && made.length === 1 && failed.length === 0) open(first);
  };

  useRegisterCommands(
    useMemo(
      () => [
        {
          id: 'sop.new',
          label: 'New SOP',
          hint: 'Blank',
          icon: <Plus size={16} strokeWidth={1.75} aria-hidden />,
          run: () => void createBlank(maker).then((sop) => go(links.editor(sop))),
        },
      ],
      [maker, go],
    ),
  );

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };

  return (
    <div
      className={classes['drop']}
      data-over={over}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false);
      }}
      onDrop={drop}
    >
      <div className={pageClasses['page']}>
        <div className={pageClasses['bar']}>
          <h1 className={pageClasses['grow']}>Library</h1>
          <FileButton
            multiple
            accept=".json,application/json"
            onChange={(files) => void take(files)}
          >
            {(props) => (
              <Button {...props} leftSection={<FileUp size={16} strokeWidth={1.75} aria-hidden />}>
                Import
              </Button>
            )}
          </FileButton>
          <Button
            variant="filled"
            leftSection={<Plus size={16} strokeWidth={1.75} aria-hidden />}
            onClick={() => void blank()}
          >
            New SOP
          </Button>
        </div>
        {failures.length > 0 && (
          <div className={classes['failures']}>
            {failures.map((failure) => (
              <Callout
                key={failure.title}
                tone="error"
                title={failure.title}
                action={
                  <Button size="sm" onClick={() => setFailures([])}>
                    Close
                  </Button>
                }
              >
                {failure.says} Your SOPs are unchanged.
              </Callout>
            ))}
          </div>
        )}
        {sops !== undefined && sops.length === 0 && (
          <p className={classes['start']}>Start from a template or draw your own.</p>
        )}
        {sops !== undefined && sops.length > 0 && <SopsTable sops={sops} maker={maker} />}
        <Templates maker={maker} onOpen={open} />
      </div>
      {over && <div className={classes['overlay']}>Drop a .sop.json to import it</div>}
    </div>
  );
}
