/** A gate, in the order in which its keeper thinks: time, people, checks, evidence, outcomes. */
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GateNode, Sla } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { CalendarId, RoleId } from '#model/ids.ts';
import { Assignments } from './assignments.tsx';
import { Checklist } from './checklist.tsx';
import { EvidenceList } from './evidence.tsx';
import { ChoiceField, NumberField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Outcomes } from './outcomes.tsx';
import { Section } from './section.tsx';
import { useDiagram, useEditor } from '../context.ts';
import { freshId } from '../ids.ts';
import { roleChoices, useSetNode } from './writes.ts';
import { weekdays } from './openings.tsx';

export function GateFields({ node }: { readonly node: GateNode }): ReactNode {
  const set = useSetNode(node.id);
  return (
    <>
      <SlaFields node={node} />
      <Assignments node={node.id} />
      <Checklist node={node.id} />
      <EvidenceList node={node.id} />
      <Outcomes node={node}>
        <div className={classes['row']}>
          <span className={classes['grow']}>One rejection</span>
          <SegmentedControl
            aria-label="One rejection"
            value={node.rule}
            data={[
              { value: 'veto', label: 'Vetoes' },
              { value: 'majority', label: 'Counts to majority' },
            ]}
            onChange={(rule) => {
              set({ rule });
            }}
          />
        </div>
      </Outcomes>
    </>
  );
}

function SlaFields({ node }: { readonly node: GateNode }): ReactNode {
  const { draft } = useEditor();
  const diagram = useDiagram();
  const set = useSetNode(node.id);
  const calendars: readonly Choice<CalendarId>[] = Object.values(diagram.calendars).map(
    ({ id, name }) => ({ value: id, label: name }),
  );
  const { sla } = node;
  if (sla === undefined)
    return (
      <Section title="SLA">
        <Button
          size="sm"
          onClick={() => {
            const [first] = Object.values(diagram.calendars);
            draft.group('Add SLA', (edit) => {
              const calendar = first?.id ?? freshId<CalendarId>('cal');
              if (first === undefined)
                edit('putRow', {
                  table: 'calendars',
                  row: {
                    id: calendar,
                    name: 'Business hours',
                    zone: diagram.control.zone,
                    open: weekdays,
                    holidays: null,
                  },
                });
              const added: Sla = {
                minutes: 24 * 60,
                calendar,
                remindAt: 75,
                breach: { kind: 'lapse' },
              };
              edit('setNode', { id: node.id, set: { sla: { ...added } } });
            });
          }}
        >
          Set a time limit
        </Button>
      </Section>
    );
  const change = (next: Partial<Sla>, stroke?: string): void => {
    set({ sla: { ...sla, ...next } }, stroke);
  };
  const breaches: Choice<string>[] = [
    { value: '', label: 'Lapse: close as expired' },
    ...roleChoices(diagram).map(({ value, label }) => ({
      value: String(value),
      label: `Escalate to ${label}`,
    })),
  ];
  return (
    <Section
      title="SLA"
      action={
        <Tooltip label="No time limit">
          <ActionIcon
            size="xs"
            aria-label="Remove the time limit"
            onClick={() => {
              set({ sla: undefined });
            }}
          >
            <Trash2 size={14} />
          </ActionIcon>
        </Tooltip>
      }
    >
      <div className={classes['pair']}>
        <NumberField
          label="Time"
          value={sla.minutes / 60}
          whole={false}
          min={0}
          suffix=" business hours"
          onWrite={(hours, stroke) => {
            if (hours !== undefined && hours > 0)
              change({ minutes: Math.round(hours * 60) }, stroke);
          }}
        />
        <NumberField
          label="Remind at"
          value={sla.remindAt}
          min={1}
          max={100}
          suffix=" %"
          onWrite={(remindAt, stroke) => {
            if (remindAt !== undefined && remindAt >= 1 && remindAt <= 100)
              change({ remindAt }, stroke);
          }}
        />
      </div>
      <ChoiceField
        label="Calendar"
        value={sla.calendar}
        choices={calendars}
        onWrite={(calendar) => {
          if (calendar !== null) change({ calendar });
        }}
      />
      <ChoiceField
        label="On breach"
        value={sla.breach.kind === 'lapse' ? '' : String(sla.breach.role)}
        choices={breaches}
        onWrite={(role) => {
          if (role === '') change({ breach: { kind: 'lapse' } });
          else if (role !== null) change({ breach: { kind: 'escalate', role: as<RoleId>(role) } });
        }}
      />
    </Section>
  );
}
