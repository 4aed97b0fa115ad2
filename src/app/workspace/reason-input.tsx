import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';

/** Why a key is given up or made. */
export function ReasonInput({
  value,
  tried,
  focused = true,
  onChange,
}: {
  readonly value: string;
  /** The dialog was confirmed without one. */
  readonly tried: boolean;
  readonly focused?: boolean;
  readonly onChange: (reason: string) => void;
}): ReactNode {
  return (
    <Textarea
      label="Reason"
      description="Stands in the audit trail."
      withAsterisk
      {...(focused ? { 'data-autofocus': true } : {})}
      autosize
      minRows={2}
      value={value}
      error={tried && value.trim() === '' ? 'A reason is needed.' : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
