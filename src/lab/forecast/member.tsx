/** One assumption beside where it comes from. */
import { Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Chip } from '#ui/chip.tsx';
import { numberText } from '#ui/format.ts';
import { NumberEntry } from '#ui/number-entry.tsx';
import { withMember } from './ask.ts';
import type { Changes } from './ask.ts';
import classes from './assumptions.module.css';
import { changedTo, memberOf, numberOf, sourceOf } from './stated.ts';
import type { Basis } from './stated.ts';

export interface Place {
  readonly basis: Basis;
  readonly id: string;
  readonly member: string;
  readonly onChanges: (changes: Changes) => void;
}

/** "stated", "from history (n = 214)", "changed here" with the way back; "taken for granted" where nobody said. */
export function Mark({
  basis,
  id,
  member,
  onChanges,
  nobody = 'not stated',
}: Place & { readonly nobody?: string }): ReactNode {
  const source = sourceOf(basis, id, member);
  switch (source.kind) {
    case 'stated':
      return <Chip small>stated</Chip>;
    case 'nobody':
      return <Chip small>{nobody}</Chip>;
    case 'changed':
      return (
        <span className={classes['mark']}>
          <Chip small tone="ink">
            changed here
          </Chip>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onChanges(withMember(basis.changes, id, member, undefined))}
          >
            Undo
          </Button>
        </span>
      );
    case 'history': {
      const { n, fit, says } = source.figure;
      const how = fit === null ? '' : `, fit p = ${fit.p < 0.01 ? '< 0.01' : fit.p.toFixed(2)}`;
      return (
        <Tooltip label={says} multiline maw={320}>
          <span>
            <Chip small tone={fit !== null && fit.p < 0.05 ? 'warn' : 'ok'}>
              from history (n = {numberText(n)}
              {how})
            </Chip>
          </span>
        </Tooltip>
      );
    }
  }
}

/** A number that is assumed. */
export function Member({
  basis,
  id,
  member,
  onChanges,
  label,
  usual,
  suffix = '',
}: Place & {
  readonly label: string;
  /** What holds where nobody said. */
  readonly usual?: number | undefined;
  readonly suffix?: string;
}): ReactNode {
  return (
    <NumberEntry
      aria-label={label}
      className={classes['number']}
      value={numberOf(memberOf(basis, id, member))}
      {...(usual === undefined ? {} : { placeholder: numberText(usual) })}
      suffix={suffix}
      onChange={(value) => onChanges(changedTo(basis, id, member, value))}
    />
  );
}
