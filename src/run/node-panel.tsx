import { CloseButton } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Evidence } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { kindWords } from '#model/kind-words.ts';
import { evidenceOf, gateNumber } from '#model/rows.ts';
import { cutMiddle, dateText, shortDigest, sizeText, whenText } from '#ui/format.ts';
import { OutcomeBadge, OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import { Seal } from '#ui/seal.tsx';
import { quoted, seenWords } from '#ui/words/told.ts';
import { authText } from '#ui/words/signing.ts';
import { told } from '#ui/words/words.ts';
import { ConditionRow } from './condition-row.tsx';
import classes from './node-panel.module.css';
import { nodeRecord } from './node-record.ts';
import type { Found, Line, Round } from './node-record.ts';
import type { SignedEvent } from './record.ts';
import { useScope } from './request-scope.tsx';
import { ResultMark } from './result-mark.tsx';

/** What was found and decided at one node of this request: its rounds, the last first, and what happened beside them. */
export function NodePanel({
  node: id,
  onClose,
}: {
  readonly node: NodeId;
  readonly onClose: () => void;
}): ReactNode {
  const { compiled, request, record, names } = useScope();
  const { diagram } = compiled;
  const kept = useMemo(() => nodeRecord(record.entries, id), [record, id]);
  const node = diagram.nodes[id];
  if (node === undefined) return null;
  const result = request.results[id];
  const pieces = evidenceOf(diagram, id).filter((piece) => record.attachments.has(piece.id));
  const conditions = request.conditions.filter((one) => one.node === id);
  const nothing =
    kept.rounds.length === 0 &&
    kept.lines.length === 0 &&
    pieces.length === 0 &&
    conditions.length === 0;
  return (
    <aside className={classes['panel']} aria-label={`At ${names.node(id)}`}>
      <div className={classes['head']}>
        {node.kind === 'gate' && <Seal size={32} number={gateNumber(diagram, id)} />}
        <div className={classes['title']}>
          <h2>{names.node(id)}</h2>
          <span className={classes['small']}>{kindWords[node.kind]}</span>
        </div>
        {result !== undefined && result.outcome !== 'done' && (
          <OutcomeBadge outcome={result.outcome} />
        )}
        <CloseButton aria-label="Close what happened here" onClick={onClose} />
      </div>
      {nothing && <p className={classes['small']}>This request has not been here.</p>}
      {kept.rounds.toReversed().map((round) => (
        <RoundBlock key={round.work} round={round} many={kept.rounds.length > 1} />
      ))}
      {conditions.length > 0 && (
        <section aria-label="Conditions of this gate">
          <h3>Conditions</h3>
          <ul className={classes['list']}>
            {conditions.map((condition) => (
              <ConditionRow key={condition.id} condition={condition} />
            ))}
          </ul>
        </section>
      )}
      {pieces.length > 0 && (
        <section aria-label="Evidence of this node">
          <h3>Evidence</h3>
          {pieces.map((piece) => (
            <Piece key={piece.id} piece={piece} />
          ))}
        </section>
      )}
      {kept.lines.length > 0 && (
        <section aria-label="What else happened here">
          {kept.lines.map((line, i) => (
            <LineRow key={`${line.n}/${i}`} line={line} />
          ))}
        </section>
      )}
    </aside>
  );
}

function RoundBlock({ round, many }: { readonly round: Round; readonly many: boolean }): ReactNode {
  const { now, record } = useScope();
  const ended = round.until === null ? 'still open' : `to ${whenText(round.until, now)}`;
  const outcome = round.closed?.outcome;
  const recommended = record.recommendations.filter((one) => one.work === round.work);
  const waived = new Set(round.waived.map(({ item }) => item));
  return (
    <section aria-label={`Round ${round.round}`} className={classes['round']}>
      <div className={classes['when']}>
        {many && <b>Round {round.round}</b>}
        <span className={classes['small']}>
          {whenText(round.since, now)}, {ended}
        </span>
        {outcome !== undefined && outcome !== 'done' && <OutcomeBadge outcome={outcome} />}
      </div>
      {round.signatures.map((one) => (
        <SignatureRow key={one.n} signed={one} />
      ))}
      {recommended.map((one) => (
        <Said
          key={one.n}
          who={one.by}
          at={one.at}
          says={`Recommended: ${outcomes[one.verdict].status.toLowerCase()}`}
          more={quoted(one.text)}
        />
      ))}
      {failuresFirst(round.found).map((one) => (
        <FoundRow key={one.item} found={one} waived={waived.has(one.item)} />
      ))}
      {round.waived.map((one) => (
        <WaivedRow key={`waived ${one.item}`} round={one} />
      ))}
      {round.lines.map((line, i) => (
        <LineRow key={`${line.n}/${i}`} line={line} />
      ))}
    </section>
  );
}

const failuresFirst = (found: readonly Found[]): readonly Found[] =>
  found.toSorted((a, b) => Number(isGood(a)) - Number(isGood(b)));
const isGood = ({ result }: Found): boolean => result === 'pass' || result === 'na';

function SignatureRow({ signed }: { readonly signed: SignedEvent }): ReactNode {
  const { names, now } = useScope();
  const { event } = signed;
  const by = signed.by ?? event.for;
  return (
    <div className={classes['row']}>
      <OutcomeGlyph outcome={event.verdict} size={18} label={outcomes[event.verdict].status} />
      <div>
        <div>
          <b>{names.person(by)}</b>
          {by !== event.for && ` on behalf of ${names.person(event.for)}`}: {quoted(event.meaning)}
        </div>
        {quoted(event.reason) && <div className={classes['small']}>{quoted(event.reason)}</div>}
        {event.fields !== undefined && event.fields.length > 0 && (
          <div className={classes['small']}>
            To change: {event.fields.map((field) => names.field(field)).join(', ')}
          </div>
        )}
        {event.limitation !== undefined && (
          <div className={classes['small']}>Independence limitation recorded</div>
        )}
        <div className={classes['small']}>
          {whenText(signed.at, now)}, {authText(event)}
          {event.content !== null && `, signed ${shortDigest(event.content)}`}
        </div>
      </div>
    </div>
  );
}

function FoundRow({
  found,
  waived,
}: {
  readonly found: Found;
  readonly waived: boolean;
}): ReactNode {
  const { names, now } = useScope();
  const seen = found.seen === undefined ? '' : seenWords(found.seen);
  return (
    <div className={classes['row']}>
      <ResultMark result={found.result} waived={waived} />
      <div>
        <div>{names.item(found.item)}</div>
        {quoted(found.comment) && <div className={classes['small']}>{quoted(found.comment)}</div>}
        <div className={classes['small']}>
          {found.by === null
            ? `Automated${seen === '' ? '' : `. ${seen}`}`
            : names.person(found.by)}
          , {whenText(found.at, now)}
        </div>
      </div>
    </div>
  );
}

function WaivedRow({ round: waiver }: { readonly round: Round['waived'][number] }): ReactNode {
  const { names } = useScope();
  return (
    <Said
      who={waiver.by}
      at={waiver.at}
      says={`Waived ${quoted(names.item(waiver.item)) ?? ''}`}
      more={quoted(waiver.reason)}
    />
  );
}

function LineRow({ line }: { readonly line: Line }): ReactNode {
  const { names } = useScope();
  const { says, more } = told(line.event, names);
  return <Said who={line.by} behalf={line.for} at={line.at} says={says} more={more} />;
}

/** One thing that was said or done: words, and who and when beneath. */
function Said({
  who,
  behalf = null,
  at,
  says,
  more,
}: {
  readonly who: Line['by'];
  readonly behalf?: Line['for'];
  readonly at: number;
  readonly says: string;
  readonly more?: string | undefined;
}): ReactNode {
  const { names, now } = useScope();
  const by = who === null ? 'The engine' : names.person(who);
  const on = behalf === null || behalf === who ? '' : ` on behalf of ${names.person(behalf)}`;
  return (
    <div className={classes['row']}>
      <span className={classes['dot']} aria-hidden />
      <div>
        <div>{says}</div>
        {more !== undefined && more !== '' && <div className={classes['small']}>{more}</div>}
        <div className={classes['small']}>
          {by}
          {on}, {whenText(at, now)}
        </div>
      </div>
    </div>
  );
}

/** A piece of evidence with all its versions: what was replaced keeps its place. */
function Piece({ piece }: { readonly piece: Evidence }): ReactNode {
  const { record, names } = useScope();
  const versions = record.attachments.get(piece.id) ?? [];
  return (
    <div className={classes['row']}>
      <span className={classes['dot']} aria-hidden />
      <div>
        <div>{piece.name}</div>
        {versions.toReversed().map((one) => (
          <div key={one.version} className={classes['small']}>
            v{one.version}:{' '}
            <span title={one.url ?? one.name}>{cutMiddle(one.url ?? one.name, 40)}</span>
            {one.url === undefined && `, ${sizeText(one.size)}`}, sha256 {shortDigest(one.sha256)},{' '}
            {one.by === null ? '' : `${names.person(one.by)}, `}
            {dateText(one.at)}
          </div>
        ))}
      </div>
    </div>
  );
}
