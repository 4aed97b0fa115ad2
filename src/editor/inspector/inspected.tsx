/** What is selected, complete: a node of any kind, a flow, an assignment, several things, or the SOP itself. */
import { ActionIcon, Menu } from '@mantine/core';
import { MoreHorizontal } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Node, NodeKind } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, NodeId } from '#model/ids.ts';
import { gateNumber, runs } from '#model/rows.ts';
import { Seal } from '#ui/seal.tsx';
import { useDiagram, useEditor, useEditorState, usePart } from '../context.ts';
import { kinds } from '../kinds.ts';
import { AssignmentRow, letters } from './assignments.tsx';
import { DecisionFields } from './decision.tsx';
import { ChoiceField, TextField } from './fields.tsx';
import { useStroke } from '../stroke.ts';
import { FlowFields } from './flow.tsx';
import { GateFields } from './gate.tsx';
import classes from './inspector.module.css';
import { IntakeFields } from './intake.tsx';
import { Section } from './section.tsx';
import {
  DocumentFields,
  EndFields,
  NoteFields,
  NotifyFields,
  RoleFields,
  StepFields,
} from './small-kinds.tsx';
import { SeveralFields } from './several.tsx';
import { SopFields } from './sop.tsx';
import { SubprocessFields } from './subprocess.tsx';
import { WaitFields } from './wait.tsx';
import { nodeChoices, useNodes, useSetNode } from './writes.ts';
import { titleOf } from '../title-of.ts';

const own: { readonly [K in NodeKind]: (node: Extract<Node, { kind: K }>) => ReactNode } = {
  intake: () => <IntakeFields />,
  step: (node) => <StepFields node={node} />,
  gate: (node) => <GateFields node={node} />,
  decision: (node) => <DecisionFields node={node} />,
  parallel: () => null,
  wait: (node) => <WaitFields node={node} />,
  notify: (node) => <NotifyFields node={node} />,
  subprocess: (node) => <SubprocessFields node={node} />,
  end: (node) => <EndFields node={node} />,
  role: (node) => <RoleFields node={node} />,
  phase: () => null,
  note: (node) => <NoteFields node={node} />,
  document: (node) => <DocumentFields node={node} />,
};
function ownOf<K extends NodeKind>(kind: K, node: Extract<Node, { kind: K }>): ReactNode {
  return own[kind](node);
}

export default function Inspected(): ReactNode {
  const diagram = useDiagram();
  const selected = useEditorState((state) => state.selected);
  const [first, second] = [...selected].filter(
    (id) => id in diagram.nodes || id in diagram.flows || id in diagram.assignments,
  );
  if (first === undefined) return <SopFields />;
  if (second !== undefined)
    return (
      <>
        <Top name={`${selected.size} selected`} id="" word="Several" />
        <SeveralFields />
      </>
    );
  const node = diagram.nodes[as<NodeId>(first)];
  if (node !== undefined) return <NodeFields key={node.id} node={node} />;
  const flow = diagram.flows[as<FlowId>(first)];
  if (flow !== undefined)
    return (
      <>
        <Top name="Flow" id={flow.id} word="Flow" />
        <FlowFields key={flow.id} flow={flow} />
      </>
    );
  const row = diagram.assignments[as<AssignmentId>(first)];
  const at = row === undefined ? undefined : diagram.nodes[row.node];
  return row === undefined || at === undefined ? (
    <SopFields />
  ) : (
    <>
      <Top name={letters[row.letter]} id={row.id} word="Assignment" />
      <div className={classes['plain']}>
        <AssignmentRow
          row={row}
          allowed={at.kind === 'gate' ? ['A', 'S', 'R', 'C', 'I'] : ['R', 'C', 'I']}
        />
        <Jump id={at.id} label={`At ${titleOf(at)}`} />
        <Jump id={row.role} label="Show the role" />
      </div>
    </>
  );
}

function Jump({ id, label }: { readonly id: NodeId; readonly label: string }): ReactNode {
  const { commands } = useEditor();
  return (
    <button
      type="button"
      className={classes['more']}
      onClick={() => {
        commands.show({ table: 'nodes', id });
      }}
    >
      {label}
    </button>
  );
}

function Top({
  name,
  id,
  word,
  icon,
}: {
  readonly name: ReactNode;
  readonly id: string;
  readonly word: string;
  readonly icon?: ReactNode;
}): ReactNode {
  return (
    <div className={classes['top']}>
      {icon}
      <div>
        <strong>{name}</strong>
        <div className={classes['sub']}>
          {word}
          {id !== '' && (
            <>
              {' '}
              · <code>{id}</code>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

/** Rendered again only for another row: its sections ask for what else they show. */
const NodeFields = memo(function NodeFields({ node }: { readonly node: Node }): ReactNode {
  const set = useSetNode(node.id);
  const phases = nodeChoices(useNodes((kind) => kind === 'phase'));
  return (
    <>
      <NodeTop node={node} />
      {ownOf<NodeKind>(node.kind, node)}
      <Section title="More" closed={node.kind !== 'phase' && node.kind !== 'parallel'}>
        <TextField
          label="Description"
          lines={3}
          value={node.description ?? ''}
          onWrite={(description, stroke) => {
            set({ description: description === '' ? undefined : description }, stroke);
          }}
        />
        {runs(node.kind) && (
          <ChoiceField
            label="Phase"
            clearable
            placeholder="None"
            value={node.phase ?? null}
            choices={phases.map(({ value, label }) => ({ value: String(value), label }))}
            onWrite={(phase) => {
              set({ phase: phase ?? undefined });
            }}
          />
        )}
      </Section>
    </>
  );
});

function NodeTop({ node }: { readonly node: Node }): ReactNode {
  const { draft, commands } = useEditor();
  const number = usePart((diagram) => gateNumber(diagram, node.id));
  const stroke = useStroke();
  const { word, icon: Icon } = kinds[node.kind];
  return (
    <div className={classes['top']}>
      {node.kind === 'gate' ? (
        <Seal size={40} number={number} />
      ) : (
        <span className={classes['tile']}>
          <Icon size={20} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      <div>
        <input
          className={classes['name']}
          aria-label="Name"
          placeholder={node.kind === 'note' ? 'Note' : `Unnamed ${word.toLowerCase()}`}
          value={node.name}
          onFocus={stroke.renew}
          onChange={(event) => {
            draft.edit(
              'Rename',
              'rename',
              { id: node.id, name: event.currentTarget.value },
              stroke.current(),
            );
          }}
        />
        <div className={classes['sub']}>
          {word} · <code>{node.id}</code>
        </div>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label="More">
            <MoreHorizontal size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={commands.pickKind}>Change kind</Menu.Item>
          <Menu.Item
            onClick={() => {
              commands.duplicate();
            }}
          >
            Duplicate
          </Menu.Item>
          <Menu.Item color="rejected" onClick={commands.remove}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
