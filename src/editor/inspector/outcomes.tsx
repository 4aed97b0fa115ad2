/** Where a gate's outcomes (or those of a child SOP) lead: each to one flow, several may share one. */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { EndOutcome, GateOutcome, NodeKind } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';
import { flowsFrom, runs } from '#model/rows.ts';
import { OutcomeGlyph, outcomes as looks } from '#ui/outcome.tsx';
import { useEditor, usePart } from '../context.ts';
import { newFlowId } from '../ids.ts';
import { ChoiceField } from './fields.tsx';
import classes from './inspector.module.css';
import { Section } from './section.tsx';
import { nodeChoices, useNodes } from './writes.ts';

type Outcome = GateOutcome | EndOutcome;

const leadsTo = (kind: NodeKind): boolean => runs(kind) && kind !== 'intake';

export const Outcomes = memo(function Outcomes({
  id,
  all,
  children,
}: {
  readonly id: NodeId;
  /** What can happen there. */
  readonly all: readonly Outcome[];
  readonly children?: ReactNode;
}): ReactNode {
  const { draft } = useEditor();
  const flows = usePart((diagram) => flowsFrom(diagram, id));
  const flowOf = (outcome: Outcome) =>
    flows.find(({ route }) => route.kind === 'outcomes' && route.outcomes.includes(outcome));
  const used = all.filter((outcome) => flowOf(outcome) !== undefined).length;
  const targets = nodeChoices(useNodes(leadsTo)).filter(({ value }) => value !== id);

  /** Takes the outcome off its flow, which goes when it has none left, and puts it on one to `target`. */
  const lead = (outcome: Outcome, target: NodeId | null): void => {
    draft.group('Outcome', (edit) => {
      const old = flowOf(outcome);
      if (old?.route.kind === 'outcomes') {
        const rest = old.route.outcomes.filter((one) => one !== outcome);
        if (rest.length === 0) edit('deleteThings', { nodes: [], flows: [old.id] });
        else
          edit('setRow', {
            table: 'flows',
            id: old.id,
            set: { route: { kind: 'outcomes', outcomes: rest } },
          });
      }
      if (target === null) return;
      const there = flows.find(
        (flow) => flow.to === target && flow.id !== old?.id && flow.route.kind === 'outcomes',
      );
      if (there?.route.kind === 'outcomes') {
        const route = { kind: 'outcomes' as const, outcomes: [...there.route.outcomes, outcome] };
        edit('setRow', { table: 'flows', id: there.id, set: { route } });
      } else
        edit('connect', {
          id: newFlowId(),
          from: id,
          to: target,
          route: { kind: 'outcomes', outcomes: [outcome] },
        });
    });
  };

  return (
    <Section title="Outcomes" count={used}>
      {all.map((outcome) => (
        <div key={outcome} className={classes['row']}>
          <OutcomeGlyph outcome={outcome} size={18} />
          <span className={classes['grow']}>{looks[outcome].status}</span>
          <div style={{ width: 156 }}>
            <ChoiceField
              label={`${looks[outcome].status} leads to`}
              bare
              clearable
              placeholder="Not used"
              value={flowOf(outcome)?.to ?? null}
              choices={targets}
              onWrite={(target) => {
                lead(outcome, target);
              }}
            />
          </div>
        </div>
      ))}
      {children}
    </Section>
  );
});
