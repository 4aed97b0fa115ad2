/** "Your SOPs": one row each, only with what is known of it. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  Archive,
  BadgeCheck,
  Copy,
  Download,
  Ellipsis,
  PenLine,
  Play,
  Send,
  TextCursorInput,
  Trash2,
} from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Chip } from '#ui/chip.tsx';
import { PersonName } from '#ui/avatar.tsx';
import { dateText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useNow } from '#ui/workspace.tsx';
import { VersionSeal } from '#ui/version-seal.tsx';
import classes from './library.module.css';
import { createCopy } from './make.ts';
import type { Maker } from './make.ts';
import { exportSop, removeSop } from './manage.ts';
import { RetireDialog } from './retire-dialog.tsx';
import { draftOf } from './draft-of.ts';
import { useSopRow } from './sop-row.ts';
import type { ListedSop } from './sop-row.ts';
import { TitleEditor } from './title-editor.tsx';

export function SopsTable({
  sops,
  maker,
}: {
  readonly sops: readonly ListedSop[];
  readonly maker: Maker;
}): ReactNode {
  return (
    <div className={`cs-card ${classes['table']}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Your SOPs</th>
            <th scope="col">Status</th>
            <th scope="col" className={classes['number']}>
              Running
            </th>
            <th scope="col">Owner</th>
            <th scope="col">Next review</th>
            <th scope="col">
              <span className="cs-spoken">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sops.map((sop) => (
            <Row key={sop.id} sop={sop} maker={maker} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ sop, maker }: { readonly sop: ListedSop; readonly maker: Maker }): ReactNode {
  const row = useSopRow(sop);
  const [renaming, setRenaming] = useState(false);
  const [retiring, setRetiring] = useState(false);
  const now = useNow(60_000);
  const late = row.nextReview !== null && Date.parse(row.nextReview) < now;
  return (
    <tr>
      <td className={classes['first']}>
        <div className={classes['sop']}>
          <VersionSeal digest={row.digest} version={row.number ?? undefined} size={30} />
          <div className={classes['titles']}>
            {renaming ? (
              <TitleEditor sop={sop} maker={maker} onDone={() => setRenaming(false)} />
            ) : (
              <Link href={links.editor(sop.id)} className={classes['title']} title={sop.title}>
                {sop.title}
              </Link>
            )}
            {row.purpose !== '' && (
              <span className={classes['purpose']} title={row.purpose}>
                {row.purpose}
              </span>
            )}
          </div>
        </div>
      </td>
      <td className={classes['status']}>
        <div className={classes['chips']}>
          {row.number !== null && (
            <Chip tone="ok" icon={<BadgeCheck size={14} strokeWidth={2.1} aria-hidden />}>
              v{row.number}
            </Chip>
          )}
          {((row.number === null && row.digest === null) || row.ahead) && (
            <Chip
              tone={row.number === null ? 'plain' : 'ink'}
              icon={<PenLine size={14} strokeWidth={2.1} aria-hidden />}
            >
              {row.number === null ? 'Draft' : 'Draft ahead'}
            </Chip>
          )}
        </div>
      </td>
      <td className={`${classes['number']} ${classes['aside']}`}>
        {row.number === null ? (
          '–'
        ) : (
          <Link href={links.requests({ sop: sop.id })}>{row.running}</Link>
        )}
      </td>
      <td className={classes['aside']}>
        {row.owner === null ? '–' : <PersonName person={row.owner} />}
      </td>
      <td className={`${classes['aside']} ${late ? classes['past'] : ''}`}>
        {row.nextReview === null ? '–' : dateText(row.nextReview)}
      </td>
      <td className={classes['menu']}>
        {row.number !== null && (
          <Button
            component={Link}
            href={links.newRequest(sop.id)}
            size="compact-sm"
            className={classes['ask']}
            aria-label={`New request for ${sop.title}`}
          >
            New request
          </Button>
        )}
        <RowMenu
          sop={sop}
          maker={maker}
          published={row.number !== null}
          onRename={() => setRenaming(true)}
          onRetire={() => setRetiring(true)}
        />
        <RetireDialog
          sop={sop}
          maker={maker}
          opened={retiring}
          onClose={() => setRetiring(false)}
        />
      </td>
    </tr>
  );
}

/** ms after which a closed menu has given the focus back to its button; a field that opens sooner would lose it. */
const focusBack = 60;

const icon = { size: 14, strokeWidth: 2.1, 'aria-hidden': true } as const;

function RowMenu({
  sop,
  maker,
  published,
  onRename,
  onRetire,
}: {
  readonly sop: ListedSop;
  readonly maker: Maker;
  readonly published: boolean;
  readonly onRename: () => void;
  readonly onRetire: () => void;
}): ReactNode {
  const [, go] = useLocation();
  /** A double click makes one copy: the menu takes clicks until it has faded. */
  const copying = useRef(false);
  const duplicate = async (): Promise<void> => {
    if (copying.current) return;
    copying.current = true;
    try {
      await createCopy(maker, await draftOf(maker.database, sop.id), sop.from);
    } finally {
      setTimeout(() => (copying.current = false), focusBack * 10);
    }
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions of ${sop.title}`}>
          <Ellipsis size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {published && (
          <Menu.Item leftSection={<Send {...icon} />} onClick={() => go(links.newRequest(sop.id))}>
            New request
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Play {...icon} />} onClick={() => go(links.play(sop.id))}>
          Play
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<TextCursorInput {...icon} />}
          onClick={() => setTimeout(onRename, focusBack)}
        >
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<Copy {...icon} />} onClick={() => void duplicate()}>
          Duplicate
        </Menu.Item>
        <Menu.Item
          leftSection={<Download {...icon} />}
          onClick={() => void exportSop(maker.database, sop)}
        >
          Export
        </Menu.Item>
        <Menu.Divider />
        {published ? (
          <Menu.Item leftSection={<Archive {...icon} />} onClick={onRetire}>
            Retire…
          </Menu.Item>
        ) : (
          <Menu.Item
            color="rejected"
            leftSection={<Trash2 {...icon} />}
            onClick={() => void removeSop(maker.database, sop)}
          >
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
