import { Button, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import classes from './evidence.module.css';
import { useScope } from './request-scope.tsx';
import { useSend } from './send.ts';

/** Ends the request for good, with a reason: the one act here that cannot be undone, so it asks. */
export function WithdrawDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { request } = useScope();
  const sender = useSend(request.id);
  const [reason, setReason] = useState('');
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title="Withdraw this request"
      size={480}
    >
      <Stack gap="md">
        <Textarea
          label="Reason"
          description="All open work is cancelled. The record stays."
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {sender.refusal !== null && <Callout tone="refusal" title={sender.refusal.says} />}
        {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
        <div className={classes['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            color="rejected"
            disabled={reason.trim() === '' || sender.pending}
            onClick={() =>
              void sender
                .send({ type: 'withdraw', reason: reason.trim() })
                .then((done) => done && onClose())
            }
          >
            Withdraw
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}
