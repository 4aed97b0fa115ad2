import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { Info, Pencil, Plus, Minus, Stamp } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dateAt } from '#engine/time/date.ts';
import { digest as digestOf } from '#model/digest.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Finding } from '#model/finding.ts';
import type { SopId } from '#model/ids.ts';
import type { Acceptance } from '#model/version.ts';
import { now as clock } from '#store/clock.ts';
import { isRefused } from '#store/append.ts';
import { hash } from '#store/hash.ts';
import { listRequests } from '#store/requests.ts';
import { getSop, getVersion } from '#store/sops.ts';
import { publish } from '#store/sop-life.ts';
import { findings as findingsOf } from '#verify/findings.ts';
import { ActingMenu } from '#ui/acting-menu.tsx';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { FindingGlyph, OutcomeGlyph } from '#ui/outcome.tsx';
import { DigestText, VersionSeal } from '#ui/version-seal.tsx';
import { useActing, useDatabase, useLive } from '#ui/workspace.tsx';
import { AttachedBacktests } from './attached-backtests.tsx';
import { changesSince } from './changes.ts';
import { contentsOf } from './contents.ts';
import type { Change } from './changes.ts';
import { FindingRow } from './finding-row.tsx';
import { findingKey, holdsBack } from './holds-back.ts';
import classes from './publish-dialog.module.css';

interface Props {
  readonly sop: SopId;
  readonly diagram: Diagram;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Leads to what a finding is about; the dialog closes. */
  readonly onGoTo?: (finding: Finding) => void;
}

/**
 * Publishing: errors block, warnings need a written acceptance that stays with the version, and a reason is asked. What
 * is published is exactly the diagram whose digest is shown.
 */
export function PublishDialog(props: Props): ReactNode {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={1080}
      padding={0}
      withCloseButton={false}
      // On the dialog itself: an aria-label of the Modal stands on the element around it.
      attributes={{ content: { 'aria-label': 'Publish' } }}
      classNames={{ body: classes['body'] ?? '' }}
    >
      {props.opened && <Publishing {...props} />}
    </Modal>
  );
}

function Publishing({ sop, diagram, onClose, onGoTo }: Props): ReactNode {
  const database = useDatabase();
  const { person } = useActing();
  const state = useLive((db) => getSop(db, sop), [sop]);
  const effective = state?.effective ?? null;
  const before = useLive(
    async (db) => (effective === null ? null : ((await getVersion(db, effective, sop)) ?? null)),
    [effective, sop],
  );
  const running = useLive((db) => listRequests(db, { sop, status: 'running' }), [sop])?.length ?? 0;
  const findings = useMemo(() => findingsOf(diagram), [diagram]);
  const digest = useMemo(() => digestOf(diagram, hash), [diagram]);
  const changes = useMemo(
    () => (before ? changesSince(before.diagram, diagram) : []),
    [before, diagram],
  );
  const number = (state?.fold.versions.length ?? 0) + 1;
  const [accepted, accept] = useState<ReadonlyMap<string, string>>(new Map());
  const [reason, setReason] = useState('');
  const [revision, setRevision] = useState<string | null>(null);
  const [from, setFrom] = useState(() => dateAt(clock(), diagram.control.zone));
  const [problem, setProblem] = useState<string | null>(null);
  const [published, setPublished] = useState<{ number: number; digest: string } | null>(null);
  const [pending, setPending] = useState(false);
  const busy = useRef(false);

  const hold = holdsBack({
    findings,
    accepted,
    reason,
    person,
    unchanged: effective === digest,
    effectiveFrom: from,
  });
  const send = async (): Promise<void> => {
    if (hold !== null || person === null || busy.current) return;
    busy.current = true;
    setPending(true);
    setProblem(null);
    try {
      const written: Acceptance[] = findings.flatMap((finding) => {
        const why = accepted.get(findingKey(finding))?.trim();
        if (finding.level !== 'warning' || !why) return [];
        const at = finding.at.id === undefined ? {} : { id: finding.at.id };
        return [{ rule: finding.rule, ...at, by: person, reason: why }];
      });
      const result = await publish(
        database,
        sop,
        {
          diagram,
          reason: reason.trim(),
          revision: (revision ?? String(number)).trim(),
          effectiveFrom: from,
          accepted: written,
        },
        { kind: 'person', id: person },
      );
      if (isRefused(result)) setProblem(result.says);
      else setPublished({ number, digest });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      setProblem(`This could not be written: ${why}. The draft is unchanged. Try again.`);
    } finally {
      busy.current = false;
      setPending(false);
    }
  };

  if (published !== null)
    return <Done sop={sop} title={diagram.control.title} published={published} onClose={onClose} />;
  return (
    <>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['title']}>Publish version {number}</h2>
          <div className={classes['sub']}>{diagram.control.title}</div>
        </div>
      </div>
      <div className={classes['halves']}>
        <Findings
          diagram={diagram}
          findings={findings}
          accepted={accepted}
          onAccept={(finding, why) => accept(new Map(accepted).set(findingKey(finding), why))}
          onGoTo={onGoTo && ((finding) => (onClose(), onGoTo(finding)))}
        />
        <div className={classes['right']}>
          <div className={classes['seal']}>
            <VersionSeal digest={digest} version={number} size={96} />
            <div>
              <b>Version {number}</b>
              <div>
                <DigestText digest={digest} />
              </div>
              <div className={classes['sub']}>
                The seal is drawn from this digest. Every request on this version is pinned to it.
              </div>
            </div>
          </div>
          {before && <Changes changes={changes} number={before.number} />}
          <AttachedBacktests sop={sop} digest={digest} />
          <Textarea
            label="Reason for this version"
            placeholder={before ? 'What changed and why' : 'Why this SOP is put into effect'}
            autosize
            minRows={2}
            maxRows={6}
            withAsterisk
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className={classes['two']}>
            <TextInput
              label="Revision"
              value={revision ?? String(number)}
              onChange={(event) => setRevision(event.currentTarget.value)}
            />
            <TextInput
              label="Effective from"
              type="date"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          </div>
          {running > 0 && before && (
            <div className={classes['note']}>
              <Info size={14} strokeWidth={2.1} aria-hidden />
              {plural(running, 'running request')} {running === 1 ? 'stays' : 'stay'} on the version{' '}
              {running === 1 ? 'it' : 'they'} began with.
            </div>
          )}
          {problem !== null && <Callout tone="refusal" title={problem} />}
        </div>
      </div>
      <div className={classes['foot']}>
        <output className={classes['hold']} data-holds={hold !== null}>
          {hold !== null && <FindingGlyph level={hold.level} size={16} />}
          {hold?.says ?? 'Nothing holds this version back'}
        </output>
        {person === null && <ActingMenu />}
        <Button onClick={onClose}>Back to the draft</Button>
        <Button
          variant="filled"
          leftSection={<Stamp size={16} aria-hidden />}
          disabled={hold !== null || pending}
          onClick={() => void send()}
        >
          Publish version {number}
        </Button>
      </div>
    </>
  );
}

function Findings({
  diagram,
  findings,
  accepted,
  onAccept,
  onGoTo,
}: {
  readonly diagram: Diagram;
  readonly findings: readonly Finding[];
  readonly accepted: ReadonlyMap<string, string>;
  readonly onAccept: (finding: Finding, why: string) => void;
  readonly onGoTo: ((finding: Finding) => void) | undefined;
}): ReactNode {
  const errors = findings.filter((finding) => finding.level === 'error');
  const warnings = findings.filter((finding) => finding.level === 'warning');
  const hints = findings.filter((finding) => finding.level === 'hint');
  const rows = (group: readonly Finding[]): ReactNode =>
    group.map((finding) => (
      <FindingRow
        key={findingKey(finding)}
        finding={finding}
        accepted={accepted.get(findingKey(finding))}
        onAccept={(why) => onAccept(finding, why)}
        onGoTo={onGoTo}
      />
    ));
  return (
    <div className={classes['left']}>
      <div className={classes['section']}>
        <h3>Structure and governance</h3>
        <span className={classes['sub']}>
          {plural(errors.length, 'error')}, {plural(warnings.length, 'warning')}
        </span>
      </div>
      {errors.length > 0 && (
        <div className={classes['errors']}>
          <div className={classes['errorsHead']}>
            {errors.length === 1 ? 'This has' : 'These have'} to be mended before publishing
          </div>
          {rows(errors)}
        </div>
      )}
      {rows(warnings)}
      {rows(hints)}
      {errors.length === 0 && (
        <div className={classes['fine']}>
          <OutcomeGlyph outcome="approved" size={18} />
          <span>
            The diagram is whole: one intake, every outcome has a flow, every gate a keeper, every
            expression reads.
          </span>
        </div>
      )}
      <div className={classes['section']}>
        <h3>What it holds</h3>
      </div>
      <ul className={classes['contents']}>
        {contentsOf(diagram).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

const marks = { added: Plus, removed: Minus, changed: Pencil } as const;
/** More than this many lines say less, not more. */
const mostChanges = 8;

function Changes({
  changes,
  number,
}: {
  readonly changes: readonly Change[];
  readonly number: number;
}): ReactNode {
  return (
    <div>
      <h3>Changes since v{number}</h3>
      {changes.length === 0 && <div className={classes['sub']}>None in meaning</div>}
      {changes.slice(0, mostChanges).map((change) => {
        const Mark = marks[change.kind];
        return (
          <div key={`${change.kind}${change.says}`} className={classes['change']}>
            <span style={{ background: `var(--cs-diff-${change.kind})` }}>
              <Mark size={12} strokeWidth={2.4} aria-hidden />
            </span>
            <span className="cs-spoken">{change.kind}: </span>
            {change.says}
          </div>
        );
      })}
      {changes.length > mostChanges && (
        <div className={classes['sub']}>and {changes.length - mostChanges} more</div>
      )}
    </div>
  );
}

function Done({
  sop,
  title,
  published,
  onClose,
}: {
  readonly sop: SopId;
  readonly title: string;
  readonly published: { readonly number: number; readonly digest: string };
  readonly onClose: () => void;
}): ReactNode {
  return (
    <output className={classes['done']}>
      <VersionSeal digest={published.digest} version={published.number} size={120} />
      <h2 className={classes['title']}>Version {published.number} is effective</h2>
      <div className={classes['sub']}>
        {title}, <DigestText digest={published.digest} />
      </div>
      <div className={classes['doneActions']}>
        <Button onClick={onClose}>Back to the draft</Button>
        <Button variant="filled" component={Link} href={links.newRequest(sop)}>
          New request
        </Button>
      </div>
    </output>
  );
}
