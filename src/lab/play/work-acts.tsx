/** The acts at open work: answer its checklist, bring its evidence, advise, sign or complete. */
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConditionEffect, Verdict } from '#engine/request.ts';
import type { Evidence } from '#model/diagram.ts';
import { jsonObjectSchema } from '#model/id.schema.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, ItemId, PersonId, RoleId } from '#model/ids.ts';
import { OutcomeGlyph, outcomes } from '#ui/outcome.tsx';
import { minute } from './desk.ts';
import classes from './play.module.css';
import type { Standing } from './standing.ts';
import type { Play } from './use-play.ts';

const verdicts: readonly Verdict[] = ['approved', 'conditional', 'returned', 'rejected'];
const month = 30 * 24 * 60 * minute;

export function WorkActs({
  standing,
  play,
  person,
}: {
  readonly standing: Standing;
  readonly play: Play;
  readonly person: PersonId | null;
}): ReactNode {
  const { work, node } = standing;
  const [reason, setReason] = useState('');
  const [conditional, ask] = useState(false);
  if (person === null) return <p className={classes['muted']}>Choose who acts.</p>;
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  const sign = (verdict: Verdict): void => {
    if (verdict === 'conditional') ask(true);
    else play.perform(person, { do: 'sign', work: work.id, verdict, ...why });
  };
  return (
    <div className={classes['acts']}>
      <Checklist standing={standing} play={play} person={person} reason={reason.trim()} />
      <Pieces standing={standing} play={play} person={person} />
      {node.kind === 'gate' && (
        <TextInput
          label="Reason"
          description="To return or reject, to waive, or where an item does not pass"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {node.kind === 'gate' ? (
        <div className={classes['chips']}>
          {verdicts
            .filter((verdict) => node.byOutcome.has(verdict))
            .map((verdict) => (
              <Button
                key={verdict}
                size="xs"
                variant={verdict === 'approved' ? 'filled' : 'default'}
                leftSection={
                  verdict === 'approved' ? null : <OutcomeGlyph outcome={verdict} size={14} />
                }
                onClick={() => sign(verdict)}
              >
                {outcomes[verdict].button}
              </Button>
            ))}
        </div>
      ) : (
        <div className={classes['chips']}>
          <Button
            size="xs"
            variant="filled"
            onClick={() => play.perform(person, { do: 'finish', work: work.id })}
          >
            Complete
          </Button>
        </div>
      )}
      {conditional && (
        <Conditions
          play={play}
          onSign={(condition) => {
            const done = play.perform(person, {
              do: 'sign',
              work: work.id,
              verdict: 'conditional',
              ...why,
              conditions: [{ ...condition, due: play.now + month }],
            });
            if (done) ask(false);
          }}
        />
      )}
      {standing.edges.some(({ letter, met }) => letter === 'C' && !met) && (
        <Button
          size="xs"
          variant="default"
          className={classes['start']}
          onClick={() =>
            play.perform(person, {
              do: 'recommend',
              work: work.id,
              verdict: 'approved',
              text: reason.trim() === '' ? 'No objection' : reason.trim(),
            })
          }
        >
          Advise to approve
        </Button>
      )}
    </div>
  );
}

interface Asked {
  readonly text: string;
  readonly owner: RoleId;
  readonly effect: ConditionEffect;
}

/** What approval asks for, who sees to it, and what waits for it; due in 30 days. */
function Conditions({
  play,
  onSign,
}: {
  readonly play: Play;
  readonly onSign: (condition: Asked) => void;
}): ReactNode {
  const roles = Object.values(play.compiled.diagram.nodes).filter(({ kind }) => kind === 'role');
  const [text, setText] = useState('');
  const [owner, setOwner] = useState<string | null>(roles[0]?.id ?? null);
  const [effect, setEffect] = useState<ConditionEffect>('nextGate');
  return (
    <form
      className={classes['acts']}
      onSubmit={(event) => {
        event.preventDefault();
        onSign({ text, owner: as<RoleId>(owner ?? ''), effect });
      }}
    >
      <TextInput
        label="Condition"
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label="Who sees to it"
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        value={owner}
        onChange={setOwner}
      />
      <Select
        label="What waits for it"
        data={effects}
        value={effect}
        onChange={(value) =>
          setEffect(effects.find((each) => each.value === value)?.value ?? 'end')
        }
      />
      <Button type="submit" size="xs" variant="filled">
        Approve with this condition
      </Button>
    </form>
  );
}
const effects: { readonly value: ConditionEffect; readonly label: string }[] = [
  { value: 'nextGate', label: 'The next gate' },
  { value: 'end', label: 'The end' },
  { value: 'runsOn', label: 'Nothing: it runs on' },
];

function Checklist({
  standing: { work, node },
  play,
  person,
  reason,
}: {
  readonly standing: Standing;
  readonly play: Play;
  readonly person: PersonId;
  readonly reason: string;
}): ReactNode {
  const { items } = node;
  if (items.length === 0) return null;
  const done = items.filter(
    ({ row }) => (work.answers[row.id]?.result ?? 'open') !== 'open',
  ).length;
  const comment = reason === '' ? 'In the simulation' : reason;
  const answer = (item: ItemId, result: 'pass' | 'fail' | 'na'): void => {
    const answers = [{ item, result, ...(result === 'pass' ? {} : { comment }) }];
    play.perform(person, { do: 'send', draft: { type: 'answer', work: work.id, answers } });
  };
  return (
    <details className={classes['fold']}>
      <summary>
        Checklist, {done} of {items.length} answered
      </summary>
      <ul className={classes['items']}>
        {items.map(({ row }) => {
          const result = work.waived[row.id] ? 'waived' : (work.answers[row.id]?.result ?? 'open');
          return (
            <li key={row.id}>
              <span>{row.text}</span>
              <span className={classes['chips']}>
                {row.check === undefined ? (
                  answers.map(([value, says]) => (
                    <button
                      key={value}
                      type="button"
                      className={classes['chip']}
                      aria-pressed={result === value}
                      onClick={() => answer(row.id, value)}
                    >
                      {says}
                    </button>
                  ))
                ) : (
                  <span className={classes['muted']}>checked automatically: {words[result]}</span>
                )}
                {row.waivable && result !== 'waived' && result !== 'pass' && (
                  <button
                    type="button"
                    className={classes['chip']}
                    onClick={() =>
                      play.perform(person, {
                        do: 'send',
                        draft: { type: 'waive', work: work.id, item: row.id, reason },
                      })
                    }
                  >
                    Waive
                  </button>
                )}
                {result === 'waived' && <span className={classes['muted']}>waived</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
const answers = [
  ['pass', 'Passes'],
  ['fail', 'Does not'],
  ['na', 'N/A'],
] as const;
const words: Readonly<Record<string, string>> = {
  pass: 'passes',
  fail: 'fails',
  na: 'does not apply',
  unknown: 'cannot be told',
  open: 'waits for its figures',
  waived: 'waived',
};

function Pieces({
  standing: { node },
  play,
  person,
}: {
  readonly standing: Standing;
  readonly play: Play;
  readonly person: PersonId;
}): ReactNode {
  const { request } = play.scene;
  if (node.own.length === 0 || request === null) return null;
  const has = node.own.filter(({ id }) => request.evidence[id] !== undefined).length;
  return (
    <details className={classes['fold']}>
      <summary>
        Evidence, {has} of {node.own.length} attached
      </summary>
      <ul className={classes['items']}>
        {node.own.map((piece) => (
          <li key={piece.id}>
            <span>
              {piece.name}{' '}
              <span className={classes['muted']}>
                {request.evidence[piece.id] === undefined
                  ? 'missing'
                  : `version ${request.evidence[piece.id]?.version ?? 1}`}
              </span>
            </span>
            {piece.kind === 'metrics' ? (
              <FiguresField piece={piece} play={play} person={person} />
            ) : (
              <button
                type="button"
                className={classes['chip']}
                onClick={() =>
                  play.perform(person, { do: 'attach', evidence: piece.id, metrics: null })
                }
              >
                Attach a placeholder
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Figures as JSON, from a sample to begin with. */
function FiguresField({
  piece,
  play,
  person,
}: {
  readonly piece: Evidence;
  readonly play: Play;
  readonly person: PersonId;
}): ReactNode {
  const [text, setText] = useState(() => figuresText(play, piece.id));
  const [wrong, say] = useState<string | null>(null);
  return (
    <form
      className={classes['figures']}
      onSubmit={(event) => {
        event.preventDefault();
        const read = jsonObjectSchema.safeParse(parsed(text));
        say(read.success ? null : 'These are no figures: write a JSON object.');
        if (read.success)
          play.perform(person, { do: 'attach', evidence: piece.id, metrics: read.data });
      }}
    >
      <Textarea
        aria-label={`Figures of ${piece.name}`}
        autosize
        minRows={2}
        maxRows={8}
        classNames={{ input: 'cs-mono' }}
        value={text}
        error={wrong}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default">
        Attach these figures
      </Button>
    </form>
  );
}
const figuresText = ({ scene }: Play, id: EvidenceId): string =>
  JSON.stringify(scene.figures.get(id) ?? {}, null, 1);
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
