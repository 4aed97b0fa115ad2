import { Button, TextInput } from '@mantine/core';
import { Cpu } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CItem } from '#engine/compiled.ts';
import { dataOf } from '#engine/data.ts';
import { itemMessage } from '#engine/message.ts';
import type { Answer, Work } from '#engine/request.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Chip } from '#ui/chip.tsx';
import { whenText } from '#ui/format.ts';
import { ClauseRefs } from './clause-refs.tsx';
import classes from './checklist.module.css';
import { useScope } from './request-scope.tsx';
import type { Scope } from './request-scope.tsx';
import { ResultMark } from './result-mark.tsx';
import { Row, Under } from './section.tsx';
import { quoted, seenWords } from '#ui/words/told.ts';

/** An input that opens where one was asked for takes the focus. */
const focusNow = (input: HTMLInputElement | null): void => input?.focus();

type Editing = 'fail' | 'na' | 'waive' | null;

/** One item: result, what it rests on, and the ways to answer it that are open to who looks. */
export function ChecklistItem({
  item,
  work,
}: {
  readonly item: CItem;
  readonly work: Work;
}): ReactNode {
  const scope = useScope();
  const [editing, setEditing] = useState<Editing>(null);
  const { row } = item;
  const answer = work.answers[row.id];
  const waived = work.waived[row.id];
  const failing = answer?.result === 'fail' || answer?.result === 'unknown';
  const mayAnswer =
    item.check === null &&
    scope.me !== null &&
    scope.trial({ type: 'answer', work: work.id, answers: [{ item: row.id, result: 'pass' }] }) ===
      null;
  const mayWaive =
    failing &&
    waived === undefined &&
    scope.me !== null &&
    scope.trial({ type: 'waive', work: work.id, item: row.id, reason: 'asked' }) === null;

  const reply = async (result: 'pass' | 'fail' | 'na', comment?: string): Promise<void> => {
    const answers = [{ item: row.id, result, ...(comment ? { comment } : {}) }];
    if (await scope.sender.send({ type: 'answer', work: work.id, answers })) setEditing(null);
  };
  const waive = async (reason: string): Promise<void> => {
    if (await scope.sender.send({ type: 'waive', work: work.id, item: row.id, reason }))
      setEditing(null);
  };

  return (
    <Row
      label={row.text}
      wide={mayAnswer || mayWaive}
      mark={<ResultMark result={answer?.result} waived={waived !== undefined} />}
      right={
        <>
          <ClauseRefs codes={row.clauses} />
          {answer?.by && (
            <span className={classes['by']}>
              <Avatar id={answer.by} name={scope.names.person(answer.by)} size={20} />
            </span>
          )}
          {mayWaive && editing === null && (
            <Button size="xs" onClick={() => setEditing('waive')}>
              Waive
            </Button>
          )}
          {mayAnswer && (
            <Answers
              result={answer?.result}
              pending={scope.sender.pending}
              onPass={() => void reply('pass')}
              onOther={setEditing}
            />
          )}
        </>
      }
      below={
        editing !== null && (
          <Comment
            label={
              editing === 'waive'
                ? 'Why it may be waived'
                : editing === 'na'
                  ? 'Why it does not apply'
                  : 'What is wrong'
            }
            button={{ waive: 'Waive', na: 'Answer not applicable', fail: 'Answer fail' }[editing]}
            pending={scope.sender.pending}
            onCancel={() => setEditing(null)}
            onSend={(text) => void (editing === 'waive' ? waive(text) : reply(editing, text))}
          />
        )
      }
    >
      <div>
        {row.text}{' '}
        {!row.required && (
          <Chip small title="Does not block a signature">
            optional
          </Chip>
        )}
      </div>
      <ItemWords item={item} answer={answer} scope={scope} />
      {waived && (
        <Under>
          <span className={classes['waived']}>Waived by {scope.names.person(waived.by)}</span>{' '}
          {quoted(waived.reason)}
        </Under>
      )}
    </Row>
  );
}

/** What the result rests on: values seen and the manager's sentence, or who answered and why. */
function ItemWords({
  item,
  answer,
  scope,
}: {
  readonly item: CItem;
  readonly answer: Answer | undefined;
  readonly scope: Scope;
}): ReactNode {
  const at = answer === undefined ? null : scope.record.at(answer.n);
  const when = at === null ? '' : `, ${whenText(at, scope.now)}`;
  if (item.check !== null) {
    const failing = answer?.result === 'fail' || answer?.result === 'unknown';
    const says = failing ? itemMessage(item.row, dataOf(scope.compiled, scope.request)) : null;
    const seen = answer?.seen ? seenWords(answer.seen) : '';
    return (
      <>
        {says !== null && (
          <div className={classes['says']} data-tone={answer?.result}>
            {says}
          </div>
        )}
        <Under>
          <span title={item.row.check}>
            <Cpu size={12} strokeWidth={2.1} aria-hidden /> Automated
            {seen === '' ? '' : `. ${seen}`}
            {when.replace(/^,/, ', read')}
          </span>
        </Under>
      </>
    );
  }
  if (answer === undefined || answer.result === 'open')
    return item.row.guidance ? <Under>{item.row.guidance}</Under> : null;
  const word = answer.result === 'na' ? 'Not applicable. ' : '';
  const said = quoted(answer.comment);
  const by = answer.by ? `${scope.names.person(answer.by)}${when}` : '';
  return (
    <Under>
      {word}
      {said ?? by}
      {said !== undefined && ` ${by}`}
    </Under>
  );
}

function Answers({
  result,
  pending,
  onPass,
  onOther,
}: {
  readonly result: Answer['result'] | undefined;
  readonly pending: boolean;
  readonly onPass: () => void;
  readonly onOther: (editing: Editing) => void;
}): ReactNode {
  const button = (word: string, is: boolean, act: () => void): ReactNode => (
    <Button
      size="xs"
      variant={is ? 'light' : 'default'}
      aria-pressed={is}
      disabled={pending}
      onClick={act}
    >
      {word}
    </Button>
  );
  return (
    <span className={classes['answers']}>
      {button('Pass', result === 'pass', onPass)}
      {button('Fail', result === 'fail', () => onOther('fail'))}
      {button('N/A', result === 'na', () => onOther('na'))}
    </span>
  );
}

/** A sentence that has to be written before the act is sent. */
function Comment({
  label,
  button,
  pending,
  onSend,
  onCancel,
}: {
  readonly label: string;
  readonly button: string;
  readonly pending: boolean;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const [text, setText] = useState('');
  return (
    <form
      className={classes['editor']}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onSend(text.trim());
      }}
    >
      <TextInput
        label={label}
        value={text}
        ref={focusNow}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <Button type="submit" variant="filled" disabled={pending || text.trim() === ''}>
        {button}
      </Button>
      <Button variant="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
