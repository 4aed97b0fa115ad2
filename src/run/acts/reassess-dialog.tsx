import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { metricsOf } from '../metrics-text.ts';
import { ActDialog } from './act-dialog.tsx';

/** Runs the automated checks of the approving gates again, on today's data and, if given, new figures. */
export function ReassessDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const given = text.trim() === '' ? null : metricsOf(text);
  const figures = given?.ok === true ? { metrics: given.metrics } : {};
  return (
    <ActDialog
      title="Reassess this request"
      says="The automated checks of the gates that approved it run again, on today’s data, and their results are recorded. Nothing else changes."
      word="Reassess"
      act={given?.ok === false ? null : { type: 'reassess', ...figures }}
      onClose={onClose}
    >
      <Textarea
        label="New figures, as JSON"
        description="Left empty, the figures of the request are used."
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        data-autofocus
        styles={{ input: { fontFamily: 'var(--cs-font-mono)', fontSize: 12 } }}
        value={text}
        error={given?.ok === false ? given.says : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
