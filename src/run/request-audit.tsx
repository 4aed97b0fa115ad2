import { Button, Switch } from '@mantine/core';
import { Braces, ChevronRight, History } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import { stampOf } from '#engine/log/open.ts';
import type { Request } from '#engine/request.ts';
import type { Diagram } from '#model/diagram.ts';
import type { RequestId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
import { Chip } from '#ui/chip.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { exactText } from '#ui/format.ts';
import { KeyCap } from '#ui/key-cap.tsx';
import { links } from '#ui/links.ts';
import { OutcomeBadge } from '#ui/outcome.tsx';
import { useTitle } from '#ui/title.ts';
import { DigestText } from '#ui/version-seal.tsx';
import { useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { VerifiedBanner, VerifyButton, useVerified } from './audit-banner.tsx';
import { auditRows } from './audit-rows.ts';
import type { AuditRow } from './audit-rows.ts';
import { AuditTable } from './audit-table.tsx';
import classes from './audit.module.css';
import { downloadLog } from './download-log.ts';
import { EventCard } from './event-card.tsx';
import { useListKeys } from './list-keys.ts';
import { namesOf } from '#ui/names.ts';
import { pathOf, statesOf } from './progress.ts';
import type { Read } from './record.ts';
import type { Loaded } from './request-scope.tsx';
import { subjectOf } from './subject.ts';
import { readStream } from './trail-read.ts';
import type { TrailEntry } from './trail-read.ts';
import type { Names } from '#ui/words/told.ts';
import { toldAny } from '#ui/words/any-words.ts';

const nothing: readonly TrailEntry[] = [];

/** Those entries that can be read, as the fold takes them. */
const readable = (trail: readonly TrailEntry[]): readonly Read[] =>
  trail.flatMap(({ entry, hash, events }) =>
    entry === null
      ? []
      : [{ entry, hash, events: events.flatMap((any) => (any.of === 'request' ? any.event : [])) }],
  );

/** The audit trail of a request: verified, in words, and the state at any of its entries. */
export function RequestAudit({
  id,
  loaded,
}: {
  readonly id: RequestId;
  readonly loaded: Loaded;
}): ReactNode {
  const { request, compiled, version, number } = loaded;
  useTitle(`Audit of ${subjectOf(compiled.diagram, request.form, id)}`);
  const database = useDatabase();
  const directory = useDirectory();
  const trail =
    useLive((db) => readStream(db, `request/${id}`, compiled.diagram), [id, compiled]) ?? nothing;
  const entries = useMemo(() => readable(trail), [trail]);
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('entry');
  const [travel, setTravel] = useState(asked !== null);
  const names = namesOf(compiled.diagram, directory, request);
  const rows = useMemo(
    () => auditRows(trail, (event) => toldAny(event, directory, request)),
    [trail, directory, request],
  );
  const verified = useVerified(`request/${id}`);
  const last = entries.at(-1)?.entry.seq ?? 0;
  const at = asked === null ? null : Math.min(last, Math.max(0, Number(asked) || 0));
  const select = (seq: number): void =>
    go(links.audit(id, { entry: String(seq) }), { replace: true });
  const step = (by: 1 | -1): void => {
    const seqs = entries.map((one) => one.entry.seq);
    const i = at === null ? (by === 1 ? -1 : seqs.length) : seqs.indexOf(at);
    const next = seqs[Math.min(seqs.length - 1, Math.max(0, i + by))];
    if (next !== undefined) select(next);
  };
  useListKeys({ arrowright: () => step(1), arrowleft: () => step(-1) });
  const chosen = entries.find((one) => one.entry.seq === at);
  const { verdict } = verified;
  const broken = verdict !== null && !verdict.ok ? verdict : null;
  return (
    <div className={classes['page']}>
      <nav className={classes['crumbs']} aria-label="Breadcrumb">
        <Link href={links.requests()}>Requests</Link>
        <ChevronRight size={14} aria-hidden />
        <Link href={links.request(id)}>{number}</Link>
        <ChevronRight size={14} aria-hidden />
        <span>Audit trail</span>
      </nav>
      <div className={classes['head']}>
        <h1>{subjectOf(compiled.diagram, request.form, id)}</h1>
        {request.outcome !== null ? (
          <OutcomeBadge outcome={request.outcome} />
        ) : (
          <Chip>{request.status === 'suspended' ? 'Suspended' : 'Running'}</Chip>
        )}
        <span className={classes['actions']}>
          <Button
            leftSection={<Braces size={16} aria-hidden />}
            onClick={() => void downloadLog(database, `request/${id}`)}
          >
            Export JSONL
          </Button>
          <VerifyButton again={verified.again} busy={verified.busy} />
        </span>
      </div>
      <VerifiedBanner
        verdict={verdict}
        at={verified.at}
        since={entries[0]?.entry.at ?? null}
        head={entries.at(-1)?.hash}
      >
        <Switch
          labelPosition="left"
          label={
            <span className={classes['travel']}>
              <History size={16} strokeWidth={1.75} aria-hidden /> State at any event
            </span>
          }
          checked={travel}
          onChange={(event) => {
            setTravel(event.currentTarget.checked);
            if (event.currentTarget.checked && at === null) select(last);
          }}
        />
      </VerifiedBanner>
      {travel && <StateThen loaded={loaded} entries={entries} at={at ?? last} last={last} />}
      <div className={classes['columns']} data-travel={travel}>
        <div>
          <AuditTable
            rows={rows}
            place={(row) => placeWord(compiled.diagram, names, row)}
            selected={at === null ? null : { stream: `request/${id}`, seq: at }}
            onSelect={(row) => select(row.seq)}
            broken={broken}
          />
          <div className={classes['keys']}>
            <KeyCap keys="← →" /> step through time
          </div>
        </div>
        <aside className={classes['aside']}>
          {chosen && (
            <EventCard
              read={chosen}
              names={names}
              play={links.play(request.sop, { request: id, entry: String(chosen.entry.seq) })}
            />
          )}
          <section className={classes['card']} aria-label="This log">
            <div className={classes['facts']}>
              <h2>This log</h2>
              <Fact name="Request" value={number} />
              {number !== id && <Fact name="Its id" value={id} />}
              <Fact
                name="SOP"
                value={`${compiled.diagram.control.title}, version ${version.number}`}
              />
              <Fact name="Version" value={<DigestText digest={version.digest} />} />
              <Fact name="Entries" value={entries.length} />
              <Fact name="Events" value={rows.length} />
              {entries[0] && (
                <Fact name="First" value={exactText(entries[0].entry.at).replace('-', '\u2011')} />
              )}
              <Fact
                name="Signed in"
                value="Nobody: people act by choosing a name. Each signature says how it was confirmed"
              />
            </div>
          </section>
        </aside>
      </div>
    </div>
  );
}

/** "Gate 1" of a numbered gate, else the node's name. */
function placeWord(diagram: Diagram, names: Names, row: AuditRow): string {
  const { node } = row.told;
  if (node === undefined) return '';
  const number = gateNumber(diagram, node);
  return number === null ? names.node(node) : `Gate ${number}, ${names.node(node)}`;
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }): ReactNode {
  return (
    <div className={classes['fact']}>
      <span>{name}</span>
      <span>{value}</span>
    </div>
  );
}

/** The request as it was after an entry: the fold of the log up to there, drawn. */
function StateThen({
  loaded,
  entries,
  at,
  last,
}: {
  readonly loaded: Loaded;
  readonly entries: readonly Read[];
  readonly at: number;
  readonly last: number;
}): ReactNode {
  const { compiled } = loaded;
  const then = useMemo(() => stateAt(entries, at), [entries, at]);
  const drawn = useMemo(() => {
    const path = pathOf(entries.filter((one) => one.entry.seq <= at).flatMap((one) => one.events));
    return { path, states: statesOf(compiled, then, path) };
  }, [entries, at, compiled, then]);
  const [first] = then.tokens;
  return (
    <section className={classes['then']} aria-label="State at this entry">
      <div className={classes['thenHead']}>
        <h2>
          After entry {at} of {last}
        </h2>
        <span>
          {then.status}
          {then.tier === null ? '' : `, tier ${then.tier}`}
          {then.work.length > 0 &&
            `, open at ${then.work.map((work) => compiled.diagram.nodes[work.node]?.name ?? work.node).join(', ')}`}
        </span>
      </div>
      <div className={classes['diagram']}>
        <DiagramView
          diagram={compiled.diagram}
          states={drawn.states}
          visited={drawn.path.flows}
          tokens={then.tokens.map(({ id, node }) => ({ id, node }))}
          focus={first?.node ?? null}
          embedded
          label={`State after entry ${at}`}
        />
      </div>
    </section>
  );
}

/** The fold of all entries up to `seq`. */
function stateAt(entries: readonly Read[], seq: number): Request {
  let state = initial;
  for (const { entry, events } of entries) {
    if (entry.seq > seq) break;
    state = fold(state, events, stampOf(entry));
  }
  return state;
}
