import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ChevronLeft, Map as MapIcon, ScrollText } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Ask } from '#engine/asks.ts';
import type { Form, Verdict, Work } from '#engine/request.ts';
import { readingList } from '#engine/asks.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, NodeId, WorkId } from '#model/ids.ts';
import { evidenceOf, gateNumber, runs } from '#model/rows.ts';
import { Callout } from '#ui/callout.tsx';
import { Chip } from '#ui/chip.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { whenText } from '#ui/format.ts';
import { GateStrip } from '#ui/gate-strip.tsx';
import { links } from '#ui/links.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { Seal } from '#ui/seal.tsx';
import { useTitle } from '#ui/title.ts';
import { SlaRing } from '#ui/sla.tsx';
import { Link } from 'wouter';
import { ActionBar } from './action-bar.tsx';
import { ActionsMenu } from './actions-menu.tsx';
import { AskPanel } from './ask-panel.tsx';
import { Clock, Comments, Conditions, WhoSigns } from './aside.tsx';
import { Checklist } from './checklist.tsx';
import { ConditionAsks } from './condition-asks.tsx';
import { editableFields } from './editable.ts';
import { EvidenceSection } from './evidence-section.tsx';
import { FormData } from './form-data.tsx';
import { Earlier } from './earlier.tsx';
import { Incident } from './incident.tsx';
import { useKeptForm } from './kept-form.ts';
import { useListKeys } from './list-keys.ts';
import { NodePanel } from './node-panel.tsx';
import { Overtaken } from './overtaken.tsx';
import { gateStops, pathOf, statesOf } from './progress.ts';
import { RequestScope, useScope } from './request-scope.tsx';
import type { Loaded } from './request-scope.tsx';
import classes from './request-view.module.css';
import { returnedBy } from './returned.ts';
import { SignDialog } from './sign-dialog.tsx';
import { clockWords } from './sla-left.ts';
import { subjectOf } from './subject.ts';
import { TokenCards } from './token-card.tsx';
import { Waiting } from './waiting.tsx';

/** A request's page: where it stands, what is asked of who looks, and everything that is decided on. */
export function RequestView({
  loaded,
  at,
  back,
}: {
  readonly loaded: Loaded;
  /** The work or condition that the address names. */
  readonly at: string | null;
  /** Where the arrow on a narrow screen leads. */
  readonly back: string;
}): ReactNode {
  const [chosen, set] = useState<{ at: string | null; work: string | null }>({ at, work: at });
  // Another address chooses anew.
  if (chosen.at !== at) set({ at, work: at });
  const choose = useCallback((work: WorkId): void => set({ at, work }), [at]);
  const work = chosen.work === null ? null : as<WorkId>(chosen.work);
  return (
    <RequestScope loaded={loaded} chosen={work} choose={choose}>
      <Page at={at} back={back} />
    </RequestScope>
  );
}

function Page({ at, back }: { readonly at: string | null; readonly back: string }): ReactNode {
  const scope = useScope();
  useShown(at);
  const { compiled, request, work, here } = scope;
  useTitle(subjectOf(compiled.diagram, request.form, request.id));
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  /** The work that is signed: it may close while the dialog stands, which then says so. */
  const [signing, setSigning] = useState<{ work: Work; first?: Verdict } | null>(null);
  const sign = (first: { first?: Verdict }): void =>
    work === null ? undefined : setSigning({ work, ...first });
  const [drawn, draw] = useState<NodeId | 'all' | null>(null);
  const {
    form: changes,
    set: setChanges,
    forget,
  } = useKeptForm(`countersign.edit.${request.id}`, {});
  const may = (does: Ask['does']): boolean => here.some((ask) => ask.ok && ask.does === does);
  const maySign = may('sign');
  useListKeys({
    s: () => maySign && sign({}),
    o: () => document.querySelector<HTMLElement>('[data-next-evidence]')?.click(),
  });
  // Only a gate is signed; what a step needs, nobody has to have opened.
  const signed = work !== null && compiled.diagram.nodes[work.node]?.kind === 'gate';
  const reading = new Set(signed ? readingList(compiled, request, work) : []);
  const asked = work === null ? [] : (returnedBy(scope, work)?.event.fields ?? []);
  const named = asked.flatMap((id) => compiled.diagram.evidence[as<EvidenceId>(id)] ?? []);
  const own = [...(work === null ? [] : evidenceOf(compiled.diagram, work.node)), ...named];
  const pieces = [
    ...own,
    ...[...reading]
      .flatMap((id) => compiled.diagram.evidence[id] ?? [])
      .filter((piece) => !own.includes(piece)),
  ];
  const checklist = work === null ? null : <Checklist work={work} />;
  const evidence = <EvidenceSection title="Evidence" pieces={pieces} reading={reading} />;
  return (
    <div className={classes['wrap']}>
      <Head back={back} phone={phone} onDraw={draw} />
      <div className={classes['columns']}>
        <div className={classes['main']}>
          {request.work.length > 1 && <WorkChoice />}
          {phone && work !== null && <PhoneGate />}
          <Incident />
          <Refusal />
          <Overtaken />
          {request.status === 'completed' && <Completed />}
          <Waiting />
          <ConditionAsks />
          {work !== null && request.status === 'running' && (
            <AskPanel
              work={work}
              changes={changes}
              onSign={phone ? null : () => sign({})}
              onSent={forget}
            />
          )}
          {phone ? evidence : checklist}
          {phone ? checklist : evidence}
          <OtherEvidence shown={new Set(pieces.map((piece) => piece.id))} />
          <FormData
            changes={changes}
            onChanges={(next) => (isEmpty(next) ? forget() : setChanges(next))}
            editable={editableFields(compiled, may('work') ? work : null)}
          />
        </div>
        <aside className={classes['aside']} aria-label="About this request">
          {work !== null && !phone && <Clock work={work} />}
          {work !== null && <WhoSigns work={work} />}
          <Conditions />
          <TokenCards />
          <Earlier />
          <Comments />
        </aside>
      </div>
      {phone && maySign && work !== null && (
        <ActionBar work={work} onSign={(first) => sign({ first })} />
      )}
      {signing !== null && (
        <SignDialog
          key={signing.work.id}
          work={signing.work}
          first={signing.first}
          onClose={() => setSigning(null)}
        />
      )}
      <Drawer
        closeButtonProps={{ 'aria-label': 'Close' }}
        opened={drawn !== null}
        onClose={() => draw(null)}
        position="right"
        size={phone ? '100%' : 'min(1100px, 85vw)'}
        title="Where it stands"
        classNames={{ body: classes['drawer'] ?? '', content: classes['drawerContent'] ?? '' }}
      >
        {drawn !== null && <Standing focus={drawn === 'all' ? null : drawn} />}
      </Drawer>
    </div>
  );
}

/** What the address names and stands further down is brought into sight, once. */
function useShown(at: string | null): void {
  useEffect(() => {
    if (at !== null)
      document.querySelector(`[data-at="${CSS.escape(at)}"]`)?.scrollIntoView({ block: 'center' });
  }, [at]);
}

const isEmpty = (form: Form): boolean => Object.keys(form).length === 0;

function Head({
  back,
  phone,
  onDraw,
}: {
  readonly back: string;
  readonly phone: boolean;
  readonly onDraw: (node: NodeId | 'all') => void;
}): ReactNode {
  const { compiled, request, version, work, number, parent } = useScope();
  const { diagram } = compiled;
  const subject = subjectOf(diagram, request.form, request.id);
  const gate = work === null ? null : gateNumber(diagram, work.node);
  return (
    <header className={classes['head']}>
      <div className={classes['line']}>
        <Link href={back} className={classes['back']} aria-label="Back to the list">
          <ChevronLeft size={phone ? 24 : 18} aria-hidden />
        </Link>
        <span className={classes['crumb']}>
          <span title={request.id}>{number}</span> · {diagram.control.title} v{version.number}
          {request.parent !== null && (
            <>
              {' '}
              · part of <Link href={links.request(request.parent.request)}>{parent}</Link>
            </>
          )}
        </span>
        <span className={classes['actions']}>
          {!phone && (
            <>
              <Button
                size="sm"
                leftSection={<MapIcon size={14} aria-hidden />}
                onClick={() => onDraw(work?.node ?? 'all')}
              >
                Show on diagram
              </Button>
              <Button
                size="sm"
                component={Link}
                href={links.audit(request.id)}
                leftSection={<ScrollText size={14} aria-hidden />}
              >
                Audit trail
              </Button>
            </>
          )}
          <ActionsMenu phone={phone} onDraw={() => onDraw(work?.node ?? 'all')} />
        </span>
      </div>
      <div className={classes['title']}>
        <h1>{subject}</h1>
        {request.tier !== null && (
          <Chip tone={request.tier === 'high' ? 'error' : 'plain'}>Tier {request.tier}</Chip>
        )}
        {request.outcome !== null && <OutcomeBadge outcome={request.outcome} />}
        {request.status === 'suspended' && <Chip tone="warn">Suspended</Chip>}
        {phone && gate !== null && <span className={classes['crumb']}>Gate {gate}</span>}
      </div>
      <GateStrip gates={gateStops(compiled, request)} onGate={onDraw} />
    </header>
  );
}

/** Why an answer, edit or comment was not taken; it stays in sight, for the act may be far down the page. */
function Refusal(): ReactNode {
  const { refusal, failed, clear } = useScope().sender;
  const says = refusal?.says ?? failed;
  if (says === null) return null;
  return (
    <div className={classes['refusal']}>
      <Callout
        tone="refusal"
        title={says}
        action={
          <Button size="sm" onClick={clear}>
            Dismiss
          </Button>
        }
      />
    </div>
  );
}

/** On the phone: the gate at hand with its clock, first of all. */
function PhoneGate(): ReactNode {
  const scope = useScope();
  const { compiled, work } = scope;
  if (work === null) return null;
  const words = clockWords(scope, work);
  return (
    <div className={classes['phoneGate']}>
      {compiled.at.get(work.node)?.kind === 'gate' && (
        <Seal size={40} number={gateNumber(compiled.diagram, work.node)} />
      )}
      <div>
        <b>{compiled.diagram.nodes[work.node]?.name}</b>
        {work.due !== null && (
          <div className={classes['phoneSla']} style={{ color: `var(--cs-${words.tone}-text)` }}>
            <SlaRing words={words} size={16} /> {words.says}
            {words.due !== '' && `, ${words.due}`}
          </div>
        )}
      </div>
    </div>
  );
}

/** Several branches are open: which one is shown. */
function WorkChoice(): ReactNode {
  const { request, names, work, choose } = useScope();
  return (
    <SegmentedControl
      aria-label="Open work"
      className={classes['choice'] ?? ''}
      value={work?.id ?? ''}
      onChange={(id) => choose(as<WorkId>(id))}
      data={request.work.map((one) => ({ value: one.id, label: names.node(one.node) }))}
    />
  );
}

function Completed(): ReactNode {
  const { request, record, now } = useScope();
  if (request.outcome === null) return null;
  // Conditions and comments may be written after it.
  const last = record.entries.findLast(({ events }) =>
    events.some(({ type }) => type === 'completed' || type === 'revoked'),
  );
  const good = ['approved', 'completed'].includes(request.outcome);
  return (
    <Callout
      tone={good ? 'ok' : 'info'}
      title={`This request has ended: ${request.outcome}`}
      action={
        <Button size="sm" component={Link} href={links.audit(request.id)}>
          Audit trail
        </Button>
      }
    >
      {whenText(last?.entry.at ?? request.at, now)}
    </Callout>
  );
}

/** Evidence of other gates and steps: attached before, or to be attached early. */
function OtherEvidence({ shown }: { readonly shown: ReadonlySet<string> }): ReactNode {
  const { compiled, request } = useScope();
  const others = Object.values(compiled.diagram.evidence).filter(
    (piece) => !shown.has(piece.id) && request.evidence[piece.id],
  );
  return <EvidenceSection title="Evidence so far" pieces={others} reading={none} />;
}
const none: ReadonlySet<never> = new Set();

/** The live diagram with this request's path; a node opens what was found and decided there. */
function Standing({ focus }: { readonly focus: NodeId | null }): ReactNode {
  const { compiled, request, record } = useScope();
  const [chosen, setChosen] = useState(focus);
  const choose = useCallback(
    (node: NodeId): void => {
      const kind = compiled.diagram.nodes[node]?.kind;
      if (kind !== undefined && runs(kind)) setChosen(node);
    },
    [compiled],
  );
  const path = useMemo(() => pathOf(record.events), [record]);
  const states = useMemo(() => {
    const all = statesOf(compiled, request, path);
    return chosen === null ? all : { ...all, [chosen]: { ...all[chosen], selected: true } };
  }, [compiled, request, path, chosen]);
  const tokens = useMemo(
    () => request.tokens.map(({ id, node }) => ({ id, node })),
    [request.tokens],
  );
  return (
    <>
      <DiagramView
        diagram={compiled.diagram}
        states={states}
        visited={path.flows}
        tokens={tokens}
        focus={focus}
        onNode={choose}
        label="Where this request stands"
      />
      {chosen !== null && <NodePanel node={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
