/** The request form's fields. */
import type { Diagram } from '#model/diagram.ts';
import { parseFeel } from '#model/feel/parse.ts';
import type { Fault } from '#model/finding.ts';
import { pattern } from '#model/pattern.ts';
import { fieldsOf } from '#model/rows.ts';
import { fault } from './fault.ts';

export const formFaults = (d: Diagram): readonly Fault[] =>
  fieldsOf(d).flatMap(({ id, key, label, type }) => {
    const faults: Fault[] = [];
    if (!readable(key))
      faults.push(
        fault(
          'key_unreadable',
          ['fields', id, 'key'],
          `The key “${key}” of “${label}” can’t be used in expressions: letters, digits and _ only.`,
        ),
      );
    if ((type.kind === 'string' || type.kind === 'text') && type.pattern !== undefined) {
      const result = pattern(type.pattern);
      if (!result.ok)
        faults.push(
          fault('pattern_unreadable', ['fields', id, 'type'], `“${label}”: ${result.says}`),
        );
    }
    if ((type.kind === 'enum' || type.kind === 'multi') && type.values.length === 0)
      faults.push(
        fault(
          'nothing_to_choose',
          ['fields', id, 'type'],
          `“${label}” has nothing to choose from.`,
        ),
      );
    return faults;
  });

/** FEEL has to read `form.key` as that, so `in` and `a-b` are no keys. */
function readable(key: string): boolean {
  const { faults, paths } = parseFeel(`form.${key}`);
  return faults.length === 0 && paths.length === 1 && paths[0]?.[1] === key;
}
