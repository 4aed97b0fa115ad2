/** What the whole SOP promises: separation of duties and assurances. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagram, Rule } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RuleId } from '#model/ids.ts';
import { useDiagram } from '../context.ts';
import { freshId } from '../ids.ts';
import { runs } from '#model/rows.ts';
import { FeelField } from './feel-field.tsx';
import { ChoiceField, ManyField, NumberField, TextField, TickField } from './fields.tsx';
import classes from './inspector.module.css';
import { Rows } from './rows.tsx';
import { Section } from './section.tsx';
import { nodeChoices, useNodes, usePutRow, useSetRow } from './writes.ts';
import { titleOf } from '../title-of.ts';

const words: Readonly<Record<Rule['kind'], string>> = {
  requesterNeverSigns: 'The requester never signs',
  different: 'Signed by different people',
  same: 'Signed by the same people',
  atMost: 'Nobody signs more than a number of gates',
  limitation: 'Independence limitation',
  onlyThrough: 'Only reached through a gate',
  rejectionsNotified: 'Every rejection is notified',
  noSharedApprover: 'No shared approver',
  slaMax: 'Reached within a time',
};
const isKind = (kind: string): kind is Rule['kind'] => kind in words;

function newRule(kind: Rule['kind'], id: RuleId, diagram: Diagram): Rule {
  const gates = Object.values(diagram.nodes)
    .filter((node) => node.kind === 'gate')
    .map((node) => node.id);
  const gate = gates[0] ?? as<NodeId>('');
  switch (kind) {
    case 'requesterNeverSigns':
      return { id, kind, on: true };
    case 'different':
    case 'same':
      return { id, kind, nodes: gates.slice(0, 2) };
    case 'atMost':
      return { id, kind, gates: 2 };
    case 'limitation':
      return { id, kind, limits: Object.values(diagram.rules)[0]?.id ?? id, control: '' };
    case 'onlyThrough':
      return { id, kind, nodes: [], gate };
    case 'rejectionsNotified':
      return { id, kind };
    case 'noSharedApprover':
      return { id, kind, gates: gates.slice(0, 2) };
    case 'slaMax':
      return { id, kind, to: gate, minutes: 5 * 8 * 60 };
  }
}

export function Rules(): ReactNode {
  const diagram = useDiagram();
  const put = usePutRow();
  const rules = Object.values(diagram.rules);
  const hasGate = Object.values(diagram.nodes).some((node) => node.kind === 'gate');
  const offered = Object.keys(words)
    .filter(isKind)
    .filter((kind) =>
      kind === 'limitation'
        ? rules.length > 0
        : hasGate ||
          kind === 'requesterNeverSigns' ||
          kind === 'rejectionsNotified' ||
          kind === 'atMost',
    );
  return (
    <Section
      title="Rules"
      count={rules.length}
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label="Add a rule">
              <ActionIcon size="xs" aria-label="Add a rule">
                <Plus size={14} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  put({ table: 'rules', row: newRule(kind, freshId<RuleId>('rule'), diagram) });
                }}
              >
                {words[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Rows
        table="rules"
        rows={rules}
        renderLine={(rule) => (
          <span className={classes['words']}>
            {words[rule.kind]}
            <small>{detail(rule, diagram)}</small>
          </span>
        )}
      >
        {(rule) => <RuleFields rule={rule} />}
      </Rows>
    </Section>
  );
}

function detail(rule: Rule, diagram: Diagram): string {
  const name = (id: NodeId): string => {
    const node = diagram.nodes[id];
    return node === undefined ? 'a deleted node' : titleOf(node);
  };
  switch (rule.kind) {
    case 'requesterNeverSigns':
      return rule.on ? 'On' : 'Off';
    case 'different':
    case 'same':
      return rule.nodes.map(name).join(', ');
    case 'atMost':
      return `At most ${rule.gates}`;
    case 'limitation':
      return rule.control;
    case 'onlyThrough':
      return `${rule.nodes.map(name).join(', ')} through ${name(rule.gate)}`;
    case 'rejectionsNotified':
      return '';
    case 'noSharedApprover':
      return rule.gates.map(name).join(', ');
    case 'slaMax':
      return `${name(rule.to)} within ${rule.minutes / 60} business hours`;
  }
}

function RuleFields({ rule }: { readonly rule: Rule }): ReactNode {
  const set = useSetRow('rules', rule.id);
  return (
    <>
      <OwnFields rule={rule} />
      <TextField
        label="Reason"
        lines={2}
        value={rule.reason ?? ''}
        onWrite={(reason, stroke) => {
          set({ reason: reason === '' ? undefined : reason }, stroke);
        }}
      />
    </>
  );
}

function OwnFields({ rule }: { readonly rule: Rule }): ReactNode {
  const diagram = useDiagram();
  const set = useSetRow('rules', rule.id);
  const gates = nodeChoices(useNodes((kind) => kind === 'gate'));
  const signable = nodeChoices(useNodes((kind) => kind === 'gate' || kind === 'step'));
  const running = nodeChoices(useNodes(runs));
  switch (rule.kind) {
    case 'requesterNeverSigns':
      return (
        <TickField
          label="On"
          value={rule.on}
          onWrite={(on) => {
            set({ on });
          }}
        />
      );
    case 'different':
    case 'same':
      return (
        <ManyField
          label="Gates and steps"
          values={rule.nodes}
          choices={signable}
          onWrite={(nodes) => {
            set({ nodes });
          }}
        />
      );
    case 'atMost':
      return (
        <NumberField
          label="Gates"
          min={1}
          value={rule.gates}
          onWrite={(n, stroke) => {
            if (n !== undefined && n >= 1) set({ gates: n }, stroke);
          }}
        />
      );
    case 'limitation':
      return (
        <>
          <ChoiceField
            label="Limits"
            value={rule.limits}
            choices={Object.values(diagram.rules)
              .filter(({ id }) => id !== rule.id)
              .map((other) => ({ value: other.id, label: words[other.kind] }))}
            onWrite={(limits) => {
              if (limits !== null) set({ limits });
            }}
          />
          <TextField
            label="Compensating control"
            lines={2}
            value={rule.control}
            onWrite={(control, stroke) => {
              set({ control }, stroke);
            }}
          />
        </>
      );
    case 'onlyThrough':
      return (
        <>
          <ManyField
            label="These are only reached"
            values={rule.nodes}
            choices={running}
            onWrite={(nodes) => {
              set({ nodes });
            }}
          />
          <ChoiceField
            label="Through"
            value={rule.gate}
            choices={gates}
            onWrite={(gate) => {
              if (gate !== null) set({ gate });
            }}
          />
          <FeelField
            label="When"
            placeholder="Always"
            value={rule.when ?? ''}
            onWrite={(when, stroke) => {
              set({ when: when === '' ? undefined : when }, stroke);
            }}
          />
        </>
      );
    case 'rejectionsNotified':
      return null;
    case 'noSharedApprover':
      return (
        <ManyField
          label="Gates"
          values={rule.gates}
          choices={gates}
          onWrite={(next) => {
            set({ gates: next });
          }}
        />
      );
    case 'slaMax':
      return (
        <>
          <ChoiceField
            label="Reached"
            value={rule.to}
            choices={running}
            onWrite={(to) => {
              if (to !== null) set({ to });
            }}
          />
          <NumberField
            label="Within"
            suffix=" business hours"
            whole={false}
            value={rule.minutes / 60}
            onWrite={(hours, stroke) => {
              if (hours !== undefined && hours > 0)
                set({ minutes: Math.round(hours * 60) }, stroke);
            }}
          />
        </>
      );
  }
}
