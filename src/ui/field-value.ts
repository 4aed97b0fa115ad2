import type { Field } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import { dateText, numberText } from './format.ts';

/** A value as it is read, by the field's type: "1,200 EUR", "Yes", "19 Nov 2026"; "–" where nothing is entered. */
export function valueText(field: Field, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
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
      return Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
    case 'string':
    case 'text':
    case 'enum':
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
