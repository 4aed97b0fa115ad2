import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { gateNumber } from '#model/rows.ts';
import { Chip } from '#ui/chip.tsx';
import { links } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { SlaRing, slaWords } from '#ui/sla.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import classes from './inbox-page.module.css';
import type { InboxRow } from './inbox-rows.ts';
import { slaMinutesLeft } from './sla-left.ts';
import { subjectOf } from './subject.ts';

const words = { sign: 'Sign', work: 'Work', recommend: 'Recommend', wait: '' } as const;

/** One row of the inbox: the gate's seal, the request's subject, where it stands, its clock, and what is asked. */
export function InboxItem({
  row,
  open,
  now,
}: {
  readonly row: InboxRow;
  readonly open: boolean;
  readonly now: number;
}): ReactNode {
  const { request, compiled, work, does, refused } = row;
  const { diagram } = compiled;
  const node = diagram.nodes[work.node];
  const directory = useDirectory();
  const sla = slaWords({
    since: work.since,
    due: work.due,
    now,
    left: slaMinutesLeft(compiled, directory, work, now) ?? undefined,
  });
  return (
    <Link
      href={links.inboxRequest(request.id)}
      className={classes['item'] ?? ''}
      data-request={request.id}
      data-work={work.id}
      data-waits={does === 'wait' || undefined}
      {...(open ? { 'aria-current': 'page' as const } : {})}
    >
      <span className={classes['seal']}>
        {node?.kind === 'gate' ? (
          <Seal size={28} number={gateNumber(diagram, work.node)} />
        ) : (
          <span className={classes['step']}>
            <ListChecks size={16} strokeWidth={1.75} aria-hidden />
          </span>
        )}
      </span>
      <span className={classes['words']}>
        <span className={classes['subject']}>{subjectOf(diagram, request.form, request.id)}</span>
        <span className={classes['where']}>
          {node?.name ?? work.node} · {request.tier === null ? request.id : `tier ${request.tier}`}
        </span>
        <span className={classes['due']} style={{ color: `var(--cs-${sla.tone}-text)` }}>
          {work.due !== null && <SlaRing words={sla} />}
          {sla.says}
        </span>
      </span>
      {does !== 'wait' && (
        <span className={classes['chip']}>
          <Chip tone={refused ? 'error' : does === 'sign' ? 'ink' : 'plain'}>
            {refused ? 'Others must' : words[does]}
          </Chip>
        </span>
      )}
    </Link>
  );
}
