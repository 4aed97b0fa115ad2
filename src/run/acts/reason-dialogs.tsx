import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Act } from '../send.ts';
import { ActDialog, ReasonField } from './act-dialog.tsx';

interface Words {
  readonly title: string;
  readonly says: string;
  readonly word: string;
  readonly danger?: true;
}
/** The acts on the whole request that ask for nothing but a reason. */
export type ReasonAct = 'withdraw' | 'suspend' | 'resume' | 'revoke';

const words: Readonly<Record<ReasonAct, Words>> = {
  withdraw: {
    title: 'Withdraw this request',
    says: 'All open work is cancelled. The record stays.',
    word: 'Withdraw',
    danger: true,
  },
  suspend: {
    title: 'Suspend this request',
    says: 'Nobody can sign or finish until it is resumed. Clocks of open work stop.',
    word: 'Suspend',
  },
  resume: {
    title: 'Resume this request',
    says: 'Work goes on where it stood, each clock with the time it had left.',
    word: 'Resume',
  },
  revoke: {
    title: 'Revoke this approval',
    says: 'What was approved is approved no more, and its token goes on the status list. This is not undone.',
    word: 'Revoke',
    danger: true,
  },
};

export function ReasonDialog({
  does,
  onClose,
}: {
  readonly does: ReasonAct;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const act: Act | null = said === '' ? null : { type: does, reason: said };
  const { title, says, word, danger = false } = words[does];
  return (
    <ActDialog title={title} says={says} word={word} danger={danger} act={act} onClose={onClose}>
      <ReasonField value={reason} onChange={setReason} />
    </ActDialog>
  );
}
