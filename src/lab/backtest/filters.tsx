/** What is tried, on which requests, and what is taken for granted. */
import { Button, Checkbox, NativeSelect, NumberInput, Popover, TextInput } from '@mantine/core';
import { ListFilter, SlidersHorizontal } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { SopId } from '#model/ids.ts';
import type { Version } from '#model/version.ts';
import { links } from '#ui/links.ts';
import { outcomes } from '#ui/outcome.tsx';
import classes from './backtest.module.css';
import { pickedText, tierKey } from './choices.ts';
import type { Choice, Picked } from './choices.ts';

interface Props {
  readonly sop: SopId;
  readonly number: number | null;
  readonly versions: readonly Version[];
  readonly choices: readonly Choice[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  readonly hours: number | null;
  readonly onHours: (hours: number | null) => void;
}

export function Filters(props: Props): ReactNode {
  const { sop, number, versions, picked, numbers, hours, onHours } = props;
  const [, go] = useLocation();
  return (
    <div className={classes['filters']}>
      {versions.length > 0 && (
        <NativeSelect
          aria-label="What is tried"
          value={number === null ? '' : String(number)}
          onChange={({ currentTarget: { value } }) => {
            const version = versions.find((each) => String(each.number) === value);
            go(links.backtest(sop, version === undefined ? {} : { version: version.digest }));
          }}
          data={[
            { value: '', label: 'Draft' },
            ...versions.toReversed().map((version) => ({
              value: String(version.number),
              label: `Version ${version.number}`,
            })),
          ]}
        />
      )}
      <Popover position="bottom-end" width={320} trapFocus>
        <Popover.Target>
          <Button leftSection={<ListFilter size={14} strokeWidth={2.1} aria-hidden />}>
            {pickedText(picked, numbers)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Picking {...props} />
        </Popover.Dropdown>
      </Popover>
      <Popover position="bottom-end" width={320} trapFocus>
        <Popover.Target>
          <Button leftSection={<SlidersHorizontal size={14} strokeWidth={2.1} aria-hidden />}>
            {hours === null ? 'Nothing assumed' : `New work approved after ${hours} h`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={classes['fields']}>
            <Checkbox
              label="Take for granted what nobody recorded"
              checked={hours !== null}
              onChange={({ currentTarget: { checked } }) => onHours(checked ? 8 : null)}
            />
            <NumberInput
              label="New work is approved after"
              suffix=" h"
              min={0}
              max={8760}
              disabled={hours === null}
              value={hours ?? 8}
              onChange={(value) => onHours(typeof value === 'number' && value >= 0 ? value : 0)}
            />
            <p className={classes['muted']}>
              First comes what was recorded for the same gate in another round, then the same thing
              elsewhere, then this. Without it, what nobody recorded is unknown.
            </p>
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Picking({ choices, numbers, picked, onPick }: Props): ReactNode {
  const set = (change: Partial<Picked>): void => onPick({ ...picked, ...change });
  const { tiers, ends, ran } = useMemo(
    () => ({
      tiers: [...new Set(choices.map(tierKey))].toSorted(),
      ends: [...new Set(choices.flatMap(({ outcome }) => outcome ?? []))],
      ran: [...new Set(choices.map(({ version }) => version))],
    }),
    [choices],
  );
  return (
    <div className={classes['fields']}>
      <NativeSelect
        label="Ran on"
        value={picked.version}
        onChange={({ currentTarget: { value } }) => set({ version: value })}
        data={[
          { value: '', label: 'Every version' },
          ...ran.map((digest) => ({
            value: digest,
            label: numbers.has(digest)
              ? `Version ${numbers.get(digest)}`
              : 'A version that is not here',
          })),
        ]}
      />
      <NativeSelect
        label="Tier"
        value={picked.tier}
        onChange={({ currentTarget: { value } }) => set({ tier: value })}
        data={[{ value: '', label: 'All tiers' }, ...tiers]}
      />
      <NativeSelect
        label="Recorded outcome"
        value={picked.outcome}
        onChange={({ currentTarget: { value } }) => set({ outcome: value })}
        data={[
          { value: '', label: 'All outcomes' },
          ...ends.map((outcome) => ({ value: outcome, label: outcomes[outcome].status })),
        ]}
      />
      <div className={classes['two']}>
        <TextInput
          label="Submitted from"
          type="date"
          value={picked.from}
          onChange={({ currentTarget: { value } }) => set({ from: value })}
        />
        <TextInput
          label="to"
          type="date"
          value={picked.to}
          onChange={({ currentTarget: { value } }) => set({ to: value })}
        />
      </div>
      <Checkbox
        label="Also requests under way"
        checked={picked.running}
        onChange={({ currentTarget: { checked } }) => set({ running: checked })}
      />
    </div>
  );
}
