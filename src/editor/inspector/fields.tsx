/** Inputs of the inspector. Each writes through to the draft as it is typed; one visit to a field is one undo step. */
import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { NumberEntry } from '#ui/number-entry.tsx';
import { useStroke } from '../stroke.ts';

/** `stroke` is the same while one field is being typed in. */
export type Write<T> = (value: T, stroke?: string) => void;

interface Labelled {
  readonly label: string;
  /** The label is only for who listens: the place says what it is. */
  readonly bare?: boolean;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly placeholder?: string;
}
const named = ({ label, bare, description, error, placeholder }: Labelled) => ({
  ...(bare === true ? { 'aria-label': label } : { label }),
  description,
  error,
  placeholder,
});

export function TextField({
  value,
  onWrite,
  lines = 1,
  autoFocus = false,
  mono = false,
  ...rest
}: Labelled & {
  readonly value: string;
  readonly onWrite: Write<string>;
  readonly lines?: number;
  readonly autoFocus?: boolean;
  readonly mono?: boolean;
}): ReactNode {
  const stroke = useStroke();
  const common = {
    ...named(rest),
    size: 'sm',
    value,
    autoFocus,
    styles: mono ? { input: { fontFamily: 'var(--cs-font-mono)', fontSize: 12 } } : {},
    onFocus: stroke.renew,
    onChange: (event: { currentTarget: { value: string } }) => {
      onWrite(event.currentTarget.value, stroke.current());
    },
  };
  return lines > 1 ? (
    <Textarea {...common} autosize minRows={lines} maxRows={12} />
  ) : (
    <TextInput {...common} />
  );
}

export function NumberField({
  value,
  onWrite,
  min,
  max,
  suffix,
  whole = true,
  ...rest
}: Labelled & {
  readonly value: number | undefined;
  /** undefined: the field was emptied. */
  readonly onWrite: Write<number | undefined>;
  readonly min?: number;
  readonly max?: number;
  readonly suffix?: string;
  readonly whole?: boolean;
}): ReactNode {
  const stroke = useStroke();
  return (
    <NumberEntry
      {...named(rest)}
      size="sm"
      value={value}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(suffix === undefined ? {} : { suffix })}
      allowDecimal={!whole}
      clampBehavior="blur"
      hideControls
      onFocus={stroke.renew}
      onChange={(next) => onWrite(next, stroke.current())}
    />
  );
}

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
}

export function ChoiceField<V extends string>({
  value,
  choices,
  onWrite,
  clearable = false,
  searchable = false,
  ...rest
}: Labelled & {
  readonly value: V | null;
  readonly choices: readonly Choice<V>[];
  /** null only where `clearable`. */
  readonly onWrite: (value: V | null) => void;
  readonly clearable?: boolean;
  readonly searchable?: boolean;
}): ReactNode {
  const known = value === null || choices.some((choice) => choice.value === value);
  const missing: readonly Choice<string>[] = known ? [] : [{ value, label: `${value} (missing)` }];
  return (
    <Select
      {...named(rest)}
      size="sm"
      data={[...choices, ...missing].map((choice) => ({ ...choice }))}
      value={value}
      allowDeselect={clearable}
      clearable={clearable}
      searchable={searchable || choices.length > 8}
      nothingFoundMessage="Nothing found"
      comboboxProps={{ withinPortal: true }}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen !== undefined) onWrite(chosen.value);
        else if (next === null && clearable) onWrite(null);
      }}
    />
  );
}

export function ManyField<V extends string>({
  values,
  choices,
  onWrite,
  ...rest
}: Labelled & {
  readonly values: readonly V[];
  readonly choices: readonly Choice<V>[];
  readonly onWrite: (values: V[]) => void;
}): ReactNode {
  const missing = values.filter((value) => !choices.some((choice) => choice.value === value));
  const all = [...choices, ...missing.map((value) => ({ value, label: `${value} (missing)` }))];
  return (
    <MultiSelect
      {...named(rest)}
      size="sm"
      data={all}
      value={[...values]}
      searchable
      hidePickedOptions
      nothingFoundMessage="Nothing found"
      onChange={(next) => {
        onWrite(
          next
            .flatMap((picked) => all.filter((choice) => choice.value === picked))
            .map((c) => c.value),
        );
      }}
    />
  );
}

export function TickField({
  label,
  value,
  onWrite,
  description,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value: boolean;
  readonly onWrite: (value: boolean) => void;
}): ReactNode {
  return (
    <Checkbox
      py={4}
      label={label}
      description={description}
      checked={value}
      onChange={(event) => {
        onWrite(event.currentTarget.checked);
      }}
    />
  );
}
