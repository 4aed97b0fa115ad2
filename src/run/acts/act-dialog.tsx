import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { commandId } from '#store/hash.ts';
import { Callout } from '#ui/callout.tsx';
import { listText } from '#ui/format.ts';
import { useConfirmKey } from '../confirm-key.ts';
import classes from '../evidence.module.css';
import { useScope } from '../request-scope.tsx';
import { useSend } from '../send.ts';
import type { Act } from '../send.ts';

/**
 * The frame of an act that needs a few words first: what it does in one sentence, its inputs, the engine's refusal in
 * the place of the act, and one button that repeats the title.
 */
export function ActDialog({
  title,
  says,
  word,
  danger = false,
  act,
  onClose,
  children,
  size = 480,
}: {
  readonly title: string;
  /** What follows from it. */
  readonly says?: string | undefined;
  readonly word: string;
  readonly danger?: boolean;
  /** null: an input is missing yet. */
  readonly act: Act | null;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  readonly size?: number;
}): ReactNode {
  const { request, names } = useScope();
  const sender = useSend(request.id);
  /** One id for as long as the dialog stands: a second click, or a second try, is the same act. */
  const [id] = useState(commandId);
  const confirm = async (): Promise<void> => {
    if (act !== null && (await sender.send(act, id))) onClose();
  };
  useConfirmKey(confirm);
  const can = sender.refusal?.who ?? [];
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title={title}
      size={size}
    >
      <Stack gap="md">
        {says !== undefined && <Text size="md">{says}</Text>}
        {children}
        {sender.refusal !== null && (
          <Callout tone="refusal" title={sender.refusal.says}>
            {can.length === 0
              ? undefined
              : `${listText(can.slice(0, 4).map((person) => names.person(person)))} can.`}
          </Callout>
        )}
        {sender.failed !== null && <Callout tone="error" title={sender.failed} />}
        <div className={classes['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            color={danger ? 'rejected' : 'ink'}
            disabled={act === null || sender.pending}
            onClick={() => void confirm()}
          >
            {word}
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}

/** The reason that stays in the log. */
export function ReasonField({
  value,
  onChange,
  label = 'Reason',
  description,
  focus = true,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly description?: string;
  readonly focus?: boolean;
}): ReactNode {
  return (
    <Textarea
      label={label}
      description={description}
      withAsterisk
      autosize
      minRows={2}
      maxRows={8}
      {...(focus ? { 'data-autofocus': true } : {})}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
