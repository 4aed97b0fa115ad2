/** Hours of the week: a row an opening, days and local times. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Opening } from '#model/diagram.ts';
import { ChoiceField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';

type Day = Opening['day'];
const days: readonly Day[] = [1, 2, 3, 4, 5, 6, 7];
const names: Readonly<Record<Day, string>> = {
  1: 'Mon',
  2: 'Tue',
  3: 'Wed',
  4: 'Thu',
  5: 'Fri',
  6: 'Sat',
  7: 'Sun',
};
const choices: readonly Choice<string>[] = days.map((day) => ({
  value: String(day),
  label: names[day],
}));

/** Monday to Friday, 9 to 17. */
export const weekdays: Opening[] = [1, 2, 3, 4, 5].flatMap((n) => {
  const day = days.find((one) => one === n);
  return day === undefined ? [] : [{ day, from: 540, to: 1020 }];
});

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Minutes of "HH:MM", "24:00" being the end of the day; null for anything else. */
function minutesOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  const minutes = found === null ? NaN : Number(found[1]) * 60 + Number(found[2]);
  return minutes >= 0 && minutes <= 1440 ? minutes : null;
}

export function Openings({
  open,
  onWrite,
}: {
  readonly open: readonly Opening[];
  readonly onWrite: (open: Opening[]) => void;
}): ReactNode {
  const change = (at: number, next: Partial<Opening>): void => {
    onWrite(open.map((opening, i) => (i === at ? { ...opening, ...next } : opening)));
  };
  return (
    <div>
      {open.map((opening, at) => (
        <div key={at} className={classes['row']}>
          <div style={{ width: 88 }}>
            <ChoiceField
              label="Day"
              bare
              value={String(opening.day)}
              choices={choices}
              onWrite={(value) => {
                const day = days.find((one) => String(one) === value);
                if (day !== undefined) change(at, { day });
              }}
            />
          </div>
          <TimeField
            label="From"
            value={opening.from}
            onWrite={(from) => {
              change(at, { from });
            }}
          />
          <TimeField
            label="To"
            value={opening.to}
            onWrite={(to) => {
              change(at, { to });
            }}
          />
          <ActionIcon
            size="xs"
            aria-label="Remove"
            onClick={() => {
              onWrite(open.filter((_, i) => i !== at));
            }}
          >
            <Trash2 size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        leftSection={<Plus size={14} />}
        onClick={() => {
          const last = open.at(-1);
          const day =
            days.find((one) => one === (last === undefined ? 1 : (last.day % 7) + 1)) ?? 1;
          onWrite([...open, { day, from: last?.from ?? 540, to: last?.to ?? 1020 }]);
        }}
      >
        Hours
      </Button>
    </div>
  );
}

function TimeField({
  label,
  value,
  onWrite,
}: {
  readonly label: string;
  readonly value: number;
  readonly onWrite: (minutes: number) => void;
}): ReactNode {
  return (
    <TextInput
      key={value}
      size="sm"
      w={72}
      aria-label={label}
      defaultValue={clock(value)}
      onBlur={(event) => {
        const minutes = minutesOf(event.currentTarget.value);
        if (minutes === null) event.currentTarget.value = clock(value);
        else if (minutes !== value) onWrite(minutes);
      }}
    />
  );
}
