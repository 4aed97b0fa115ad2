import { Button, Textarea, Tooltip } from '@mantine/core';
import { Timer } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { whoCan } from '#engine/asks.ts';
import type { WhoCan } from '#engine/asks.ts';
import { clockWords } from './sla-left.ts';
import type { Condition, Signature, Work } from '#engine/request.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Count } from '#ui/chip.tsx';
import { dateTimeText, listText, slaText, whenText } from '#ui/format.ts';
import { FindingGlyph, OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import { SlaRing } from '#ui/sla.tsx';
import classes from './aside.module.css';
import { conditionsOf } from './condition-asks.tsx';
import { ConditionRow } from './condition-row.tsx';
import { useScope } from './request-scope.tsx';
import { staleBecause } from './stale.ts';
import { quoted } from '#ui/words/told.ts';
import { WorkPeople } from './work-people.tsx';

/** The clock of the open work: time in words, what the SLA is, what happens after. */
export function Clock({ work }: { readonly work: Work }): ReactNode {
  const scope = useScope();
  const { compiled, names } = scope;
  const node = compiled.diagram.nodes[work.node];
  const sla = node?.kind === 'gate' ? node.sla : undefined;
  if (work.due === null || sla === undefined) return null;
  const calendar = compiled.diagram.calendars[sla.calendar];
  const words = clockWords(scope, work);
  const after =
    sla.breach.kind === 'lapse'
      ? 'Then the gate expires'
      : `Then escalates to ${names.role(sla.breach.role)}`;
  return (
    <div className={classes['clock']}>
      <span className={classes['ring']}>
        <SlaRing words={words} size={60} />
        <Timer size={20} strokeWidth={1.75} aria-hidden color={`var(--cs-${words.tone}-text)`} />
      </span>
      <div>
        <div className={classes['left']}>{words.says}</div>
        <Tooltip
          label={`${calendar?.name ?? 'Calendar'}, ${calendar?.zone ?? ''}: ${dateTimeText(work.due)}`}
        >
          <div className={classes['small']}>
            SLA {slaText(sla.minutes)}
            {words.due !== '' && `, ${words.due}`}
          </div>
        </Tooltip>
        <div className={classes['small']}>{after}</div>
      </div>
    </div>
  );
}

/** Who signs this gate, or works this step: each edge with its people, what they decided, and whose signature is stale. */
export function WhoSigns({ work }: { readonly work: Work }): ReactNode {
  const { compiled, request, directory, now } = useScope();
  const node = compiled.diagram.nodes[work.node];
  const edges = whoCan(compiled, request, work, directory, now).filter(
    (edge) => edge.letter !== 'C' && edge.letter !== 'I',
  );
  if (node === undefined || edges.length === 0) return null;
  const title = node.kind === 'gate' ? 'Who signs' : 'Who works on it';
  return (
    <section className={classes['block']} aria-label={title}>
      <div className={classes['title']}>
        <h2>{title}</h2>
        {node.kind === 'gate' && (
          <span className={classes['small']}>
            {node.rule === 'veto' ? 'One rejection vetoes' : 'The majority decides'}
          </span>
        )}
      </div>
      {edges.map((edge) => (
        <Edge key={edge.edge} edge={edge} work={work} gate={node.kind === 'gate'} />
      ))}
      <WorkPeople work={work} />
    </section>
  );
}

/** One seat: its role and quorum, who signed, and who is asked. */
function Edge({
  edge,
  work,
  gate,
}: {
  readonly edge: WhoCan;
  readonly work: Work;
  readonly gate: boolean;
}): ReactNode {
  const { compiled, names, now } = useScope();
  const quorum = compiled.diagram.assignments[edge.edge]?.quorum;
  const need =
    quorum?.kind === 'all' ? ', all' : quorum?.kind === 'atLeast' ? `, at least ${quorum.n}` : '';
  const shown = edge.people.slice(0, 4).map((person) => names.person(person));
  const more = edge.people.length - shown.length;
  const one = edge.people.length > 1 && quorum?.kind !== 'all';
  return (
    <div className={classes['edge']}>
      <div className={classes['role']}>
        {String(edge.role) === '' ? 'Added reviewer' : names.role(edge.role)}
        {need}
        {gate && edge.letter === 'A' && (
          <span className={classes['small']}> keeper, signs last</span>
        )}
      </div>
      {edge.signed.map((signature) => (
        <Signed key={`${signature.by}${signature.n}`} signature={signature} work={work} />
      ))}
      {!edge.met && (
        <div className={classes['person']}>
          <span className={classes['stack']}>
            {edge.people.slice(0, 4).map((person) => (
              <Avatar key={person} id={person} name={names.person(person)} size={28} />
            ))}
          </span>
          <div className={classes['who']}>
            <div>
              {edge.people.length === 0
                ? 'Nobody can'
                : listText(more > 0 ? [...shown, `${more} more`] : shown)}
            </div>
            <div className={classes['small']}>
              {one ? (gate ? 'One of them signs' : 'One of them') : 'Waiting'}, asked{' '}
              {whenText(work.since, now)}
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

function Signed({
  signature,
  work,
}: {
  readonly signature: Signature;
  readonly work: Work;
}): ReactNode {
  const { compiled, request, record, names, now } = useScope();
  const at = record.at(signature.n);
  const because = staleBecause(compiled, request, work, signature);
  const own = signature.by === signature.for;
  return (
    <div className={classes['person']}>
      <Avatar id={signature.by} name={names.person(signature.by)} size={28} />
      <div className={classes['who']}>
        <div className={classes['name']}>{names.person(signature.by)}</div>
        {!own && <div className={classes['small']}>on behalf of {names.person(signature.for)}</div>}
        {quoted(signature.reason) && (
          <div className={classes['small']}>{quoted(signature.reason)}</div>
        )}
        {because !== null && (
          <div className={classes['stale']}>
            <FindingGlyph level="warning" size={14} /> Changed after signing: {because}. Sign again
          </div>
        )}
      </div>
      <div className={classes['verdict']}>
        <span style={{ color: `var(--cs-${signature.verdict}-text)` }}>
          <OutcomeGlyph outcome={signature.verdict} size={14} />{' '}
          {signature.verdict === 'conditional' ? 'Conditional' : outcomes[signature.verdict].status}
        </span>
        <div className={classes['small']}>{at === null ? '' : whenText(at, now)}</div>
      </div>
    </div>
  );
}

/** Conditions of this request: those overdue first, those settled last. */
export function Conditions(): ReactNode {
  const scope = useScope();
  const { request } = scope;
  const asked = conditionsOf(scope);
  const shown = request.conditions
    .filter((condition) => condition.status !== 'superseded')
    .toSorted((a, b) => rank(a) - rank(b) || a.due - b.due);
  if (shown.length === 0) return null;
  const open = shown.filter(({ status }) => status === 'open').length;
  return (
    <section className={classes['block']} aria-label="Conditions">
      <div className={classes['title']}>
        <h2>Conditions</h2>
        <Count>{shown.length}</Count>
        <span className={classes['small']}>{open === 0 ? 'All settled' : `${open} open`}</span>
      </div>
      <ul className={classes['list']}>
        {shown.map((condition) => (
          <ConditionRow
            key={condition.id}
            condition={condition}
            asked={asked.includes(condition)}
          />
        ))}
      </ul>
    </section>
  );
}
const rank = ({ status, overdue }: Condition): number =>
  status === 'open' ? (overdue ? 0 : 1) : 2;

/** What people said about this request, and a box to say more. */
export function Comments(): ReactNode {
  const { record, names, now, me, sender } = useScope();
  const [text, setText] = useState('');
  const send = async (): Promise<void> => {
    if (await sender.send({ type: 'comment', text: text.trim() })) setText('');
  };
  return (
    <section className={classes['block']} aria-label="Comments">
      <h2>Comments</h2>
      {[
        ...record.recommendations.map((one) => ({
          ...one,
          text: `Recommends: ${outcomes[one.verdict].status.toLowerCase()}. ${quoted(one.text) ?? ''}`,
        })),
        ...record.comments,
      ]
        .toSorted((a, b) => a.n - b.n)
        .map((comment) => (
          <div key={comment.n} className={classes['comment']}>
            {comment.by !== null && (
              <Avatar id={comment.by} name={names.person(comment.by)} size={22} />
            )}
            <div className={classes['words']}>
              <span className={classes['name']}>
                {comment.by === null ? 'Engine' : names.person(comment.by)}
              </span>{' '}
              <span className={classes['small']}>
                {whenText(comment.at, now).replace('today ', '')}
              </span>
              <div className={classes['said']}>{quoted(comment.text)?.slice(1, -1)}</div>
            </div>
          </div>
        ))}
      <form
        className={classes['box']}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void send();
        }}
      >
        <Textarea
          aria-label="Comment"
          placeholder={me === null ? 'Choose who acts to comment' : 'Comment'}
          disabled={me === null}
          autosize
          minRows={1}
          maxRows={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              if (text.trim() !== '') void send();
            }
          }}
        />
        {text.trim() !== '' && (
          <Button type="submit" size="sm" disabled={sender.pending}>
            Comment
          </Button>
        )}
      </form>
    </section>
  );
}
