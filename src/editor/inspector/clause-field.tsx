/** Which clauses a check gives evidence for: picked from what is known, typed to find one, or typed as they are called. */
import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { citation, useClauses } from '#ui/clauses.tsx';
import { usePart } from '../context.ts';
import classes from './inspector.module.css';

/** Offered at once; whoever types a letter more finds the others. */
const most = 40;

export function ClauseField({
  values,
  onWrite,
}: {
  readonly values: readonly string[];
  readonly onWrite: (clauses: string[]) => void;
}): ReactNode {
  const known = useClauses();
  const used = usePart(({ items }) =>
    [...new Set(Object.values(items).flatMap(({ clauses }) => clauses))].toSorted(),
  );
  const policies = usePart(({ control }) => [
    ...new Set(control.policies.map(({ title }) => title.trim()).filter((title) => title !== '')),
  ]);
  const offered = new Set<string>();
  const fresh = (codes: Iterable<string>): string[] =>
    [...codes].filter((code) => {
      const first = !offered.has(code);
      offered.add(code);
      return first;
    });
  const groups = [
    { group: 'In this SOP', items: fresh(used) },
    { group: 'Policies it refers to', items: fresh(policies) },
    { group: 'Known clauses', items: fresh(known.keys()) },
  ].filter(({ items }) => items.length > 0);
  const titleOf = (code: string): string => known.get(code)?.title ?? '';
  const titled = values.filter((code) => titleOf(code) !== '');
  return (
    <>
      <TagsInput
        label="Clauses"
        size="sm"
        placeholder={values.length === 0 ? 'Type to find one' : ''}
        value={[...values]}
        data={groups}
        limit={most}
        maxDropdownHeight={280}
        filter={({ options, search, limit }) => {
          const words = search.toLowerCase().split(/\s+/).filter(Boolean);
          const fits = (code: string): boolean => {
            const text = `${code} ${titleOf(code)}`.toLowerCase();
            return words.every((word) => text.includes(word));
          };
          let left = limit;
          return options.flatMap((group) => {
            if (!('group' in group)) return [];
            const items = group.items
              .filter(({ value }) => !values.includes(value) && fits(value))
              .slice(0, left);
            left -= items.length;
            return items.length === 0 ? [] : [{ group: group.group, items }];
          });
        }}
        renderOption={({ option }) => (
          <span className={classes['clause']}>
            {citation(option.value, known.get(option.value))}
            {titleOf(option.value) !== '' && <small>{titleOf(option.value)}</small>}
          </span>
        )}
        onChange={onWrite}
      />
      {titled.length > 0 && (
        <ul className={classes['clauses']}>
          {titled.map((code) => (
            <li key={code}>{titleOf(code)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
