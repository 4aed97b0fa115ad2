import { Filter } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { EndOutcome } from '#model/diagram.ts';
import type { RegistryItem } from '#store/registry.ts';
import { inForce } from '#store/standing.ts';
import { Chip } from '#ui/chip.tsx';
import { dateText, dateTimeText, listText, plural } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { personName } from '#ui/names.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import type { Outcome } from '#ui/outcome.tsx';
import { said } from '#ui/words/told.ts';
import { useDirectory, useNow } from '#ui/workspace.tsx';
import { subjectOf } from '../subject.ts';
import classes from './registry.module.css';

const day = 86_400_000;
/** ms: what is due within it is set in amber. */
const soon = 14 * day;

/** One row an approval: what, how it stands, whose it is, and what is due. */
export function RegistryTable({
  items,
  onModel,
}: {
  readonly items: readonly RegistryItem[];
  readonly onModel: (model: string) => void;
}): ReactNode {
  const [, go] = useLocation();
  return (
    <div className={classes['card']}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Model or exception</th>
            <th scope="col">Stands</th>
            <th scope="col">Owner</th>
            <th scope="col">Open conditions</th>
            <th scope="col">Next review</th>
            <th scope="col">Expires</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { row, request, compiled, number } = item;
            const subject = subjectOf(compiled.diagram, request.form, request.id);
            return (
              <tr key={row.request} onClick={() => go(links.request(row.request))}>
                <td className={classes['what']}>
                  <Link href={links.request(row.request)} className={classes['subject'] ?? ''}>
                    {subject}
                  </Link>
                  <span className={classes['line']}>
                    <span className={classes['small']} title={row.request}>
                      {number} · {compiled.diagram.control.title}
                    </span>
                    {row.model !== '' && (
                      <button
                        type="button"
                        className={classes['same']}
                        title={`Only ${row.model}`}
                        aria-label={`Show only ${row.model}`}
                        onClick={(event) => {
                          event.stopPropagation();
                          onModel(row.model);
                        }}
                      >
                        <Filter size={12} strokeWidth={2.1} aria-hidden />
                      </button>
                    )}
                  </span>
                </td>
                <td className={classes['stands']}>
                  <Stands item={item} />
                </td>
                <td data-head="Owner" className={classes['owner']}>
                  <Owner item={item} />
                </td>
                <td data-head="Open conditions">
                  <Conditions item={item} />
                </td>
                <td data-head="Next review" className={classes['figures']}>
                  <When at={row.review} late="was due" />
                </td>
                <td data-head="Expires" className={classes['figures']}>
                  <When at={row.expires} late="since" />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The end's own word where it ended otherwise than it stands: rejected at a review is no approval any more. */
function Stands({ item: { row, request } }: { readonly item: RegistryItem }): ReactNode {
  const ended: EndOutcome | null = request.outcome;
  const outcome: Outcome = ended === 'rejected' || ended === 'withdrawn' ? ended : row.standing;
  const word = ended === 'rejected' ? 'Not renewed' : undefined;
  return (
    <>
      <OutcomeBadge outcome={outcome} {...(word === undefined ? {} : { word })} />
      {request.status === 'suspended' && (
        <span className={classes['chip']}>
          <Chip tone="warn">Suspended</Chip>
        </span>
      )}
    </>
  );
}

/** The accountable role of the SOP with who holds it today; of an SOP without one, the requester. */
function Owner({ item: { request, compiled } }: { readonly item: RegistryItem }): ReactNode {
  const directory = useDirectory();
  const { owner } = compiled.diagram.control;
  const row = owner === null ? undefined : compiled.diagram.nodes[owner];
  const requester = personName(directory, request.requester);
  if (row?.kind !== 'role') return requester;
  const members = (row.group === null ? [] : (directory.groups[row.group]?.members ?? []))
    .filter((member) => directory.people[member]?.active)
    .map((member) => personName(directory, member));
  return (
    <span title={`${row.name}: ${listText(members)}. Requested by ${requester}`}>
      <span className={classes['name']}>
        {members.length === 0 ? row.name : (members[0] ?? '')}
        {members.length > 1 && (
          <span className={classes['small']}> and {members.length - 1} more</span>
        )}
      </span>
      <span className={classes['small']}>
        {members.length === 0 ? 'Nobody holds the role' : row.name}
      </span>
    </span>
  );
}

function Conditions({ item: { row, request } }: { readonly item: RegistryItem }): ReactNode {
  const now = useNow(60_000);
  const open = request.conditions
    .filter(({ status }) => status === 'open')
    .toSorted((a, b) => a.due - b.due);
  const [first] = open;
  if (first === undefined) return <span className={classes['small']}>None</span>;
  // Of what is in force no more they are history.
  const late = inForce.includes(row.standing) && (row.overdue > 0 || first.due <= now);
  return (
    <span title={open.map(({ text, due }) => `${said(text)}, due ${dateText(due)}`).join('\n')}>
      <span className={late ? classes['late'] : classes['name']}>
        {plural(open.length, 'condition')}
        {row.overdue > 0 ? `, ${row.overdue} overdue` : ''}
      </span>
      <span className={classes['small']}>
        {said(first.text)}, due {dateText(first.due)}
      </span>
    </span>
  );
}

function When({ at, late }: { readonly at: number | null; readonly late: string }): ReactNode {
  const now = useNow(60_000);
  if (at === null) return <span className={classes['small']}>–</span>;
  const left = Math.ceil((at - now) / day);
  const tone = at <= now ? 'late' : at - now < soon ? 'soon' : 'name';
  return (
    <span title={dateTimeText(at)}>
      <span className={classes[tone]}>{dateText(at)}</span>
      <span className={classes['small']}>
        {at <= now ? late : left <= 1 ? 'within a day' : `in ${plural(left, 'day')}`}
      </span>
    </span>
  );
}
