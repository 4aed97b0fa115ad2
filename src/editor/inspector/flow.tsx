/** A flow: where it leads, when it is taken, what it is called. */
import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { isLink } from '#layout/links.ts';
import type { Flow, NodeKind } from '#model/diagram.ts';
import type { TimerId } from '#model/ids.ts';
import { mayConnect } from '#model/edit/may-connect.ts';
import { outcomesOf, timersOf } from '#model/route.ts';
import { flowsFrom, runs } from '#model/rows.ts';
import { outcomes as looks } from '#ui/outcome.tsx';
import { useDiagram, useEditor } from '../context.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, ManyField, TextField } from './fields.tsx';
import classes from './inspector.module.css';
import { nodeChoices, useNodes, useSetRow } from './writes.ts';

const leadsTo = (kind: NodeKind): boolean => runs(kind) && kind !== 'intake';
const leadsFrom = (kind: NodeKind): boolean => runs(kind) && kind !== 'end';

export function FlowFields({ flow }: { readonly flow: Flow }): ReactNode {
  const { draft, commands } = useEditor();
  const diagram = useDiagram();
  const set = useSetRow('flows', flow.id);
  const bent = diagram.layout[flow.id]?.bends !== undefined;
  const targets = nodeChoices(useNodes(leadsTo)).filter(({ value }) => value !== flow.from);
  const sources = nodeChoices(useNodes(leadsFrom)).filter(
    ({ value }) => value === flow.from || mayConnect(diagram, value, flow.to) === true,
  );
  /** Led elsewhere, its old way says nothing any more. */
  const relead = (end: { from: Flow['from'] } | { to: Flow['to'] }): void => {
    draft.group('Reconnect', (edit) => {
      edit('setRow', { table: 'flows', id: flow.id, set: end });
      edit('removeRow', { table: 'layout', id: flow.id });
    });
  };
  return (
    <div className={classes['plain']}>
      <div className={classes['pair']}>
        <ChoiceField
          label="From"
          value={flow.from}
          choices={sources}
          onWrite={(from) => {
            if (from !== null) relead({ from });
          }}
        />
        <ChoiceField
          label="To"
          value={flow.to}
          choices={targets}
          onWrite={(to) => {
            if (to !== null) relead({ to });
          }}
        />
      </div>
      <RouteFields flow={flow} />
      <TextField
        label="Label"
        value={flow.label ?? ''}
        onWrite={(label, stroke) => {
          set({ label: label === '' ? undefined : label }, stroke);
        }}
      />
      <div className={classes['row']}>
        <Button
          size="sm"
          onClick={() => {
            const row = { id: flow.id, link: !isLink(diagram, flow.id) };
            draft.edit(row.link ? 'Draw as stubs' : 'Draw whole', 'putRow', {
              table: 'layout',
              row,
            });
          }}
        >
          {isLink(diagram, flow.id) ? 'Draw whole' : 'Draw as two stubs'}
        </Button>
        {bent && (
          <Button
            size="sm"
            onClick={() => {
              draft.edit('Straighten', 'removeRow', { table: 'layout', id: flow.id });
            }}
          >
            Find its way anew
          </Button>
        )}
        <Button size="sm" onClick={commands.remove}>
          Delete flow
        </Button>
      </div>
    </div>
  );
}

/** When the flow is taken; what can be chosen depends on what it leaves. */
export function RouteFields({ flow }: { readonly flow: Flow }): ReactNode {
  const diagram = useDiagram();
  const { draft } = useEditor();
  const set = useSetRow('flows', flow.id);
  const source = diagram.nodes[flow.from];
  const { route } = flow;
  if (source === undefined) return null;
  const own = outcomesOf(source);
  if (own.length > 0)
    return (
      <ManyField
        label="Taken on"
        values={route.kind === 'outcomes' ? route.outcomes : []}
        choices={own.map((value) => ({ value, label: looks[value].status }))}
        onWrite={(outcomes) => {
          set({ route: { kind: 'outcomes', outcomes } });
        }}
      />
    );
  if (source.kind === 'decision') {
    /** One default: the one there was gets an empty condition. */
    const makeDefault = (): void => {
      draft.group('Default', (edit) => {
        for (const other of flowsFrom(diagram, flow.from))
          if (other.id !== flow.id && other.route.kind === 'default')
            edit('setRow', {
              table: 'flows',
              id: other.id,
              set: { route: { kind: 'when', when: '' } },
            });
        edit('setRow', { table: 'flows', id: flow.id, set: { route: { kind: 'default' } } });
      });
    };
    return (
      <>
        <SegmentedControl
          aria-label="Taken"
          fullWidth
          value={route.kind === 'default' ? 'default' : 'when'}
          data={[
            { value: 'when', label: 'On a condition' },
            { value: 'default', label: 'Else' },
          ]}
          onChange={(kind) => {
            if (kind === 'default') makeDefault();
            else set({ route: { kind: 'when', when: '' } });
          }}
        />
        {route.kind === 'when' && (
          <FeelField
            label="When"
            value={route.when}
            onWrite={(when, stroke) => {
              set({ route: { kind: 'when', when } }, stroke);
            }}
          />
        )}
      </>
    );
  }
  const timers = timersOf(source);
  if (timers.length > 0)
    return (
      <ChoiceField
        label="Taken when this timer is first"
        value={route.kind === 'timer' ? route.timer : null}
        choices={timers.map((value: TimerId) => ({ value, label: value }))}
        onWrite={(timer) => {
          if (timer !== null) set({ route: { kind: 'timer', timer } });
        }}
      />
    );
  return route.kind === 'always' ? null : (
    <Button
      size="sm"
      onClick={() => {
        set({ route: { kind: 'always' } });
      }}
    >
      Always take it
    </Button>
  );
}
