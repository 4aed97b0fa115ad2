/** The workspace: its people and groups, who is away, which days are holidays, and where it all lies. */
import { lazy, Suspense } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { links, workspaceParts } from '#ui/links.ts';
import type { WorkspacePart } from '#ui/links.ts';
import { useTitle } from '#ui/title.ts';
import { Loading } from '../loading.tsx';
import { partNames } from '../nav.ts';
import pageClasses from '../page.module.css';
import classes from './workspace.module.css';

const parts: Readonly<Record<WorkspacePart, ComponentType>> = {
  people: lazy(() => import('./people.tsx')),
  groups: lazy(() => import('./groups.tsx')),
  absences: lazy(() => import('./absences.tsx')),
  holidays: lazy(() => import('./holidays.tsx')),
  keys: lazy(() => import('./keys.tsx')),
  storage: lazy(() => import('./data.tsx')),
};

/** On a phone the tabs are wider than the page: the one that is open comes into sight. */
const toSight = (tab: HTMLAnchorElement | null): void =>
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

export default function WorkspacePage(): ReactNode {
  const params = useParams<{ part?: string }>();
  const here = workspaceParts.find((part) => part === params.part) ?? 'people';
  const Part = parts[here];
  useTitle(here === 'people' ? 'Workspace' : `${partNames[here]}, workspace`);
  return (
    <div className={pageClasses['page']}>
      <div className={pageClasses['bar']}>
        <h1>Workspace</h1>
      </div>
      <nav className={classes['parts']} aria-label="Parts of the workspace">
        {workspaceParts.map((part) => (
          <Link
            key={part}
            href={links.workspace(part)}
            className={classes['part'] ?? ''}
            {...(part === here ? { 'aria-current': 'page' as const, ref: toSight } : {})}
          >
            {partNames[part]}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>
        <Part />
      </Suspense>
    </div>
  );
}
