/** What if more came, or more people were there: sliders around what is stated. */
import { Button, Slider } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import type { RoleForecast } from '#simulate/forecast/result.ts';
import { numberText, plural } from '#ui/format.ts';
import type { Changes } from './ask.ts';
import { withMember, withPeople } from './ask.ts';
import { arrivalsOf, isRecord } from './stated.ts';
import { byLoad } from './utilization.tsx';
import classes from './what-if.module.css';

/** Roles with a slider of their own; the others are among the assumptions. */
const most = 7;

export function WhatIf({
  diagram,
  changes,
  onChanges,
  stated,
  now,
}: {
  readonly diagram: Diagram;
  readonly changes: Changes;
  readonly onChanges: (changes: Changes) => void;
  /** The roles as they stand without the changes, and with them. */
  readonly stated: readonly RoleForecast[];
  readonly now: readonly RoleForecast[];
}): ReactNode {
  const before = arrivalsOf(diagram, {});
  const perWeek = arrivalsOf(diagram, changes);
  const roles = byLoad(stated)
    .filter(({ people }) => people !== null)
    .slice(0, most);
  return (
    <section className={`cs-card ${classes['what']}`} aria-label="What if">
      <header className={classes['head']}>
        <h3>What if</h3>
        <span className="cs-muted">
          Move a slider: the same random numbers are drawn, so the difference is not chance.
        </span>
        {Object.keys(changes).length > 0 && (
          <Button size="xs" variant="subtle" onClick={() => onChanges({})}>
            Back to what is stated
          </Button>
        )}
      </header>
      <div className={classes['sliders']}>
        {before !== null && perWeek !== null && (
          <Dial
            key={`arrivals ${perWeek}`}
            name="Requests a week"
            value={perWeek}
            stated={before}
            range={[Math.max(0.1, round(before / 4)), round(Math.max(before, perWeek) * 2.5)]}
            step={before < 2 ? 0.1 : before < 20 ? 0.5 : 1}
            says={numberText}
            onChange={(value) => onChanges(withArrivals(diagram, changes, value))}
          />
        )}
        {roles.map(({ id, name, people }) => {
          const found = now.find((role) => role.id === id && role.people !== null)?.people;
          const here = peopleIn(changes, id) ?? found ?? people ?? 1;
          return (
            <Dial
              key={`${id} ${here}`}
              name={name}
              value={here}
              stated={people ?? 1}
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
function peopleIn(changes: Changes, role: string): number | null {
  const found = changes[role]?.['headcount'];
  return typeof found === 'number' ? found : null;
}

/** So many a week, the rest of what is assumed of arrivals as it is. */
export function withArrivals(diagram: Diagram, changes: Changes, perWeek: number): Changes {
  const own = diagram.assumptions['sop']?.['arrivals'];
  const before: Json = changes['sop']?.['arrivals'] ?? own ?? null;
  const rest = isRecord(before) ? before : {};
  if (perWeek === arrivalsOf(diagram, {})) return withMember(changes, 'sop', 'arrivals', undefined);
  return withMember(changes, 'sop', 'arrivals', { ...rest, kind: 'poisson', perWeek });
}

function Dial({
  name,
  value,
  stated,
  range: [min, max],
  step,
  says,
  onChange,
}: {
  readonly name: string;
  readonly value: number;
  readonly stated: number;
  readonly range: readonly [number, number];
  readonly step: number;
  readonly says: (value: number) => string;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const [dragged, setDragged] = useState(value);
  const changed = dragged !== stated;
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
        marks={[{ value: stated }]}
        thumbProps={{ 'aria-valuetext': says(dragged) }}
      />
      <span className={classes['stated']}>{changed ? `Stated: ${says(stated)}` : 'As stated'}</span>
    </div>
  );
}
