import type { Field } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import { dateText, inOrder, numberText } from './format.ts';

/**
 * A value of a list of choices as it is read: "minor_update" → "Minor update". Only what is plainly written for a
 * program is touched; a value with capitals or spaces of its own stays as its author wrote it.
 */
export function choiceText(value: string): string {
  if (!/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(value)) return value;
  const words = value
    .replaceAll('_', ' ')
    .replaceAll(/\b(?:ai|ml|api|hr|gdpr)\b/g, (short) => short.toUpperCase());
  return (words[0] ?? '').toUpperCase() + words.slice(1);
}

/** A value as it is read, by the field's type: "1,200 EUR", "Yes", "19 Nov 2026"; "–" where nothing is entered. */
export function valueText(field: Field, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  // Erased by a redaction (CORE.md §9).
  if (typeof value === 'object' && 'redacted' in value) return '[redacted]';
  switch (field.type.kind) {
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'number': {
      const unit = field.type.unit === undefined ? '' : ` ${field.type.unit}`;
      return typeof value === 'number' ? `${numberText(value)}${unit}` : JSON.stringify(value);
    }
    case 'date':
      return typeof value === 'string' ? dateText(value) : JSON.stringify(value);
    case 'time':
      return typeof value === 'string' ? value.slice(0, 5) : JSON.stringify(value);
    case 'multi':
      return Array.isArray(value)
        ? value.map((one) => (typeof one === 'string' ? choiceText(one) : String(one))).join(', ')
        : JSON.stringify(value);
    case 'enum':
      return typeof value === 'string' ? choiceText(value) : JSON.stringify(value);
    case 'string':
    case 'text':
      return typeof value === 'string' ? inOrder(value) : JSON.stringify(value);
  }
}
