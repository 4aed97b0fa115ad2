import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Work } from '#engine/request.ts';
import { useScope } from '../request-scope.tsx';
import { ActDialog, ReasonField } from './act-dialog.tsx';

/** Steps back from a gate, with the reason. */
export function RecuseDialog({
  work,
  onClose,
}: {
  readonly work: Work;
  readonly onClose: () => void;
}): ReactNode {
  const { names } = useScope();
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <ActDialog
      title="Recuse yourself"
      says={`You take no part in ${names.node(work.node)} of this request any more, nor does anybody on your behalf. This is not undone.`}
      word="Recuse"
      danger
      act={said === '' ? null : { type: 'recuse', work: work.id, reason: said }}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </ActDialog>
  );
}
