import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import { actorOf } from './make.ts';
import type { Maker } from './make.ts';
import type { ListedSop } from './sop-row.ts';

/** A published SOP stays on record: it can be taken out of use, with a reason, for its requests go on. */
export function RetireDialog({
  sop,
  maker,
  opened,
  onClose,
}: {
  readonly sop: ListedSop;
  readonly maker: Maker;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const retire = async (): Promise<void> => {
    const { retireSop } = await import('#store/sop-life.ts');
    const answer = await retireSop(
      maker.database,
      sop.id,
      reason.trim(),
      await actorOf(maker.person),
    );
    if ('refused' in answer) setRefused(answer.says);
    else onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={`Retire “${sop.title}”`} size={480}>
      <p>No new requests can be made. Those under way go on, and the record stays.</p>
      <Textarea
        mt="md"
        label="Reason"
        description="Stands in the audit trail."
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      {refused !== null && (
        <div style={{ marginTop: 12 }}>
          <Callout tone="refusal" title={refused} />
        </div>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="filled"
          color="rejected"
          disabled={reason.trim() === ''}
          onClick={() => void retire()}
        >
          Retire
        </Button>
      </Group>
    </Modal>
  );
}
