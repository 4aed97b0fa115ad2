/** Several things at once: what they have in common is set for all of them in one step. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Diagram, Letter, Node, NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { ItemId, NodeId, RoleId } from '#model/ids.ts';
import { between } from '#model/order.ts';
import { itemsOf, rolesOf, runs } from '#model/rows.ts';
import { plural } from '#ui/format.ts';
import { useDiagram, useEditor, useEditorState } from '../context.ts';
import { freshId, newAssignmentId } from '../ids.ts';
import { kinds } from '../kinds.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import { useStroke } from '../stroke.ts';
import classes from './inspector.module.css';
import { AddLine } from './rows.tsx';
import { nodeChoices, roleChoices, useNodes } from './writes.ts';

export function SeveralFields(): ReactNode {
  const { draft, commands } = useEditor();
  const diagram = useDiagram();
  const selected = useEditorState((state) => state.selected);
  const nodes = [...selected].flatMap((id) => diagram.nodes[as<NodeId>(id)] ?? []);
  const running = nodes.filter(({ kind }) => runs(kind));
  const gates = nodes.filter((node) => node.kind === 'gate');
  const workers = nodes.filter(({ kind }) => kind === 'gate' || kind === 'step');
  const phases = nodeChoices(useNodes((kind) => kind === 'phase'));
  const all = running.length === nodes.length && nodes.length > 0;
  return (
    <div className={classes['plain']}>
      <p className={classes['hint']}>{counted(nodes)}</p>
      {all && (
        <ChoiceField
          label="Phase of all"
          clearable
          placeholder={
            common(running.map(({ phase }) => phase ?? null)) === undefined ? 'Mixed' : 'None'
          }
          value={common(running.map(({ phase }) => phase ?? null)) ?? null}
          choices={phases.map(({ value, label }) => ({ value: String(value), label }))}
          onWrite={(phase) => {
            draft.group('Set phase', (edit) => {
              for (const { id } of running)
                edit('setNode', { id, set: { phase: phase ?? undefined } });
            });
          }}
        />
      )}
      {workers.length === nodes.length && workers.length > 0 && (
        <AssignAll diagram={diagram} nodes={workers} />
      )}
      {gates.length === nodes.length && gates.length > 0 && (
        <>
          <TimeOfAll gates={gates} />
          <AddLine
            label="Add a check to all"
            onAdd={(texts) => {
              draft.group('Add to checklists', (edit) => {
                for (const { id: node } of gates) {
                  let last = itemsOf(draft.diagram(), node).at(-1)?.order ?? null;
                  for (const text of texts) {
                    const order = between(last, null);
                    last = order;
                    const id = freshId<ItemId>('i');
                    const rest = { text, required: true, waivable: false, clauses: [] };
                    edit('putRow', { table: 'items', row: { id, node, order, ...rest } });
                  }
                }
              });
            }}
          />
        </>
      )}
      <div className={classes['row']} style={{ flexWrap: 'wrap' }}>
        <Button size="sm" onClick={() => void commands.tidy()}>
          Tidy
        </Button>
        <Button
          size="sm"
          onClick={() => {
            commands.duplicate();
          }}
        >
          Duplicate
        </Button>
        <Button size="sm" onClick={() => commands.view()?.fit(commands.selectedNodes())}>
          Fit
        </Button>
        <Button size="sm" onClick={commands.remove}>
          Delete
        </Button>
      </div>
    </div>
  );
}

/** "2 gates, 1 step" */
function counted(nodes: readonly Node[]): string {
  const counts = new Map<NodeKind, number>();
  for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, n]) => plural(n, kinds[kind].word.toLowerCase())).join(', ');
}

/** The value that all have; undefined where they differ. */
function common<T>(values: readonly T[]): T | undefined {
  const [first, ...rest] = values;
  return rest.every((value) => value === first) ? first : undefined;
}

const letterWords: readonly { readonly value: Letter; readonly label: string }[] = [
  { value: 'A', label: 'Keeps all' },
  { value: 'S', label: 'Signs all' },
  { value: 'R', label: 'Works all' },
  { value: 'C', label: 'Is asked at all' },
  { value: 'I', label: 'Is told at all' },
];

function AssignAll({
  diagram,
  nodes,
}: {
  readonly diagram: Diagram;
  readonly nodes: readonly Node[];
}): ReactNode {
  const { draft } = useEditor();
  const steps = nodes.some(({ kind }) => kind === 'step');
  const offered = letterWords.filter(({ value }) => !steps || (value !== 'A' && value !== 'S'));
  const rows = Object.values(diagram.assignments);
  return offered.map(({ value: letter, label }) => {
    const roles = nodes.map(
      ({ id }) => rows.find((row) => row.node === id && row.letter === letter)?.role ?? null,
    );
    const shared = common(roles);
    return (
      <ChoiceField
        key={letter}
        label={label}
        placeholder={shared === undefined ? 'Mixed' : 'Nobody'}
        value={shared ?? null}
        choices={roleChoices(rolesOf(diagram))}
        onWrite={(role) => {
          if (role === null) return;
          draft.group('Assign to all', (edit) => {
            for (const { id: node } of nodes) {
              const has = rows.some(
                (row) => row.node === node && row.letter === letter && row.role === role,
              );
              if (!has)
                edit('assignRole', { id: newAssignmentId(), role: as<RoleId>(role), node, letter });
            }
          });
        }}
      />
    );
  });
}

function TimeOfAll({
  gates,
}: {
  readonly gates: readonly Extract<Node, { kind: 'gate' }>[];
}): ReactNode {
  const { draft } = useEditor();
  const stroke = useStroke();
  const timed = gates.flatMap(({ id, sla }) => (sla === undefined ? [] : [{ id, sla }]));
  const minutes = common(timed.map(({ sla }) => sla.minutes));
  if (timed.length < gates.length) return null;
  return (
    <NumberField
      label="Time of all"
      placeholder={minutes === undefined ? 'Mixed' : ''}
      value={minutes === undefined ? undefined : minutes / 60}
      whole={false}
      min={0}
      suffix=" business hours"
      onWrite={(hours, typed) => {
        if (hours === undefined || hours <= 0) return;
        const set = Math.max(1, Math.round(hours * 60));
        draft.group(
          'Set time',
          (edit) => {
            for (const { id, sla } of timed)
              edit('setNode', { id, set: { sla: { ...sla, minutes: set } } });
          },
          typed ?? stroke.current(),
        );
      }}
    />
  );
}
