import { NumberInput } from '@mantine/core';
import type { NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

interface Props extends Omit<NumberInputProps, 'onChange' | 'value'> {
  readonly value: number | undefined;
  /** `undefined`: no number is entered. */
  readonly onChange: (value: number | undefined) => void;
}

/**
 * A number as it is typed. "1." and "0.0" are on their way to a number: handed back as one they would lose the point,
 * and 1.5 would become 5.
 */
export function NumberEntry({ value, onChange, ...others }: Props): ReactNode {
  const [typed, setTyped] = useState<string | number>(value ?? '');
  return (
    <NumberInput
      {...others}
      value={numberOf(typed) === value ? typed : (value ?? '')}
      onChange={(entered) => {
        setTyped(entered);
        onChange(numberOf(entered));
      }}
    />
  );
}

function numberOf(entered: string | number): number | undefined {
  if (entered === '' || entered === '-' || entered === '.') return undefined;
  const number = Number(entered);
  return Number.isFinite(number) ? number + 0 : undefined;
}
