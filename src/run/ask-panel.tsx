import { Button, Textarea } from '@mantine/core';
import { Check, Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { whoCan } from '#engine/asks.ts';
import type { Refusal } from '#engine/command.ts';
import type { Form, Verdict, Work } from '#engine/request.ts';
import type { PersonId } from '#model/ids.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText, listText, plural } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { ActAs } from './act-as.tsx';
import classes from './ask-panel.module.css';
import { meaningOf } from '#model/meaning.ts';
import { applicableItems, isAnswered, stopped } from './checklist-state.ts';
import { useScope } from './request-scope.tsx';
import { returnedBy } from './returned.ts';
import type { Scope } from './request-scope.tsx';
import { useSend } from './send.ts';
import { quoted } from '#ui/words/told.ts';

/**
 * What is asked of who looks, at the place where it is done: the one primary button, or the refusal in its stead with
 * who can (LOOK.md §4).
 */
export function AskPanel({
  work,
  changes,
  onSign,
  onSent,
}: {
  readonly work: Work;
  /** Edits of the form that are not sent yet: finishing sends them too. */
  readonly changes: Form;
  /** null: signing is offered elsewhere (the bar at the phone's foot). */
  readonly onSign: (() => void) | null;
  readonly onSent: () => void;
}): ReactNode {
  const scope = useScope();
  return (
    <>
      <Returned work={work} />
      <Stopped work={work} />
      <Asked scope={scope} work={work} changes={changes} onSign={onSign} onSent={onSent} />
    </>
  );
}

/** Why it came back: what the reviewer wrote and which fields, evidence and items have to change. */
function Returned({ work }: { readonly work: Work }): ReactNode {
  const scope = useScope();
  const { names } = scope;
  const by = returnedBy(scope, work);
  if (by === undefined) return null;
  const fields = by.event.fields ?? [];
  return (
    <Callout
      tone="warning"
      title={`Returned by ${by.by === null ? 'the engine' : names.person(by.by)} at ${names.node(by.event.node)}`}
    >
      {quoted(by.event.reason)}
      {fields.length > 0 && <div>To change: {listText(fields.map((f) => names.field(f)))}</div>}
    </Callout>
  );
}

/** What the automated checks found against it, in the manager's sentences. */
function Stopped({ work }: { readonly work: Work }): ReactNode {
  const { compiled, request } = useScope();
  const failing = stopped(compiled, request, work).filter((one) => !one.lacks);
  const [first, ...others] = failing;
  if (first === undefined) return null;
  const more = others.slice(0, 3);
  return (
    <Callout tone="refusal" title={first.says}>
      {more.map((one) => (
        <div key={one.item}>{one.says}</div>
      ))}
      {others.length > more.length && <div>And {others.length - more.length} more.</div>}
    </Callout>
  );
}

function Asked({
  scope,
  work,
  changes,
  onSign,
  onSent,
}: {
  readonly scope: Scope;
  readonly work: Work;
  readonly changes: Form;
  readonly onSign: (() => void) | null;
  readonly onSent: () => void;
}): ReactNode {
  const { here, me, names, directory, compiled } = scope;
  const who = people(scope, work);
  if (me === null)
    return (
      <Callout tone="info" title="Nobody acts in this tab yet" action={<ActAs people={who.all} />}>
        {who.words}
      </Callout>
    );
  if (here.length === 0)
    return (
      <Callout
        tone="info"
        title={`Nothing is asked of you: ${names.node(work.node)} waits for others`}
        action={<ActAs people={who.all.filter((person) => person !== me)} />}
      >
        {who.words}
      </Callout>
    );
  const step = compiled.at.get(work.node)?.kind === 'step';
  return here.map((ask) => {
    if (!ask.ok) return <Refused key={ask.does} scope={scope} refusal={ask.refusal} who={who} />;
    switch (ask.does) {
      case 'sign':
        return onSign && <SignAsk key="sign" scope={scope} work={work} onSign={onSign} />;
      case 'work':
        return step ? (
          <Finish key="work" scope={scope} work={work} changes={changes} onSent={onSent} />
        ) : (
          <Callout
            key="work"
            tone="info"
            title={`The checklist and evidence of ${names.node(work.node)} are yours to fill`}
          >
            {who.words}
          </Callout>
        );
      case 'recommend':
        return (
          <Recommend
            key="recommend"
            scope={scope}
            work={work}
            name={directory.people[me]?.name ?? me}
          />
        );
    }
  });
}

/** The refusal in the place of the action: the engine's sentence, who can, and one button with the way out. */
function Refused({
  scope,
  refusal,
  who,
}: {
  readonly scope: Scope;
  readonly refusal: Refusal;
  readonly who: Who;
}): ReactNode {
  const can = ableFor(scope, refusal) ?? who.all.filter((person) => person !== scope.me);
  return (
    <Callout
      tone="refusal"
      title={refusal.says}
      action={
        <>
          <HandOver scope={scope} to={can} /> <ActAs people={can} />
        </>
      }
    >
      {ground[refusal.refused] !== undefined && `${ground[refusal.refused]} `}
      {can.length > 0
        ? `${listText(can.slice(0, 4).map((person) => withAbsence(scope, person)))} can.`
        : who.words}
    </Callout>
  );
}

/** The rule behind a refusal that names only whom it stops. */
const ground: Partial<Record<Refusal['refused'], string>> = {
  requester_cannot_sign: 'A requester never signs their own request, whoever they stand in for.',
  separation: 'Separation of duties looks at who acts and on whose behalf.',
};

/** "Sam Sec (away to 16 Oct 2026)" */
function withAbsence({ directory, names, now }: Scope, person: PersonId): string {
  const away = Object.values(directory.absences).find(
    (one) => one.person === person && one.from <= now && now < one.to,
  );
  const name = names.person(person);
  return away === undefined ? name : `${name} (away to ${dateText(away.to - 1)})`;
}

/** Where exactly one person can, and this work may be given away: it is put before them. */
function HandOver({
  scope,
  to,
}: {
  readonly scope: Scope;
  readonly to: readonly PersonId[];
}): ReactNode {
  const { offers, work, sender, names } = scope;
  const [person] = to;
  const may = offers.some((offer) => offer.does === 'delegate' && offer.work === work?.id);
  if (!may || work === null || person === undefined || to.length > 1) return null;
  if (Object.values<PersonId>(work.delegated).includes(person)) return null;
  return (
    <Button
      size="sm"
      disabled={sender.pending}
      onClick={() => void sender.send({ type: 'delegate', work: work.id, to: person })}
    >
      Hand over to {names.person(person)}
    </Button>
  );
}

/** Who can, of the role the refusal names; else whom it names itself; null: neither. */
function ableFor(
  { compiled, request, directory, now, work }: Scope,
  refusal: Refusal,
): readonly PersonId[] | null {
  const needed = new Set<string>(refusal.needs ?? []);
  const seats = work === null ? [] : whoCan(compiled, request, work, directory, now);
  const able = seats
    .filter((seat) => needed.has(seat.role) || needed.has(seat.edge))
    .flatMap((seat) => seat.people);
  if (able.length > 0) return [...new Set(able)];
  return refusal.who ?? null;
}

interface Who {
  readonly all: readonly PersonId[];
  readonly words: string;
}

/** Who could act in this work, and a sentence that names them with their roles. */
function people({ compiled, request, directory, names, now }: Scope, work: Work): Who {
  const edges = whoCan(compiled, request, work, directory, now).filter((edge) => !edge.met);
  const asked = edges.filter((edge) => edge.letter !== 'C' && edge.letter !== 'I');
  const words = asked.map((edge) => {
    const some = edge.people.slice(0, 3).map((person) => names.person(person));
    const more = edge.people.length - some.length;
    return `${names.role(edge.role)}: ${edge.people.length === 0 ? 'nobody' : listText(more > 0 ? [...some, `${more} more`] : some)}`;
  });
  return {
    all: [...new Set(asked.flatMap((edge) => edge.people))],
    words: words.length === 0 ? '' : `${words.join('. ')}.`,
  };
}

function SignAsk({
  scope,
  work,
  onSign,
}: {
  readonly scope: Scope;
  readonly work: Work;
  readonly onSign: () => void;
}): ReactNode {
  const missing = missingToApprove(scope, work);
  const left = applicableItems(scope.compiled, scope.request, work).filter(
    ({ row }) => row.required && !isAnswered(work, row.id),
  ).length;
  // Only the signature that closes the gate needs the whole checklist.
  const open =
    left === 0
      ? ''
      : ` ${plural(left, 'checklist item')} still to answer before the gate can close.`;
  return (
    <Callout
      tone={missing === null ? 'ok' : 'warning'}
      title={`Your signature is asked for at ${scope.names.node(work.node)}`}
      action={
        <Button
          variant="filled"
          leftSection={<Stamp size={16} aria-hidden />}
          rightSection={<KeyCap keys="S" />}
          onClick={onSign}
        >
          Sign
        </Button>
      }
    >
      {missing === null
        ? `Everything needed to approve is there.${open}`
        : `To approve: ${missing} You can return or reject now.`}
    </Callout>
  );
}

/** What the engine would say to an approving signature now; null: it would take it. */
export function missingToApprove(
  { trial, request, directory, me }: Scope,
  work: Work,
): string | null {
  const verdict: Verdict = 'approved';
  const refusal = trial({
    type: 'sign',
    work: work.id,
    verdict,
    meaning: meaningOf[verdict],
    seen: request.n,
    identity: { name: me === null ? '' : (directory.people[me]?.name ?? me), auth: 'none' },
    nonce: '0'.repeat(32), // asked only, never written
  });
  return refusal?.says ?? null;
}

function Finish({
  scope,
  work,
  changes,
  onSent,
}: {
  readonly scope: Scope;
  readonly work: Work;
  readonly changes: Form;
  readonly onSent: () => void;
}): ReactNode {
  const sender = useSend(scope.request.id);
  const changed = Object.keys(changes).length > 0;
  const act = changed
    ? ({ type: 'resubmit', work: work.id, changes } as const)
    : ({ type: 'finish', work: work.id } as const);
  const hold = scope.trial(act);
  const refusal = sender.refusal ?? hold;
  const name = scope.names.node(work.node);
  return (
    <Callout
      tone={refusal === null ? 'ok' : 'warning'}
      title={`Your work: ${name}`}
      action={
        <Button
          variant="filled"
          leftSection={<Check size={16} aria-hidden />}
          disabled={refusal !== null || sender.pending}
          onClick={() => void sender.send(act).then((done) => done && onSent())}
        >
          {changed ? 'Save and finish' : 'Finish'}
        </Button>
      }
    >
      {refusal?.says ?? 'Everything needed is there. Finishing hands it on.'}
      {sender.failed}
    </Callout>
  );
}

function Recommend({
  scope,
  work,
  name,
}: {
  readonly scope: Scope;
  readonly work: Work;
  readonly name: string;
}): ReactNode {
  const sender = useSend(scope.request.id);
  const [text, setText] = useState('');
  const send = (verdict: Verdict): void => {
    void sender.send({ type: 'recommend', work: work.id, verdict, text: text.trim() });
  };
  return (
    <Callout
      tone="info"
      title={`Your recommendation is asked for at ${scope.names.node(work.node)}`}
    >
      <div className={classes['recommend']}>
        <Textarea
          aria-label={`Recommendation of ${name}`}
          placeholder="What the signers should know"
          autosize
          minRows={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes['buttons']}>
          <Button disabled={sender.pending} onClick={() => send('rejected')}>
            Recommend against
          </Button>
          <Button variant="filled" disabled={sender.pending} onClick={() => send('approved')}>
            Recommend approval
          </Button>
        </div>
        {sender.refusal && <Callout tone="refusal" title={sender.refusal.says} />}
      </div>
    </Callout>
  );
}
