import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Condition } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId } from '#model/ids.ts';
import { Select } from '#ui/select.tsx';
import { said } from '#ui/words/told.ts';
import { dueDay } from '../condition-words.ts';
import { useScope } from '../request-scope.tsx';
import { ActDialog, ReasonField } from './act-dialog.tsx';

/** Records that a condition is met: how, and by which piece of evidence. */
export function FulfilDialog({
  condition,
  onClose,
}: {
  readonly condition: Condition;
  readonly onClose: () => void;
}): ReactNode {
  const { compiled, request } = useScope();
  const [note, setNote] = useState('');
  const [evidence, setEvidence] = useState<EvidenceId | null>(null);
  const pieces = Object.values(compiled.diagram.evidence).filter(
    ({ id }) => request.evidence[id] !== undefined,
  );
  const text = note.trim();
  return (
    <ActDialog
      title="Fulfill this condition"
      says={conditionWords(condition, compiled.diagram.control.zone)}
      word="Fulfill"
      act={
        text === '' && evidence === null
          ? null
          : {
              type: 'fulfil',
              condition: condition.id,
              note: text,
              ...(evidence === null ? {} : { evidence }),
            }
      }
      onClose={onClose}
    >
      <ReasonField value={note} onChange={setNote} label="How it is met" />
      {pieces.length > 0 && (
        <Select
          label="Evidence"
          description="A piece attached to this request, if one shows it."
          clearable
          searchable
          openOnFocus={false}
          placeholder="None"
          data={pieces.map(({ id, name }) => ({ value: id, label: name }))}
          value={evidence}
          onChange={(value) => setEvidence(value === null ? null : as<EvidenceId>(value))}
        />
      )}
    </ActDialog>
  );
}

/** Drops a condition, with the reason. */
export function WaiveConditionDialog({
  condition,
  onClose,
}: {
  readonly condition: Condition;
  readonly onClose: () => void;
}): ReactNode {
  const { compiled } = useScope();
  const [reason, setReason] = useState('');
  const text = reason.trim();
  return (
    <ActDialog
      title="Waive this condition"
      says={conditionWords(condition, compiled.diagram.control.zone)}
      word="Waive"
      danger
      act={text === '' ? null : { type: 'waive', condition: condition.id, reason: text }}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} label="Why it may be waived" />
    </ActDialog>
  );
}

const conditionWords = (condition: Condition, zone: string): string =>
  `${said(condition.text)} (due ${dueDay(condition, zone)}).`;
