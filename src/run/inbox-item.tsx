import { Checkbox } from '@mantine/core';
import { ListChecks, Hourglass } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { gateNumber } from '#model/rows.ts';
import { Chip } from '#ui/chip.tsx';
import { links } from '#ui/links.ts';
import { personName } from '#ui/names.ts';
import { Seal } from '#ui/seal.tsx';
import { SlaRing, slaWords } from '#ui/sla.tsx';
import { SignIcon } from '#ui/words/sign-icon.tsx';
import { said } from '#ui/words/told.ts';
import { useActing, useDirectory } from '#ui/workspace.tsx';
import { conditionDue } from './condition-words.ts';
import classes from './inbox-page.module.css';
import type { Does, InboxRow } from './inbox-rows.ts';
import { clockCalendar, slaMinutesLeft } from './sla-left.ts';
import { subjectOf } from './subject.ts';

const words: Readonly<Record<Does, string>> = {
  sign: 'Sign',
  affirm: 'Sign again',
  work: 'Work',
  recommend: 'Recommend',
  fulfil: 'Fulfill',
  wait: '',
};

/** One row of the inbox: the gate's seal, the request's subject, where it stands, its clock, and what is asked. */
export const InboxItem = memo(function InboxItem({
  row,
  open,
  now,
  selecting,
  selected,
  onSelect,
}: {
  readonly row: InboxRow;
  readonly open: boolean;
  readonly now: number;
  readonly selecting: boolean;
  readonly selected: boolean;
  readonly onSelect: (key: string) => void;
}): ReactNode {
  const { request, compiled, work, does, refused } = row;
  const { diagram } = compiled;
  const subject = subjectOf(diagram, request.form, request.id);
  return (
    <div
      className={classes['item']}
      data-open={open || undefined}
      data-waits={does === 'wait' || undefined}
    >
      {selecting && (
        <Checkbox
          className={classes['check'] ?? ''}
          size="xs"
          aria-label={`Select ${subject}`}
          checked={selected}
          onChange={() => onSelect(row.key)}
        />
      )}
      <Link
        href={links.inboxRequest(request.id, row)}
        className={classes['link'] ?? ''}
        data-key={row.key}
        data-request={request.id}
        data-work={work?.id ?? ''}
        {...(open ? { 'aria-current': 'page' as const } : {})}
      >
        {!selecting && <Mark row={row} />}
        <span className={classes['words']}>
          <span className={classes['subject']}>{subject}</span>
          <Where row={row} />
          <Due row={row} now={now} />
        </span>
        {does !== 'wait' && (
          <span className={classes['chip']}>
            <Chip tone={refused ? 'error' : does === 'sign' || does === 'affirm' ? 'ink' : 'plain'}>
              {refused ? 'Others must' : words[does]}
            </Chip>
          </span>
        )}
      </Link>
    </div>
  );
});

function Mark({ row: { compiled, node, work, condition } }: { readonly row: InboxRow }): ReactNode {
  const Icon = work === null ? Hourglass : ListChecks;
  return (
    <span className={classes['seal']}>
      {condition !== null ? (
        <span className={classes['step']}>
          <SignIcon sign="conditional" />
        </span>
      ) : compiled.diagram.nodes[node]?.kind === 'gate' ? (
        <Seal size={28} number={gateNumber(compiled.diagram, node)} />
      ) : (
        <span className={classes['step']}>
          <Icon size={16} strokeWidth={1.75} aria-hidden />
        </span>
      )}
    </span>
  );
}

function Where({ row }: { readonly row: InboxRow }): ReactNode {
  const { request, compiled, node, claimed, condition, number } = row;
  const { person } = useActing();
  const directory = useDirectory();
  const gate = compiled.diagram.nodes[node]?.name ?? node;
  const by = claimed === person ? 'you' : claimed !== null && personName(directory, claimed);
  return (
    <span className={classes['where']}>
      <span className={classes['place']}>
        {claimed !== null && <b>Claimed by {by} · </b>}
        {condition === null ? gate : `${said(condition.text)}, condition of ${gate}`}
      </span>
      <span>
        {' '}
        · {request.tier !== null && <span className={classes['tier']}>{request.tier} · </span>}
        {number}
      </span>
    </span>
  );
}

function Due({
  row: { work, compiled, request, condition, does },
  now,
}: {
  readonly row: InboxRow;
  readonly now: number;
}) {
  const directory = useDirectory();
  if (work === null) {
    const { says, tone } =
      condition !== null
        ? conditionDue(condition, compiled.diagram.control.zone, now)
        : does === 'affirm'
          ? { says: 'changed since signed', tone: 'conditional' }
          : { says: request.status === 'suspended' ? 'suspended' : 'waits', tone: 'expired' };
    return (
      <span className={classes['due']} style={{ color: `var(--cs-${tone}-text)` }}>
        {says}
      </span>
    );
  }
  const sla = slaWords({
    since: work.since,
    due: work.due,
    now,
    left: slaMinutesLeft(compiled, directory, work, now) ?? undefined,
  });
  return (
    <span
      className={classes['due']}
      style={{ color: `var(--cs-${sla.tone}-text)` }}
      title={[sla.due, clockCalendar(compiled, work)].filter(Boolean).join(' · ') || undefined}
    >
      {work.due !== null && <SlaRing words={sla} />}
      {sla.says}
    </span>
  );
}
