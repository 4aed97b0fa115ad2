/** A duration: a number and a unit; one written in more than one unit stays a text. */
import type { ReactNode } from 'react';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import type { Choice, Write } from './fields.tsx';
import classes from './inspector.module.css';
import { isoOf, spanOf } from './iso.ts';
import type { Unit } from './iso.ts';

const units: readonly Choice<Unit>[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'weeks', label: 'weeks' },
  { value: 'months', label: 'months' },
  { value: 'years', label: 'years' },
];

export function DurationField({
  label,
  value,
  onWrite,
}: {
  readonly label: string;
  readonly value: string;
  readonly onWrite: Write<string>;
}): ReactNode {
  const span = spanOf(value);
  if (span === null)
    return (
      <TextField
        label={label}
        mono
        description="ISO 8601, like P1DT12H"
        value={value}
        onWrite={onWrite}
      />
    );
  return (
    <div className={classes['pair']}>
      <NumberField
        label={label}
        min={0}
        value={span.n}
        onWrite={(n, stroke) => {
          if (n !== undefined && n >= 0) onWrite(isoOf({ ...span, n: Math.round(n) }), stroke);
        }}
      />
      <ChoiceField
        label="Unit"
        bare
        value={span.unit}
        choices={units}
        onWrite={(unit) => {
          if (unit !== null) onWrite(isoOf({ ...span, unit }));
        }}
      />
    </div>
  );
}
