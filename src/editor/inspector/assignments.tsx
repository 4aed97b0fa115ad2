/** Who has to do with a node: A keeps the gate, S signs too, R works, C is asked, I is told. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Assignment, Letter, Quorum } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId, RoleId } from '#model/ids.ts';
import { assignmentsOf, rolesOf } from '#model/rows.ts';
import { useEditor, usePart } from '../context.ts';
import { newAssignmentId, newNodeId } from '../ids.ts';
import { newNode } from '../kinds.ts';
import { ChoiceField, NumberField, TickField } from './fields.tsx';
import type { Choice } from './fields.tsx';
import classes from './inspector.module.css';
import { Section } from './section.tsx';
import { roleChoices } from './writes.ts';

export const letters: Readonly<Record<Letter, string>> = {
  A: 'Keeps the gate and signs',
  S: 'Signs too',
  R: 'Works it',
  C: 'Is asked',
  I: 'Is told',
};
const all: readonly Letter[] = ['A', 'S', 'R', 'C', 'I'];
const quorums: readonly Choice<Quorum['kind']>[] = [
  { value: 'any', label: 'Any one' },
  { value: 'all', label: 'All' },
  { value: 'atLeast', label: 'At least' },
];

export const Assignments = memo(function Assignments({
  node,
  allowed = all,
}: {
  readonly node: NodeId;
  readonly allowed?: readonly Letter[];
}): ReactNode {
  const { draft } = useEditor();
  const roles = usePart(rolesOf);
  const rows = usePart((diagram) => assignmentsOf(diagram, node));
  const free =
    allowed.find((letter) => letter !== 'A' || !rows.some((row) => row.letter === 'A')) ?? 'I';
  const assign = (role: RoleId): void => {
    draft.edit('Assign', 'assignRole', { id: newAssignmentId(), role, node, letter: free });
  };
  return (
    <Section
      title="Assignments"
      count={rows.length}
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label="Add a role">
              <ActionIcon size="xs" aria-label="Add a role">
                <Plus size={14} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
            {roles.map((role) => (
              <Menu.Item
                key={role.id}
                onClick={() => {
                  assign(as<RoleId>(role.id));
                }}
              >
                {role.name || 'Unnamed role'}
              </Menu.Item>
            ))}
            <Menu.Item
              leftSection={<Plus size={14} />}
              onClick={() => {
                const role = as<RoleId>(newNodeId('role'));
                draft.group('Add role', (edit) => {
                  edit('addNode', { node: newNode('role', role) });
                  edit('assignRole', { id: newAssignmentId(), role, node, letter: free });
                });
              }}
            >
              New role
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      {rows.length === 0 && <p className={classes['hint']}>Nobody is assigned yet.</p>}
      {rows.map((row) => (
        <AssignmentRow key={row.id} row={row} allowed={allowed} />
      ))}
    </Section>
  );
});

export const AssignmentRow = memo(function AssignmentRow({
  row,
  allowed = all,
}: {
  readonly row: Assignment;
  readonly allowed?: readonly Letter[];
}): ReactNode {
  const { draft } = useEditor();
  const roles = usePart(rolesOf);
  const set = (next: Partial<Pick<Assignment, 'letter' | 'role' | 'quorum' | 'before'>>): void => {
    const { quorum, before, ...rest } = { ...row, ...next };
    const signs = rest.letter === 'A' || rest.letter === 'S';
    draft.edit('Assign', 'assignRole', {
      ...rest,
      ...(signs && quorum !== undefined ? { quorum } : {}),
      ...(rest.letter === 'C' && before === true ? { before } : {}),
    });
  };
  const quorum = row.quorum ?? { kind: 'any' };
  return (
    <div>
      <div className={classes['row']}>
        <Menu position="bottom-start">
          <Menu.Target>
            <button
              type="button"
              className={classes['letter']}
              data-letter={row.letter}
              aria-label={`${row.letter}: ${letters[row.letter]}. Change`}
              title={letters[row.letter]}
            >
              {row.letter}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {allowed.map((letter) => (
              <Menu.Item
                key={letter}
                leftSection={
                  <span className={classes['letter']} data-letter={letter}>
                    {letter}
                  </span>
                }
                onClick={() => {
                  set({ letter });
                }}
              >
                {letters[letter]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <div className={classes['grow']}>
          <ChoiceField
            label="Role"
            bare
            value={row.role}
            choices={roleChoices(roles)}
            onWrite={(role) => {
              if (role !== null) set({ role });
            }}
          />
        </div>
        <Tooltip label="Remove">
          <ActionIcon
            size="xs"
            aria-label="Remove the assignment"
            onClick={() => {
              draft.edit('Unassign', 'unassign', { id: row.id });
            }}
          >
            <Trash2 size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      {(row.letter === 'A' || row.letter === 'S') && (
        <div className={classes['row']} style={{ paddingLeft: 28 }}>
          <ChoiceField
            label="How many sign"
            bare
            value={quorum.kind}
            choices={quorums}
            onWrite={(kind) => {
              if (kind === 'atLeast') set({ quorum: { kind, n: 2 } });
              else if (kind !== null) set({ quorum: { kind } });
            }}
          />
          {quorum.kind === 'atLeast' && (
            <NumberField
              label="At least"
              bare
              min={1}
              max={99}
              value={quorum.n}
              onWrite={(n) => {
                if (n !== undefined && n >= 1) set({ quorum: { kind: 'atLeast', n } });
              }}
            />
          )}
          <span className={classes['hint']}>of the role signs</span>
        </div>
      )}
      {row.letter === 'C' && (
        <div style={{ paddingLeft: 28 }}>
          <TickField
            label="Must answer before anyone signs"
            value={row.before === true}
            onWrite={(before) => {
              set({ before });
            }}
          />
        </div>
      )}
    </div>
  );
});
