import { Button, Modal, Stack, Textarea } from '@mantine/core';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Refusal } from '#engine/command.ts';
import type { Form } from '#engine/request.ts';
import { fieldsOf } from '#model/rows.ts';
import { Callout } from '#ui/callout.tsx';
import { FieldsForm } from '#ui/fields-form.tsx';
import { ActAs } from './act-as.tsx';
import classes from './evidence.module.css';
import { useScope } from './request-scope.tsx';
import { useSend } from './send.ts';
import type { Act } from './send.ts';
import { incidentWord } from '#ui/words/incident-words.ts';
import { seenWords } from '#ui/words/told.ts';

/** Where the request is suspended: node, expression and values, and the ways to mend it. */
export function Incident(): ReactNode {
  const { request, names, me, trial } = useScope();
  const sender = useSend(request.id);
  const [correcting, correct] = useState(false);
  if (request.status !== 'suspended') return null;
  const held = (act: Act): Refusal | null => {
    const refusal = me === null ? null : trial(act);
    return refusal?.refused === 'not_allowed' ? refusal : null;
  };
  // Whether one may, not whether it would help: that is said when it is tried.
  const notToCorrect = held({ type: 'correct', changes: {}, reason: 'asked' });
  const notToRetry = held({ type: 'retry' });
  return (
    <>
      {request.incidents.map((incident, i) => (
        <Callout
          key={`${incident.node ?? ''}${i}`}
          tone="warning"
          title={
            incident.node === undefined
              ? incidentWord[incident.code]
              : `Suspended at “${names.node(incident.node)}”: ${incidentWord[incident.code].toLowerCase()}`
          }
          action={
            <>
              {notToCorrect === null ? (
                <Button size="sm" disabled={me === null} onClick={() => correct(true)}>
                  Correct data
                </Button>
              ) : (
                <ActAs people={notToCorrect.who ?? []} />
              )}{' '}
              {notToRetry === null && (
                <Button
                  size="sm"
                  variant="filled"
                  disabled={me === null || sender.pending}
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
          {incident.expression !== undefined && (
            <div className="cs-mono">{incident.expression}</div>
          )}
          {incident.seen !== undefined && <div>Values: {seenWords(incident.seen)}</div>}
          <div>Nothing is lost. Mend the data or staff the role, then retry.</div>
          {notToCorrect !== null && <div>{notToCorrect.says}</div>}
        </Callout>
      ))}
      {sender.refusal !== null && <Callout tone="refusal" title={sender.refusal.says} />}
      {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
      {correcting && <CorrectDialog onClose={() => correct(false)} />}
    </>
  );
}

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
