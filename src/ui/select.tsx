/** Mantine's lists to choose from, whose field says that its list is open, and which list that is. */
import { MultiSelect as PlainMultiSelect, Select as PlainSelect } from '@mantine/core';
import type { MultiSelectProps, SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useListStands } from './list-stands.ts';
import classes from './select.module.css';

/** The list itself scrolls: what is around it would be a place of its own that no key reaches. */
const shared = {
  withScrollArea: false,
  classNames: { options: classes['options'] ?? '' },
} as const;

export function Select<Value extends string = string>(props: SelectProps<Value>): ReactNode {
  const ref = useListStands();
  return <PlainSelect {...shared} {...props} attributes={{ options: { ref } }} />;
}

export function MultiSelect(props: MultiSelectProps): ReactNode {
  const ref = useListStands();
  return (
    <PlainMultiSelect
      withScrollArea={false}
      classNames={{ options: classes['options'] ?? '', pillsList: classes['pills'] ?? '' }}
      {...props}
      attributes={{ options: { ref } }}
    />
  );
}
