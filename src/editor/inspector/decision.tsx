/** A decision: its flows in order, the first whose condition holds is taken, else the default. */
import type { ReactNode } from 'react';
import type { DecisionNode, Flow } from '#model/diagram.ts';
import { flowsFrom } from '#model/rows.ts';
import { useDiagram } from '../context.ts';
import { RouteFields } from './flow.tsx';
import { TextField } from './fields.tsx';
import classes from './inspector.module.css';
import { Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { useSetRow } from './writes.ts';
import { titleOf } from '../title-of.ts';

export function DecisionFields({ node }: { readonly node: DecisionNode }): ReactNode {
  const diagram = useDiagram();
  const flows = flowsFrom(diagram, node.id);
  const target = (flow: Flow): string => {
    const to = diagram.nodes[flow.to];
    return to === undefined ? '' : titleOf(to);
  };
  return (
    <Section title="Flows" count={flows.length} aside="the first that holds">
      {flows.length === 0 && (
        <p className={classes['hint']}>Drag from the decision to where it may lead.</p>
      )}
      <Rows
        table="flows"
        rows={flows}
        renderLine={(flow) => (
          <span className={classes['words']}>
            {flow.label === undefined || flow.label === ''
              ? target(flow)
              : `${flow.label}: ${target(flow)}`}
            <small>
              {flow.route.kind === 'when' ? (
                <code>{flow.route.when || 'no condition yet'}</code>
              ) : (
                'else'
              )}
            </small>
          </span>
        )}
      >
        {(flow) => <OneFlow flow={flow} />}
      </Rows>
    </Section>
  );
}

function OneFlow({ flow }: { readonly flow: Flow }): ReactNode {
  const set = useSetRow('flows', flow.id);
  return (
    <>
      <RouteFields flow={flow} />
      <TextField
        label="Label"
        value={flow.label ?? ''}
        onWrite={(label, stroke) => {
          set({ label: label === '' ? undefined : label }, stroke);
        }}
      />
    </>
  );
}
