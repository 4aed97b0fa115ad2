/** A form from the rows of an SOP's intake: one control a field, with its help, its unit and what is wrong with it. */
import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Field, FieldType } from '#model/diagram.ts';
import type { FieldId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { choiceText } from './field-value.ts';
import { dateText, numberText } from './format.ts';
import { NumberEntry } from './number-entry.tsx';
import { MultiSelect, Select } from './select.tsx';

export interface FieldsFormProps {
  /** In the order they stand. */
  readonly fields: readonly Field[];
  /** By `field.key`. */
  readonly values: { readonly [key: string]: Json };
  /** What is wrong, by field. */
  readonly problems?: ReadonlyMap<FieldId, string>;
  /** `undefined`: nothing is entered. */
  readonly onChange: (key: string, value: Json | undefined) => void;
  /** Keys that may not be changed now. */
  readonly locked?: ReadonlySet<string>;
}

export function FieldsForm({
  fields,
  values,
  problems,
  onChange,
  locked,
}: FieldsFormProps): ReactNode {
  return (
    <Stack gap="lg">
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.key]}
          problem={problems?.get(field.id)}
          disabled={locked?.has(field.key) ?? false}
          onChange={(value) => onChange(field.key, value)}
        />
      ))}
    </Stack>
  );
}

/** The engine names the values as they are stored; beside the field they are read as its list names them. */
function inChoices(problem: string | undefined, type: FieldType): string | undefined {
  if (problem === undefined || (type.kind !== 'enum' && type.kind !== 'multi')) return problem;
  const stored = type.values.join(', ');
  return problem.replace(stored, type.values.map(choiceText).join(', '));
}

/** DOM id of a field's control, so that a summary of problems can lead to it. */
export const fieldDomId = (field: FieldId): string => `field-${field}`;

interface InputProps {
  readonly field: Field;
  readonly value: Json | undefined;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

function FieldInput({ field, value, problem, disabled, onChange }: InputProps): ReactNode {
  const common = {
    id: fieldDomId(field.id),
    label: field.label,
    description: describe(field),
    error: inChoices(problem, field.type),
    disabled,
    // The asterisk only: the browser's own check would stop the form before ours can say it field by field.
    withAsterisk: field.required,
  };
  const text = typeof value === 'string' ? value : '';
  const given = (entered: string | null): void =>
    onChange(entered === null || entered === '' ? undefined : entered);
  const { type } = field;
  switch (type.kind) {
    case 'string':
      return <TextInput {...common} value={text} onChange={(e) => given(e.currentTarget.value)} />;
    case 'text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={12}
          value={text}
          onChange={(e) => given(e.currentTarget.value)}
        />
      );
    case 'enum':
      return (
        <Select
          {...common}
          data={choices(type.values)}
          value={text === '' ? null : text}
          searchable={type.values.length > 8}
          clearable={!field.required}
          placeholder="Choose"
          onChange={given}
        />
      );
    case 'multi':
      return (
        <MultiSelect
          {...common}
          data={choices(type.values)}
          value={Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []}
          onChange={(all) => onChange(all.length === 0 ? undefined : all)}
        />
      );
    case 'number':
      return (
        <NumberEntry
          {...common}
          value={typeof value === 'number' ? value : undefined}
          allowDecimal={type.whole !== true}
          thousandSeparator=","
          {...(type.unit === undefined ? {} : { suffix: ` ${type.unit}` })}
          clampBehavior="none"
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <Checkbox
          id={common.id}
          label={field.label}
          description={common.description}
          error={problem}
          disabled={disabled}
          checked={value === true}
          onChange={(e) => onChange(e.currentTarget.checked)}
        />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          type="date"
          value={text}
          onChange={(e) => given(e.currentTarget.value)}
          // The browser writes dates as its language does; beside it stands the one that cannot be misread.
          {...(text === ''
            ? {}
            : { description: [common.description, dateText(text)].filter(Boolean).join(' · ') })}
          maw={240}
        />
      );
    case 'time':
      return (
        <TextInput
          {...common}
          type="time"
          value={text.slice(0, 5)}
          onChange={(e) =>
            given(e.currentTarget.value === '' ? '' : `${e.currentTarget.value.slice(0, 5)}:00`)
          }
          maw={200}
        />
      );
  }
}

const choices = (values: readonly string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: choiceText(value) }));

/** The help with the bounds, so that they are known before they are broken. */
function describe(field: Field): string | undefined {
  const bounds = boundsText(field.type);
  const help = field.help ?? '';
  if (bounds === undefined) return help === '' ? undefined : help;
  if (help === '') return bounds;
  return /[.!?:]$/.test(help) ? `${help} ${bounds}` : `${help}. ${bounds}`;
}

function boundsText(type: FieldType): string | undefined {
  if (type.kind !== 'number') return undefined;
  const unit = type.unit === undefined ? '' : ` ${type.unit}`;
  if (type.min !== undefined && type.max !== undefined)
    return `${numberText(type.min)} to ${numberText(type.max)}${unit}.`;
  if (type.min !== undefined) return `At least ${numberText(type.min)}${unit}.`;
  if (type.max !== undefined) return `At most ${numberText(type.max)}${unit}.`;
  return undefined;
}
