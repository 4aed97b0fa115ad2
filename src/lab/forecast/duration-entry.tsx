/** A duration as it is assumed: how it is distributed, and by which numbers. */
import type { ReactNode } from 'react';
import type { Json } from '#model/json.ts';
import { plural } from '#ui/format.ts';
import { NumberEntry } from '#ui/number-entry.tsx';
import { Select } from '#ui/select.tsx';
import classes from './assumptions.module.css';
import { isRecord, numberOf } from './stated.ts';

const kinds: Readonly<
  Record<string, { readonly label: string; readonly numbers: readonly string[] }>
> = {
  fixed: { label: 'Always', numbers: ['value'] },
  triangular: { label: 'Least, usual, most', numbers: ['min', 'mode', 'max'] },
  exponential: { label: 'Exponential', numbers: ['mean'] },
  lognormal: { label: 'Lognormal', numbers: ['mean', 'cv'] },
  gamma: { label: 'Gamma', numbers: ['mean', 'cv'] },
};
const words: Readonly<Record<string, string>> = {
  value: 'Value',
  min: 'Least',
  mode: 'Usual',
  max: 'Most',
  mean: 'Mean',
  cv: 'Variation',
};
const units = [
  { value: 'businessHours', label: 'working h' },
  { value: 'hours', label: 'h' },
  { value: 'businessMinutes', label: 'working min' },
  { value: 'minutes', label: 'min' },
  { value: 'businessDays', label: 'working days' },
  { value: 'days', label: 'days' },
];
/** Of a kind that is chosen anew: numbers that can be read, near what was there. */
function begun(kind: string, mean: number): { readonly [member: string]: Json } {
  switch (kind) {
    case 'fixed':
      return { kind, value: mean };
    case 'triangular':
      return { kind, min: mean / 2, mode: mean, max: mean * 2 };
    case 'exponential':
      return { kind, mean };
    default:
      return { kind, mean, cv: 0.5 };
  }
}

export function DurationEntry({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}): ReactNode {
  const of = isRecord(value) ? value : {};
  const kind = typeof of['kind'] === 'string' ? of['kind'] : null;
  const unit = typeof of['unit'] === 'string' ? of['unit'] : 'hours';
  const usual = numberOf(of['mean']) ?? numberOf(of['mode']) ?? numberOf(of['value']) ?? 1;
  const values = of['values'];
  return (
    <div className={classes['duration']}>
      <Select
        aria-label={`How long, ${label}`}
        className={classes['kind']}
        placeholder="Not stated"
        allowDeselect={false}
        value={kind}
        data={[
          ...Object.entries(kinds).map(([key, { label: text }]) => ({ value: key, label: text })),
          ...(kind === 'empirical' ? [{ value: 'empirical', label: 'As it was' }] : []),
        ]}
        onChange={(next) => {
          if (next !== null && next !== kind) onChange({ ...begun(next, usual), unit });
        }}
      />
      {(kind === null ? [] : (kinds[kind]?.numbers ?? [])).map((member) => (
        <NumberEntry
          // Another kind's number of this name is another number.
          key={`${kind} ${member}`}
          aria-label={`${words[member]}, ${label}`}
          title={words[member]}
          className={classes['part']}
          value={numberOf(of[member])}
          decimalScale={3}
          onChange={(entered) => {
            const { [member]: _before, ...others } = of;
            onChange(entered === undefined ? others : { ...others, [member]: entered });
          }}
        />
      ))}
      {Array.isArray(values) && <span>{plural(values.length, 'case')}</span>}
      {kind !== null && (
        <Select
          aria-label={`Unit, ${label}`}
          className={classes['unit']}
          allowDeselect={false}
          data={units}
          value={unit}
          onChange={(next) => onChange({ ...of, unit: next ?? 'hours' })}
        />
      )}
    </div>
  );
}
