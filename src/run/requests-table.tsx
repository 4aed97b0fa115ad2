import { useMediaQuery } from '@mantine/hooks';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Chip } from '#ui/chip.tsx';
import { dateText, dateTimeText, listText, whenText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { personName } from '#ui/names.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { SlaRing, slaWords } from '#ui/sla.tsx';
import { useDirectory, useNow } from '#ui/workspace.tsx';
import type { Running } from './inbox-rows.ts';
import { useListKeys } from './list-keys.ts';
import classes from './requests-page.module.css';
import { useRowFocus } from './row-focus.ts';
import { clockCalendar, slaMinutesLeft } from './sla-left.ts';
import { subjectOf } from './subject.ts';
import { useVisible } from './visible.ts';

/** px, as requests-page.module.css draws them; on a phone with the space between two cards. */
const wide = 58;
const phone = 152;
/** The next page is read when so few rows are left below what is seen. */
const early = 30;

/** The rows read so far, only those in sight drawn; `count`: of all there are. */
export function RequestsTable({
  rows,
  count,
  unread,
  more,
}: {
  readonly rows: readonly Running[];
  readonly count: number;
  readonly unread: boolean;
  readonly more: (beyond: number) => void;
}): ReactNode {
  const now = useNow(30_000);
  const narrow = useMediaQuery('(max-width: 639px)') ?? false;
  const body = useRef<HTMLTableSectionElement>(null);
  const height = narrow ? phone : wide;
  const heights = useMemo(() => rows.map(() => height), [rows, height]);
  const keys = useMemo(() => rows.map(({ request }) => String(request.id)), [rows]);
  const visible = useVisible(heights, body);
  const focus = useRowFocus(body, keys, visible);
  useListKeys({ j: () => focus.move(1), k: () => focus.move(-1) });
  const nearEnd = visible.to + early >= rows.length;
  const read = rows.length;
  useEffect(() => {
    if (unread && nearEnd) more(read);
  }, [unread, nearEnd, more, read]);
  const above = visible.top(visible.from);
  const below = visible.top(rows.length) - visible.top(visible.to);
  return (
    <div className={classes['card']}>
      <table className={classes['table']} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Request</th>
            <th scope="col">SOP</th>
            <th scope="col">Tier</th>
            <th scope="col">Where</th>
            <th scope="col">Due</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {above > 0 && <tr aria-hidden className={classes['space']} style={{ height: above }} />}
          {rows.slice(visible.from, visible.to).map((row, i) => (
            <Row key={row.request.id} row={row} index={visible.from + i + 2} now={now} />
          ))}
          {below > 0 && <tr aria-hidden className={classes['space']} style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

const Row = memo(function Row({
  row: { request, compiled, number },
  index,
  now,
}: {
  readonly row: Running;
  readonly index: number;
  readonly now: number;
}): ReactNode {
  const directory = useDirectory();
  const [, go] = useLocation();
  const { diagram } = compiled;
  return (
    <tr
      aria-rowindex={index}
      className={classes['row']}
      onClick={(event) => {
        if (!event.defaultPrevented) go(links.request(request.id)); // the link in it has gone there already
      }}
    >
      <td>
        <Link
          href={links.request(request.id)}
          className={classes['subject'] ?? ''}
          data-key={request.id}
        >
          {subjectOf(diagram, request.form, request.id)}
        </Link>
        <div className={classes['small']} title={request.id}>
          {number}
        </div>
      </td>
      <td>{diagram.control.title}</td>
      <td>{request.tier !== null && <Chip>{request.tier}</Chip>}</td>
      <td>
        <Where request={request} compiled={compiled} />
      </td>
      <td className={classes['figures']}>
        <Due request={request} compiled={compiled} now={now} />
      </td>
      <td className={classes['figures']} title={dateTimeText(request.at)}>
        {whenText(request.at, now)}
        <div className={classes['small']} title={`Submitted ${dateTimeText(request.submittedAt)}`}>
          {personName(directory, request.requester)}, {dateText(request.submittedAt)}
        </div>
      </td>
    </tr>
  );
});

function Due({
  request,
  compiled,
  now,
}: Pick<Running, 'request' | 'compiled'> & {
  readonly now: number;
}): ReactNode {
  const directory = useDirectory();
  const first = request.work.toSorted((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity))[0];
  if (first === undefined || first.due === null) return null;
  const left = slaMinutesLeft(compiled, directory, first, now) ?? undefined;
  const sla = slaWords({ since: first.since, due: first.due, now, left });
  return (
    <span
      className={classes['due']}
      style={{ color: `var(--cs-${sla.tone}-text)` }}
      title={[sla.due, clockCalendar(compiled, first)].filter(Boolean).join(' · ')}
    >
      <SlaRing words={sla} /> {sla.says}
    </span>
  );
}

function Where({ request, compiled }: Pick<Running, 'request' | 'compiled'>): ReactNode {
  if (request.outcome !== null) return <OutcomeBadge outcome={request.outcome} />;
  const nodes = new Set(
    request.tokens.map((token) => compiled.diagram.nodes[token.node]?.name ?? token.node),
  );
  return (
    <>
      {request.status === 'suspended' && <Chip tone="warn">Suspended</Chip>} {listText([...nodes])}
    </>
  );
}
