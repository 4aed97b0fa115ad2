import type { Finding } from '#model/finding.ts';
import { fieldsOf } from '#model/rows.ts';
import type { Rule } from './finding.ts';

/** Fields nobody could fill in. */
export const fields: Rule = (d) =>
  fieldsOf(d).flatMap(({ id, label, type }): readonly Finding[] => {
    const at = { table: 'fields', id, field: 'type' } as const;
    if (
      (type.kind === 'number' || type.kind === 'string' || type.kind === 'text') &&
      type.min !== undefined &&
      type.max !== undefined &&
      type.min > type.max
    ) {
      return [
        {
          rule: 'empty_range',
          level: 'error',
          at,
          says: `The field “${label}” asks for at least ${type.min} and at most ${type.max}: nothing fits.`,
        },
      ];
    }
    return [];
  });
