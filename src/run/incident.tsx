import { Button, Modal, Stack, Textarea } from '@mantine/core';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Form, Incident as Found } from '#engine/request.ts';
import { fieldsOf } from '#model/rows.ts';
import { Callout } from '#ui/callout.tsx';
import { FieldsForm } from '#ui/fields-form.tsx';
import { whenText } from '#ui/format.ts';
import { ActAs } from './act-as.tsx';
import { ReasonDialog } from './acts/reason-dialogs.tsx';
import classes from './evidence.module.css';
import { useScope } from './request-scope.tsx';
import { useSend } from './send.ts';
import { incidentWord } from '#ui/words/incident-words.ts';
import { quoted, seenWords } from '#ui/words/told.ts';

/** Where the request is suspended: node, expression and values, and the ways to mend it. */
export function Incident(): ReactNode {
  const { request } = useScope();
  if (request.status !== 'suspended') return null;
  return request.incidents.map((incident, i) =>
    incident.code === 'by_hand' ? (
      <ByHand key={`by hand ${i}`} />
    ) : (
      <OneIncident key={`${incident.node ?? ''}${i}`} incident={incident} />
    ),
  );
}

/** Suspended by its owner, with the reason; whoever may resumes it. */
function ByHand(): ReactNode {
  const { record, names, now, offers, trial, me } = useScope();
  const [resuming, resume] = useState(false);
  const [correcting, correct] = useState(false);
  const by = record.lastSuspended;
  const may = offers.some(({ does }) => does === 'resume');
  const who = me === null || may ? null : trial({ type: 'resume', reason: 'asked' });
  return (
    <>
      <Callout
        tone="warning"
        title={
          by === null || by.by === null
            ? 'Suspended by hand'
            : `Suspended by ${names.person(by.by)}, ${whenText(by.at, now)}`
        }
        action={
          may ? (
            <>
              {offers.some(({ does }) => does === 'correct') && (
                <Button size="sm" onClick={() => correct(true)}>
                  Correct data
                </Button>
              )}{' '}
              <Button size="sm" variant="filled" onClick={() => resume(true)}>
                Resume
              </Button>
            </>
          ) : (
            <ActAs people={who?.who ?? []} />
          )
        }
      >
        {quoted(by?.event.reason)}
        <div>Nobody can sign or finish until it is resumed. Clocks of open work stand still.</div>
        {who !== null && <div>{who.says}</div>}
      </Callout>
      {correcting && <CorrectDialog onClose={() => correct(false)} />}
      {resuming && <ReasonDialog does="resume" onClose={() => resume(false)} />}
    </>
  );
}

function OneIncident({ incident }: { readonly incident: Found }): ReactNode {
  const { request, names, me, trial, offers } = useScope();
  const sender = useSend(request.id);
  const [correcting, correct] = useState(false);
  const may = (does: 'correct' | 'retry'): boolean => offers.some((one) => one.does === does);
  const who = me === null || may('correct') ? null : trial(asked);
  return (
    <>
      <Callout
        tone="warning"
        title={
          incident.node === undefined
            ? incidentWord[incident.code]
            : `Suspended at “${names.node(incident.node)}”: ${incidentWord[incident.code].toLowerCase()}`
        }
        action={
          <>
            {may('correct') ? (
              <Button size="sm" onClick={() => correct(true)}>
                Correct data
              </Button>
            ) : (
              <ActAs people={who?.who ?? []} />
            )}{' '}
            {may('retry') && (
              <Button
                size="sm"
                variant="filled"
                disabled={sender.pending}
                leftSection={<RotateCw size={14} aria-hidden />}
                onClick={() => void sender.send({ type: 'retry' })}
              >
                Retry
              </Button>
            )}
          </>
        }
      >
        {incident.role !== undefined && (
          <div>Role without a member: {names.role(incident.role)}</div>
        )}
        {incident.expression !== undefined && <div className="cs-mono">{incident.expression}</div>}
        {incident.seen !== undefined && <div>Values: {seenWords(incident.seen)}</div>}
        <div>Nothing is lost. Mend the data or staff the role, then retry.</div>
        {who !== null && <div>{who.says}</div>}
      </Callout>
      {sender.refusal !== null && <Callout tone="refusal" title={sender.refusal.says} />}
      {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
      {correcting && <CorrectDialog onClose={() => correct(false)} />}
    </>
  );
}
/** Whether one may, not whether it would help: that is said when it is tried. */
const asked = { type: 'correct', changes: {}, reason: 'asked' } as const;

/** Changes data after an incident, with a reason that stays in the log. */
function CorrectDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { compiled, request } = useScope();
  const sender = useSend(request.id);
  const [changes, setChanges] = useState<Form>({});
  const [reason, setReason] = useState('');
  const problems = new Map(sender.refusal?.fields?.map((one) => [one.field, one.says]) ?? []);
  const nothing = Object.keys(changes).length === 0;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title="Correct data"
      size={640}
    >
      <Stack gap="lg">
        <FieldsForm
          fields={fieldsOf(compiled.diagram)}
          values={{ ...request.form, ...changes }}
          problems={problems}
          onChange={(key, value) => setChanges({ ...changes, [key]: value ?? null })}
        />
        <Textarea
          label="Reason"
          withAsterisk
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {sender.refusal !== null && <Callout tone="refusal" title={sender.refusal.says} />}
        {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
        <div className={classes['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={nothing || reason.trim() === '' || sender.pending}
            onClick={() =>
              void sender
                .send({ type: 'correct', changes, reason: reason.trim() })
                .then((done) => done && onClose())
            }
          >
            Correct data
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}
