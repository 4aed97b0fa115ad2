/** What if more came, or more people were there: sliders around what is stated. */
import { Button, Slider } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RoleForecast } from '#simulate/forecast/result.ts';
import { numberText, plural } from '#ui/format.ts';
import type { Changes } from './ask.ts';
import { withMember, withPeople } from './ask.ts';
import { arrivalsOf, numberOf, unchanged, withArrivals } from './stated.ts';
import type { Basis } from './stated.ts';
import { byLoad } from './utilization.tsx';
import classes from './what-if.module.css';

/** Roles with a slider of their own; the others are among the assumptions. */
const most = 7;

export function WhatIf({
  basis,
  onChanges,
  before,
  now,
}: {
  readonly basis: Basis;
  readonly onChanges: (changes: Changes) => void;
  /** The roles as they were before anything was changed here, and as they are. */
  readonly before: readonly RoleForecast[];
  readonly now: readonly RoleForecast[];
}): ReactNode {
  const { changes } = basis;
  const was = arrivalsOf({ ...basis, changes: {} });
  const perWeek = arrivalsOf(basis);
  const roles = byLoad(before)
    .filter(({ people }) => people !== null)
    .slice(0, most);
  return (
    <section className={`cs-card ${classes['what']}`} aria-label="What if">
      <header className={classes['head']}>
        <h3>What if</h3>
        <span className="cs-muted">
          Move a slider: the same random numbers are drawn, so that what differs is not chance.
        </span>
        {Object.keys(changes).length > 0 && (
          <Button size="xs" variant="subtle" onClick={() => onChanges({})}>
            Take all changes back
          </Button>
        )}
      </header>
      <div className={classes['sliders']}>
        {was !== undefined && perWeek !== undefined && perWeek > 0 && (
          <Dial
            key={`arrivals ${perWeek}`}
            name="Requests a week"
            value={perWeek}
            before={was}
            range={[Math.max(0.1, round(was / 4)), round(Math.max(was, perWeek) * 2.5)]}
            step={was < 2 ? 0.1 : was < 20 ? 0.5 : 1}
            says={(value) => numberText(round(value))}
            onChange={(value) => onChanges(withArrivals(basis, value))}
          />
        )}
        {roles.map(({ id, name, people: then }) => {
          const people = numberOf(unchanged(basis, id, 'headcount')) ?? then;
          const found = now.find((role) => role.id === id && role.people !== null)?.people;
          const here = numberOf(changes[id]?.['headcount']) ?? found ?? people ?? 1;
          return (
            <Dial
              key={`${id} ${here}`}
              name={name}
              value={here}
              before={people ?? 1}
              range={[1, Math.max(6, 2 * (people ?? 1), here + 1)]}
              step={1}
              says={(value) => plural(value, 'person', 'people')}
              onChange={(value) =>
                onChanges(
                  value === people
                    ? withMember(changes, id, 'headcount', undefined)
                    : withPeople(changes, id, value),
                )
              }
            />
          );
        })}
      </div>
    </section>
  );
}
const round = (value: number): number => Math.round(value * 10) / 10;

function Dial({
  name,
  value,
  before,
  range: [min, max],
  step,
  says,
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  readonly before: number;
  readonly range: readonly [number, number];
  readonly step: number;
  readonly says: (value: number) => string;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const [dragged, setDragged] = useState(value);
  const changed = dragged !== before;
  return (
    <div className={classes['dial']}>
      <div className={classes['name']} title={name}>
        <span className="cs-ellipsis">{name}</span>
        <span className={changed ? classes['changed'] : classes['value']}>{says(dragged)}</span>
      </div>
      <Slider
        size="sm"
        label={null}
        thumbLabel={name}
        min={min}
        max={max}
        step={step}
        value={dragged}
        onChange={setDragged}
        onChangeEnd={onChange}
        marks={[{ value: before }]}
        thumbProps={{ 'aria-valuetext': says(dragged) }}
      />
      <span className={classes['stated']}>{changed ? `Before: ${says(before)}` : 'Unchanged'}</span>
    </div>
  );
}
