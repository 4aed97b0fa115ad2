import { Button, Modal, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Fingerprint, Stamp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isRefusal } from '#engine/decide.ts';
import type { EventOf } from '#engine/event.ts';
import { readingList } from '#engine/asks.ts';
import type { Verdict, Work } from '#engine/request.ts';
import type { Evidence } from '#model/diagram.ts';
import type { CommandId } from '#model/ids.ts';
import { evidenceOf, fieldsOf, gateNumber, itemsOf } from '#model/rows.ts';
import { commandId, randomHex } from '#store/hash.ts';
import { Callout } from '#ui/callout.tsx';
import { dateTimeText, listText, plural, whenText } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import { MultiSelect, Select } from '#ui/select.tsx';
import { DigestText, VersionSeal } from '#ui/version-seal.tsx';
import { ChangesList } from './changes-list.tsx';
import { applicableItems, isAnswered } from './checklist-state.ts';
import { ConditionsEditor } from './conditions-editor.tsx';
import { draftsOf, emptyCondition } from './condition-drafts.ts';
import type { ConditionInput } from './condition-drafts.ts';
import { useConfirmKey } from './confirm-key.ts';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { meaningOf } from '#model/meaning.ts';
import { openedByMe } from './opened.ts';
import { ReadingList } from './reading-list.tsx';
import { useScope } from './request-scope.tsx';
import type { Scope } from './request-scope.tsx';
import { useSealing } from './sealing.ts';
import { useSend } from './send.ts';
import type { Act } from './send.ts';
import { SignedAs } from './signed-as.tsx';
import classes from './sign-dialog.module.css';
import { changesSince } from './since.ts';
import { subjectOf } from './subject.ts';

const verdicts: readonly Verdict[] = ['approved', 'conditional', 'returned', 'rejected'];
const tileWord = {
  approved: 'Approve',
  conditional: 'Conditional',
  returned: 'Return',
  rejected: 'Reject',
} as const;
const buttonWord = {
  approved: 'Sign and approve',
  conditional: 'Sign with conditions',
  returned: 'Sign and return',
  rejected: 'Sign and reject',
} as const;

/**
 * A signature: decision, reason, conditions, meaning, and exactly what is signed with its digest. Whether a decision is
 * offered, and why not, is asked of the engine itself, which is given the act without writing it.
 */
export function SignDialog({
  work: opened,
  first,
  onClose,
}: {
  /** As it stood when the dialog opened. */
  readonly work: Work;
  /** The decision that was chosen before the dialog opened. */
  readonly first?: Verdict | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { request, me } = useScope();
  /** This dialog's own signature is under way: what follows from it is no news. */
  const [sending, setSending] = useState(false);
  const [since] = useState(request.n);
  const work = request.work.find((one) => one.id === opened.id);
  const elsewhere = work?.signatures.some((one) => one.by === me && one.n > since) === true;
  if (!sending && (work === undefined || elsewhere))
    return <ClosedMeanwhile work={opened} since={since} onClose={onClose} />;
  return <Signing work={work ?? opened} first={first} onClose={onClose} onSending={setSending} />;
}

/** The gate closed, or was signed in another tab, while the dialog stood: it says so, and signs nothing. */
function ClosedMeanwhile({
  work,
  since,
  onClose,
}: {
  readonly work: Work;
  readonly since: number;
  readonly onClose: () => void;
}): ReactNode {
  const { request, record, names, me, now } = useScope();
  const mine = record.signatures.findLast((one) => one.n > since && one.by === me);
  const result = request.results[work.node];
  const closed = request.work.every((one) => one.id !== work.id);
  const how =
    result !== undefined && result.round === work.round && result.outcome !== 'done'
      ? outcomes[result.outcome].status.toLowerCase()
      : null;
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={mine === undefined ? `${names.node(work.node)} has closed` : 'You have signed this'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Callout
        tone="info"
        title={
          mine === undefined
            ? 'Nothing was signed here: the gate closed while this dialog was open.'
            : `Signed “${mine.event.meaning}” in another tab, ${whenText(mine.at, now)}.`
        }
      >
        {closed && how !== null ? `${names.node(work.node)}: ${how}.` : undefined}
      </Callout>
      <div className={classes['close']}>
        <Button variant="filled" onClick={onClose}>
          Close
        </Button>
      </div>
    </Modal>
  );
}

function Signing({
  work,
  first,
  onClose,
  onSending,
}: {
  readonly work: Work;
  readonly first: Verdict | undefined;
  readonly onClose: () => void;
  readonly onSending: (sending: boolean) => void;
}): ReactNode {
  const scope = useScope();
  const { compiled, request, me, names, now } = scope;
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const sender = useSend(request.id);
  const sealing = useSealing();
  /** One id for as long as the dialog stands: a second click, or a second try, is the same signature. */
  const [command] = useState<CommandId>(commandId);
  const [nonce] = useState(() => randomHex(16));
  /** The entry the signer looks at: what came after is refused as `content_changed` until it was looked at. */
  const [seen, look] = useState(request.n);
  const [verdict, decideOn] = useState<Verdict | null>(first ?? null);
  const [reason, setReason] = useState('');
  const [fields, setFields] = useState<string[]>([]);
  const [conditions, setConditions] = useState<readonly ConditionInput[]>([
    emptyCondition(scope, now),
  ]);
  const [meaning, setMeaning] = useState<string | null>(null);
  const [viewing, view] = useState<Evidence | null>(null);
  const name = me === null ? '' : names.person(me);
  const node = compiled.diagram.nodes[work.node];
  const gate = gateNumber(compiled.diagram, work.node);

  const act = (to: Verdict, filled: boolean, looked = seen): Act => ({
    type: 'sign',
    work: work.id,
    verdict: to,
    ...(reason.trim() !== '' || filled ? { reason: reason.trim() || 'asked' } : {}),
    ...(to === 'returned' && fields.length > 0 ? { fields } : {}),
    ...(to === 'conditional'
      ? {
          conditions: draftsOf(
            filled ? [{ ...emptyCondition(scope, now), text: 'asked' }] : conditions,
            compiled.diagram.control.zone,
          ),
        }
      : {}),
    meaning: to === verdict && meaning !== null ? meaning : meaningOf[to],
    seen: looked,
    identity: { name, auth: 'none' },
    nonce,
  });
  /** What the decision would need beside what its own inputs give. */
  const blocked = new Map(verdicts.map((to) => [to, scope.trial(act(to, true, request.n))]));
  const chosen = verdict === null ? null : scope.attempt(act(verdict, false));
  const preview = chosen === null || isRefusal(chosen) ? null : signedOf(chosen.events);
  const hold = chosen !== null && isRefusal(chosen) ? chosen : null;
  const changed = hold?.refused === 'content_changed';
  const refusal = sender.refusal ?? (changed ? hold : null);

  const sign = async (): Promise<void> => {
    if (verdict === null || hold !== null || viewing !== null) return;
    if (sealing.hold !== null) return;
    onSending(true);
    const sealed = await sealing.sealed(act(verdict, false), preview?.content ?? null);
    if (sealed !== null && (await sender.send(sealed, command))) onClose();
    else onSending(false);
  };
  useConfirmKey(sign);
  const reviewed = (): void => {
    sender.clear();
    look(request.n);
  };
  const mine = preview ?? seat(scope, act, request.n);
  const role = mine === null ? undefined : compiled.diagram.assignments[mine.edge]?.role;
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      padding={0}
      fullScreen={phone}
      withCloseButton={false}
      closeOnEscape={viewing === null}
      attributes={{ content: { 'aria-label': `Sign ${node?.name ?? work.node}` } }}
      classNames={{ body: classes['body'] ?? '' }}
    >
      <div className={classes['head']}>
        <VersionSeal digest={preview?.content ?? null} size={72} />
        <div>
          <h2 className={classes['title']}>
            Sign {gate === null ? '' : `Gate ${gate}, `}
            {node?.name ?? work.node}
          </h2>
          <div className={classes['sub']}>
            {subjectOf(compiled.diagram, request.form, request.id)}, {request.id}
            {role === undefined ? '' : `, as ${names.role(role)}`}
            {mine && mine.for !== me ? `, on behalf of ${names.person(mine.for)}` : ''}
          </div>
        </div>
      </div>
      <div className={classes['content']}>
        <SinceLastLook />
        <Tiles
          blocked={blocked}
          verdict={verdict}
          onChoose={(to) => {
            decideOn(to);
            setMeaning(null);
            sender.clear();
          }}
        />
        {verdict === 'conditional' && (
          <ConditionsEditor conditions={conditions} onChange={setConditions} />
        )}
        {verdict === 'returned' && (
          <MultiSelect
            label="What has to change"
            placeholder={fields.length === 0 ? 'Fields, evidence, checklist items' : ''}
            data={changeable(scope, work)}
            value={fields}
            onChange={setFields}
            size="sm"
            searchable
            hidePickedOptions
            classNames={{ inputField: classes['typing'] ?? '' }}
            comboboxProps={{ withinPortal: true }}
          />
        )}
        {verdict !== null && (
          <div className={classes['two']}>
            <Select
              label="Meaning"
              data={[
                ...new Set([meaningOf[verdict], ...(verdict === 'approved' ? ['I reviewed'] : [])]),
              ]}
              value={meaning ?? meaningOf[verdict]}
              allowDeselect={false}
              onChange={setMeaning}
            />
            <Textarea
              label="Reason"
              autosize
              minRows={1}
              maxRows={4}
              withAsterisk={verdict !== 'approved'}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
        )}
        <Exactly
          scope={scope}
          work={work}
          digest={preview?.content ?? null}
          conditions={preview?.conditions.length ?? 0}
          onOpen={view}
        />
        <SignedAs name={name} me={me} sealing={sealing} onConfirm={() => void sign()} />
        {refusal !== null && (
          <Callout
            tone="refusal"
            title={refusal.says}
            action={
              refusal.refused === 'content_changed' ? (
                <Button size="sm" onClick={reviewed}>
                  I have looked at it
                </Button>
              ) : undefined
            }
          >
            {refusal.refused === 'content_changed' ? (
              <ChangesList lines={changesSince(scope.record.entries, seen, me)} since={seen} />
            ) : refusal.who && refusal.who.length > 0 ? (
              `${refusal.who.map((p) => names.person(p)).join(', ')} can.`
            ) : undefined}
          </Callout>
        )}
        {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
      </div>
      <div className={classes['foot']}>
        <span className={classes['hold']}>
          {verdict === null
            ? 'Choose a decision'
            : hold !== null && !changed
              ? hold.says
              : (sealing.hold ?? `${dateTimeText(now)} ${zoneName(now)}`)}
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="filled"
          color={verdict === 'rejected' ? 'rejected' : 'ink'}
          leftSection={<Stamp size={16} aria-hidden />}
          rightSection={phone ? undefined : <KeyCap keys="Ctrl Enter" />}
          disabled={
            verdict === null ||
            hold !== null ||
            sealing.hold !== null ||
            sealing.pending ||
            sender.pending ||
            me === null
          }
          onClick={() => void sign()}
        >
          {verdict === null ? 'Sign' : buttonWord[verdict]}
        </Button>
      </div>
      {viewing !== null && <EvidenceViewer piece={viewing} onClose={() => view(null)} />}
    </Modal>
  );
}

/** What others did since the signer had looked last; nothing where nothing did, or where this is their first look. */
function SinceLastLook(): ReactNode {
  const { record, looked, me } = useScope();
  if (looked === null) return null;
  const lines = changesSince(record.entries, looked, me);
  if (lines.length === 0) return null;
  return (
    <section aria-label="Changed since you last looked" className={classes['since']}>
      <b>Changed since you last looked</b>
      <ChangesList lines={lines} since={looked} />
    </section>
  );
}

const signedOf = (events: readonly { readonly type: string }[]): EventOf<'signed'> | null =>
  events.find((event): event is EventOf<'signed'> => event.type === 'signed') ?? null;

/** A signature of mine, whatever the decision, for the seat it would fill and for whom; null where none would be taken. */
function seat(
  scope: Scope,
  act: (to: Verdict, filled: boolean, looked: number) => Act,
  seen: number,
): EventOf<'signed'> | null {
  for (const to of verdicts) {
    const answer = scope.attempt(act(to, true, seen));
    if (!isRefusal(answer)) return signedOf(answer.events);
  }
  return null;
}

function zoneName(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function Tiles({
  blocked,
  verdict,
  onChoose,
}: {
  readonly blocked: ReadonlyMap<Verdict, { readonly says: string } | null>;
  readonly verdict: Verdict | null;
  readonly onChoose: (verdict: Verdict) => void;
}): ReactNode {
  const reasons = new Map<string, string[]>();
  for (const to of verdicts) {
    const says = blocked.get(to)?.says;
    if (says !== undefined) reasons.set(says, [...(reasons.get(says) ?? []), tileWord[to]]);
  }
  return (
    <fieldset className={classes['decision']}>
      <legend>Your decision</legend>
      <div className={classes['tiles']}>
        {verdicts.map((to) => (
          <button
            key={to}
            type="button"
            className={classes['tile']}
            style={
              verdict === to
                ? {
                    borderColor: `var(--cs-${to}-solid)`,
                    background: `var(--cs-${to}-tint)`,
                    boxShadow: `inset 0 0 0 1px var(--cs-${to}-solid)`,
                  }
                : undefined
            }
            aria-pressed={verdict === to}
            disabled={blocked.get(to) !== null}
            aria-describedby={blocked.get(to) ? 'why-not' : undefined}
            onClick={() => onChoose(to)}
          >
            <OutcomeGlyph outcome={to} size={20} />
            {tileWord[to]}
          </button>
        ))}
      </div>
      {reasons.size > 0 && (
        <ul className={classes['reasons']} id="why-not">
          {[...reasons].map(([says, words]) => (
            <li key={says}>
              <b>{listText(words)}:</b> {says}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

/** Everything a reviewer may ask to be changed: ids, as the command takes them. */
function changeable({ compiled, request }: Scope, work: Work) {
  const d = compiled.diagram;
  const reading = readingList(compiled, request, work).flatMap((id) => d.evidence[id] ?? []);
  const pieces = reading.length > 0 ? reading : evidenceOf(d, work.node);
  return [
    { group: 'Evidence', items: pieces.map(({ id, name }) => ({ value: id, label: name })) },
    {
      group: 'Checklist',
      items: itemsOf(d, work.node).map(({ id, text }) => ({ value: id, label: text })),
    },
    { group: 'Form', items: fieldsOf(d).map(({ id, label }) => ({ value: id, label })) },
  ];
}

/** What the digest is made of, in figures. */
function Exactly({
  scope,
  work,
  digest,
  conditions,
  onOpen,
}: {
  readonly scope: Scope;
  readonly work: Work;
  readonly digest: string | null;
  readonly conditions: number;
  readonly onOpen: (piece: Evidence) => void;
}): ReactNode {
  const { compiled, request } = scope;
  const node = compiled.at.get(work.node);
  const covered = Object.keys(request.form).filter((key) => node?.uncovered.has(key) !== true);
  const reading = readingList(compiled, request, work).filter((id) => request.evidence[id]);
  const opened = reading.filter((id) => openedByMe(scope, id)).length;
  const items = applicableItems(compiled, request, work);
  const answered = items.filter(({ row }) => isAnswered(work, row.id)).length;
  return (
    <div className={classes['exactly']}>
      <div className={classes['exactHead']}>
        <Fingerprint size={16} strokeWidth={1.75} aria-hidden />
        <b>You sign exactly this</b>
        <span>
          {digest === null ? 'digest follows the decision' : <DigestText digest={digest} />}
        </span>
      </div>
      <dl>
        <div>
          <dt>Form data</dt>
          <dd>{plural(covered.length, 'field')}</dd>
        </div>
        <div>
          <dt>Evidence</dt>
          <dd>
            {plural(reading.length, 'piece')}
            {reading.length > 0 &&
              (opened === reading.length ? ', all opened' : `, ${opened} opened`)}
          </dd>
        </div>
        <div>
          <dt>Checklist</dt>
          <dd>
            {answered} of {items.length}
          </dd>
        </div>
        <div>
          <dt>Conditions</dt>
          <dd>{conditions}</dd>
        </div>
      </dl>
      <ReadingList reading={readingList(compiled, request, work)} onOpen={onOpen} />
      <p>If any of it changes before the gate completes, you are asked to sign again.</p>
    </div>
  );
}
