/** A gate, in the order in which its keeper thinks: time, people, checks, evidence, outcomes. */
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { GateNode, Sla } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { CalendarId, NodeId, RoleId } from '#model/ids.ts';
import { outcomesOf } from '#model/route.ts';
import { rolesOf } from '#model/rows.ts';
import { Assignments } from './assignments.tsx';
import { Checklist } from './checklist.tsx';
import { EvidenceList } from './evidence.tsx';
import { ChoiceField, NumberField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Outcomes } from './outcomes.tsx';
import { Section } from './section.tsx';
import { useEditor, usePart } from '../context.ts';
import { freshId } from '../ids.ts';
import { roleChoices, useSetNode } from './writes.ts';
import { weekdays } from './openings.tsx';

export function GateFields({ node }: { readonly node: GateNode }): ReactNode {
  const set = useSetNode(node.id);
  return (
    <>
      <SlaFields id={node.id} sla={node.sla} />
      <Assignments node={node.id} />
      <Checklist node={node.id} />
      <EvidenceList node={node.id} />
      <Outcomes id={node.id} all={outcomesOf(node)} />
      <div className={classes['plain']}>
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
      </div>
    </>
  );
}

const SlaFields = memo(function SlaFields({
  id,
  sla,
}: {
  readonly id: NodeId;
  readonly sla: Sla | undefined;
}): ReactNode {
  const { draft } = useEditor();
  const rows = usePart(({ calendars: table }) => Object.values(table));
  const roles = usePart(rolesOf);
  const zone = usePart(({ control }) => control.zone);
  const set = useSetNode(id);
  const calendars: readonly Choice<CalendarId>[] = rows.map(({ id: value, name: label }) => ({
    value,
    label,
  }));
  if (sla === undefined)
    return (
      <Section title="SLA">
        <Button
          size="sm"
          onClick={() => {
            const [first] = rows;
            draft.group('Add SLA', (edit) => {
              const calendar = first?.id ?? freshId<CalendarId>('cal');
              if (first === undefined)
                edit('putRow', {
                  table: 'calendars',
                  row: {
                    id: calendar,
                    name: 'Business hours',
                    zone,
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
              edit('setNode', { id, set: { sla: { ...added } } });
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
    ...roleChoices(roles).map(({ value, label }) => ({
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
              change({ minutes: Math.max(1, Math.round(hours * 60)) }, stroke);
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
});
