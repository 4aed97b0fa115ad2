import type { ReactNode } from 'react';
import { valueText } from '#ui/field-value.ts';
import { whenText } from '#ui/format.ts';
import { told } from '#ui/words/words.ts';
import classes from './changes-list.module.css';
import type { Line } from './node-record.ts';
import { useScope } from './request-scope.tsx';
import { valuesSince } from './since.ts';

/** Longer than this nobody reads a list in a dialog: the audit trail has the rest. */
const longest = 6;

/** What others did, in words, and each field whose value is another now: the old beside the new. */
export function ChangesList({
  lines,
  since,
}: {
  readonly lines: readonly Line[];
  /** Number of the entry after which they happened. */
  readonly since: number;
}): ReactNode {
  const { record, compiled, names, now } = useScope();
  const values = valuesSince(record.entries, since);
  const rows = lines.filter(({ event }) => event.type !== 'edited');
  return (
    <ul className={classes['list']}>
      {values.map(({ key, before, after }) => {
        const field = compiled.fields.get(key);
        const text = (value: typeof before): string =>
          field === undefined ? JSON.stringify(value ?? null) : valueText(field, value);
        return (
          <li key={key}>
            {names.field(key)}: <s>{text(before)}</s> → <b>{text(after)}</b>
          </li>
        );
      })}
      {rows.slice(-longest).map((line, i) => {
        const { says, more } = told(line.event, names);
        return (
          <li key={`${line.n}/${i}`}>
            {says}
            {more !== undefined && more !== '' && <span> · {more}</span>}
            <span>
              {' · '}
              {line.by === null ? 'The engine' : names.person(line.by)}, {whenText(line.at, now)}
            </span>
          </li>
        );
      })}
      {rows.length > longest && <li>And {rows.length - longest} more: the audit trail has all.</li>}
    </ul>
  );
}
