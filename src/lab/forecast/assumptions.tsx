/** Everything that is assumed, in one place: how often requests come, who is there, how long work takes, how it ends. */
import { Button, Drawer, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Node } from '#model/diagram.ts';
import { alongTheFlow } from '#model/rows.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText, plural } from '#ui/format.ts';
import { NumberEntry } from '#ui/number-entry.tsx';
import type { AssumptionsProps } from './assumptions-props.ts';
import classes from './assumptions.module.css';
import { Mark } from './member.tsx';
import { arrivalsOf, withArrivals } from './stated.ts';
import { plainly } from './sentences.ts';
import { Roles } from './staff.tsx';
import { WorkRow } from './work-row.tsx';

export function Assumptions({
  opened,
  onClose,
  ...props
}: AssumptionsProps & { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={760}
      title="Assumptions"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <Everything {...props} />}
    </Drawer>
  );
}

const isWork = ({ kind }: Node): boolean =>
  kind === 'step' || kind === 'gate' || kind === 'subprocess' || kind === 'decision';

function Everything(props: AssumptionsProps): ReactNode {
  const { basis, onChanges, history, onHistory, forms, byForms, onByForms, says, assumed } = props;
  const { diagram } = basis;
  const works = alongTheFlow(diagram)
    .map((id) => diagram.nodes[id])
    .filter((node) => node !== undefined && isWork(node))
    .filter((node) => node !== undefined);
  const arrivals = arrivalsOf(basis);
  return (
    <div className={classes['all']}>
      {says.length > 0 && (
        <Callout tone="refusal" title="This cannot be simulated">
          {says.map((each) => (
            <div key={each}>{plainly(each)}</div>
          ))}
        </Callout>
      )}
      {history !== null && (
        <Switch
          checked={basis.fit !== null}
          onChange={(event) => onHistory(event.currentTarget.checked)}
          label={`Take from ${plural(history.requests, 'stored request')}, ${dateText(history.from)} to ${dateText(history.until)}, what they are enough for`}
        />
      )}
      <section aria-label="Requests">
        <h3>Requests</h3>
        <div className={classes['line']}>
          <span>Requests a week, in working hours</span>
          <NumberEntry
            aria-label="Requests a week"
            className={classes['number']}
            value={arrivals}
            decimalScale={2}
            onChange={(value) => onChanges(withArrivals(basis, value ?? null))}
          />
          <Mark basis={basis} id="sop" member="arrivals" onChanges={onChanges} />
        </div>
        {forms > 0 && (
          <Switch
            checked={byForms}
            onChange={(event) => onByForms(event.currentTarget.checked)}
            label={`${plural(forms, 'request stands', 'requests stand')} for the others: they decide which way their kind goes`}
            description="Without them, decisions go by shares."
          />
        )}
      </section>
      <Roles {...props} />
      <section aria-label="Work and decisions">
        <h3>Work and decisions</h3>
        {works.map((node) => (
          <WorkRow
            key={node.id}
            node={node}
            basis={basis}
            onChanges={onChanges}
            byForms={byForms && forms > 0}
          />
        ))}
      </section>
      <Runs {...props} />
      {assumed.length > 0 && (
        <section aria-label="Taken for granted">
          <h3>Taken for granted</h3>
          <ul className={classes['granted']}>
            {assumed.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
      {Object.keys(basis.changes).length > 0 && (
        <Button onClick={() => onChanges({})}>Take all changes back</Button>
      )}
    </div>
  );
}

/** How often, and with which random numbers. */
function Runs({ settings, onSettings }: AssumptionsProps): ReactNode {
  const fields = [
    ['Requests counted in each replication', 'cases'],
    ['Replications', 'replications'],
    ['Seed', 'seed'],
  ] as const;
  return (
    <section aria-label="Simulation">
      <h3>Simulation</h3>
      {fields.map(([name, field]) => (
        <div key={field} className={classes['line']}>
          <span>{name}</span>
          <NumberEntry
            aria-label={name}
            className={classes['number']}
            value={settings[field]}
            onChange={(value) => onSettings({ ...settings, [field]: value ?? NaN })}
          />
          <span />
        </div>
      ))}
      <p className="cs-muted">
        From {dateText(settings.start, 'UTC')} on. The same seed gives the same figures, also on the
        command line.
      </p>
    </section>
  );
}
