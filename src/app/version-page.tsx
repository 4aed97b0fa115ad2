/** A published version to look at: its seal, its digest, what it says, and its drawing. */
import { Button } from '@mantine/core';
import { GitCompare, PenLine, Play, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { as } from '#model/ids.ts';
import type { Digest, SopId } from '#model/ids.ts';
import { getSop, getVersion } from '#store/sops.ts';
import { Chip } from '#ui/chip.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { Empty } from '#ui/empty.tsx';
import { dateText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { DigestText, VersionSeal } from '#ui/version-seal.tsx';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import classes from './version-page.module.css';

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

export default function VersionPage(): ReactNode {
  const params = useParams<{ id: string; digest: string }>();
  const sop = as<SopId>(params.id);
  const digest = as<Digest>(params.digest);
  const read = useLive(
    async (database) => ({
      version: await getVersion(database, digest, sop),
      row: await getSop(database, sop),
    }),
    [digest, sop],
  );
  const directory = useDirectory();
  const version = read?.version;
  const title = version?.diagram.control.title ?? 'Version';
  useTitle(version === undefined ? 'Version' : `${title} v${version.number}`);
  if (read === undefined) return null;
  if (version === undefined)
    return (
      <Empty
        page
        title="This version is not on this device"
        action={
          <Button component={Link} href={links.home()}>
            Library
          </Button>
        }
      >
        Versions are found by their digest, in the browser profile they were published in.
      </Empty>
    );
  const effective = read.row?.effective === version.digest;
  const publisher = directory.people[version.publishedBy]?.name ?? version.publishedBy;
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <VersionSeal digest={version.digest} version={version.number} size={56} />
        <div className={classes['titles']}>
          <div className={classes['line']}>
            <h1 className={classes['title']}>{title}</h1>
            <Chip tone={effective ? 'ok' : 'warn'}>
              v{version.number} {effective ? 'effective' : 'obsolete'}
            </Chip>
          </div>
          <div className={classes['facts']}>
            <DigestText digest={version.digest} />
            <span>
              Published {dateText(version.publishedAt)} by {publisher}
            </span>
            <span>Effective {dateText(version.effectiveFrom)}</span>
            {version.nextReview !== null && <span>Next review {dateText(version.nextReview)}</span>}
          </div>
        </div>
        <div className={classes['actions']}>
          <Button component={Link} href={links.editor(sop)} leftSection={<PenLine {...icon} />}>
            Draft
          </Button>
          <Button
            component={Link}
            href={links.play(sop, { version: version.digest })}
            leftSection={<Play {...icon} />}
          >
            Play
          </Button>
          {effective && (
            <Button
              component={Link}
              variant="filled"
              href={links.newRequest(sop)}
              leftSection={<Send {...icon} />}
            >
              New request
            </Button>
          )}
        </div>
      </header>
      {!effective && (
        <div className={classes['obsolete']}>
          <GitCompare size={14} strokeWidth={2.1} aria-hidden /> Obsolete: new requests run on a
          later version, those already running stay on this one.
        </div>
      )}
      <div className={classes['canvas']}>
        <DiagramView diagram={version.diagram} label={`${title}, version ${version.number}`} />
      </div>
    </div>
  );
}
