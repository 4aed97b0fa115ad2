/** Calendars that SLAs count on, and windows a deployment waits for. */
import { Button, TagsInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Calendar, Closure, Window } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { CalendarId, HolidayListId, WindowId } from '#model/ids.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { usePart } from '../context.ts';
import { freshId } from '../ids.ts';
import { ChoiceField, NumberField, TextField, TickField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Openings, weekdays } from './openings.tsx';
import { Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { usePutRow, useSetRow } from './writes.ts';

/** A window has no name of its own: its id in words. */
export const windowName = ({ id }: Window): string =>
  id.replace(/^(w|win|window)_/, '').replaceAll('_', ' ');

export function Calendars(): ReactNode {
  const { calendars, control } = usePart((diagram) => ({
    calendars: diagram.calendars,
    control: diagram.control,
  }));
  const put = usePutRow();
  const rows = Object.values(calendars);
  return (
    <Section title="Calendars" count={rows.length} closed>
      <Rows
        table="calendars"
        rows={rows}
        renderLine={({ name, zone }) => <Line name={name} zone={zone} />}
      >
        {(calendar) => <CalendarFields calendar={calendar} />}
      </Rows>
      <Add
        label="Calendar"
        onClick={() => {
          const id = freshId<CalendarId>('cal');
          put({
            table: 'calendars',
            row: { id, name: 'Business hours', zone: control.zone, open: weekdays, holidays: null },
          });
        }}
      />
    </Section>
  );
}

export function Windows(): ReactNode {
  const { windows, control } = usePart((diagram) => ({
    windows: diagram.windows,
    control: diagram.control,
  }));
  const put = usePutRow();
  const rows = Object.values(windows);
  return (
    <Section title="Windows" count={rows.length} closed>
      <Rows
        table="windows"
        rows={rows}
        renderLine={(window) => <Line name={windowName(window)} zone={window.zone} />}
      >
        {(window) => <WindowFields window={window} />}
      </Rows>
      <Add
        label="Window"
        onClick={() => {
          put({
            table: 'windows',
            row: { id: freshId<WindowId>('w'), zone: control.zone, open: weekdays, closed: [] },
          });
        }}
      />
    </Section>
  );
}

function Line({ name, zone }: { readonly name: string; readonly zone: string }): ReactNode {
  return (
    <span className={classes['words']}>
      {name}
      <small>{zone}</small>
    </span>
  );
}

function Add({
  label,
  onClick,
}: {
  readonly label: string;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Button size="xs" leftSection={<Plus size={14} />} onClick={onClick}>
      {label}
    </Button>
  );
}

function useHolidayLists(): readonly Choice<HolidayListId>[] {
  const { holidays } = useDirectory();
  return Object.keys(holidays).map((id) => ({
    value: as<HolidayListId>(id),
    label: id.replaceAll('_', ' '),
  }));
}

function CalendarFields({ calendar }: { readonly calendar: Calendar }): ReactNode {
  const set = useSetRow('calendars', calendar.id);
  const lists = useHolidayLists();
  return (
    <>
      <TextField
        label="Name"
        value={calendar.name}
        onWrite={(name, stroke) => {
          set({ name }, stroke);
        }}
      />
      <ZoneField
        value={calendar.zone}
        onWrite={(zone) => {
          set({ zone });
        }}
      />
      <Openings
        open={calendar.open}
        onWrite={(open) => {
          set({ open: open.map((one) => ({ ...one })) });
        }}
      />
      <ChoiceField
        label="Holidays"
        clearable
        placeholder="None"
        value={calendar.holidays}
        choices={lists}
        onWrite={(holidays) => {
          set({ holidays });
        }}
      />
    </>
  );
}

const zones = Intl.supportedValuesOf('timeZone');
export function ZoneField({
  value,
  onWrite,
}: {
  readonly value: string;
  readonly onWrite: (zone: string) => void;
}): ReactNode {
  const known = [...new Set([value, 'UTC', ...zones])].map((zone) => ({
    value: zone,
    label: zone,
  }));
  return (
    <ChoiceField
      label="Time zone"
      searchable
      value={value}
      choices={known}
      onWrite={(zone) => {
        if (zone !== null) onWrite(zone);
      }}
    />
  );
}

const closures: readonly Choice<Closure['kind']>[] = [
  { value: 'holidays', label: 'Holidays' },
  { value: 'dates', label: 'Certain dates' },
  { value: 'yearly', label: 'Every year from … to …' },
  { value: 'monthEnd', label: 'Last working days of a month' },
  { value: 'weekOfQuarterEnd', label: 'Week of a quarter’s end' },
];

function blankClosure(kind: Closure['kind'], list: HolidayListId): Closure {
  switch (kind) {
    case 'holidays':
      return { kind, list, workingDayBefore: false };
    case 'dates':
      return { kind, dates: [] };
    case 'yearly':
      return { kind, from: '12-15', to: '01-02' };
    case 'monthEnd':
      return { kind, workingDays: 3 };
    case 'weekOfQuarterEnd':
      return { kind };
  }
}

function WindowFields({ window }: { readonly window: Window }): ReactNode {
  const set = useSetRow('windows', window.id);
  const lists = useHolidayLists();
  const list = lists[0]?.value ?? as<HolidayListId>('holidays');
  const write = (closed: readonly Closure[]): void => {
    set({ closed: closed.map((one) => ({ ...one })) });
  };
  return (
    <>
      <ZoneField
        value={window.zone}
        onWrite={(zone) => {
          set({ zone });
        }}
      />
      <Openings
        open={window.open}
        onWrite={(open) => {
          set({ open: open.map((one) => ({ ...one })) });
        }}
      />
      <strong>Closed</strong>
      {window.closed.map((closure, at) => (
        <div key={at} className={classes['body']}>
          <ChoiceField
            label={`Closed ${at + 1}`}
            bare
            value={closure.kind}
            choices={closures}
            onWrite={(kind) => {
              if (kind !== null)
                write(window.closed.map((one, i) => (i === at ? blankClosure(kind, list) : one)));
            }}
          />
          <ClosureFields
            closure={closure}
            lists={lists}
            onWrite={(next) => {
              write(window.closed.map((one, i) => (i === at ? next : one)));
            }}
          />
          <Button
            size="xs"
            onClick={() => {
              write(window.closed.filter((_, i) => i !== at));
            }}
          >
            Remove
          </Button>
        </div>
      ))}
      <Add
        label="Closure"
        onClick={() => {
          write([...window.closed, blankClosure('dates', list)]);
        }}
      />
    </>
  );
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const isMonthDay = (text: string): boolean => /^\d{2}-\d{2}$/.test(text);

function ClosureFields({
  closure,
  lists,
  onWrite,
}: {
  readonly closure: Closure;
  readonly lists: readonly Choice<HolidayListId>[];
  readonly onWrite: (closure: Closure) => void;
}): ReactNode {
  switch (closure.kind) {
    case 'holidays':
      return (
        <>
          <ChoiceField
            label="List"
            value={closure.list}
            choices={lists}
            onWrite={(list) => {
              if (list !== null) onWrite({ ...closure, list });
            }}
          />
          <TickField
            label="And the working day before"
            value={closure.workingDayBefore}
            onWrite={(workingDayBefore) => {
              onWrite({ ...closure, workingDayBefore });
            }}
          />
        </>
      );
    case 'dates':
      return (
        <TagsInput
          label="Dates"
          description="2026-12-24, Enter adds one"
          size="sm"
          value={[...closure.dates]}
          onChange={(dates) => {
            onWrite({ ...closure, dates: dates.filter(isDate) });
          }}
        />
      );
    case 'yearly':
      return (
        <div className={classes['pair']}>
          <TextField
            label="From"
            mono
            value={closure.from}
            error={isMonthDay(closure.from) ? undefined : 'MM-DD'}
            onWrite={(from) => {
              onWrite({ ...closure, from });
            }}
          />
          <TextField
            label="To"
            mono
            value={closure.to}
            error={isMonthDay(closure.to) ? undefined : 'MM-DD'}
            onWrite={(to) => {
              onWrite({ ...closure, to });
            }}
          />
        </div>
      );
    case 'monthEnd':
      return (
        <NumberField
          label="Working days"
          min={1}
          max={20}
          value={closure.workingDays}
          onWrite={(workingDays) => {
            if (workingDays !== undefined && workingDays >= 1) onWrite({ ...closure, workingDays });
          }}
        />
      );
    case 'weekOfQuarterEnd':
      return null;
  }
}
