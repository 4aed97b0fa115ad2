/** How each kind is drawn; the compiler keeps the record complete. */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Diagram, Node, NodeKind } from '#model/diagram.ts';
import { kindWords } from '#model/kind-words.ts';
import { outcomes } from '../outcome.tsx';
import { plural } from '../format.ts';
import { DecisionDrawing } from './decision.tsx';
import classes from './diagram.module.css';
import { DocumentDrawing } from './document.tsx';
import type { Drawing, DrawingProps } from './drawing.ts';
import { EndDrawing } from './end.tsx';
import { factsOf } from './facts.ts';
import { GateDrawing } from './gate.tsx';
import { IntakeDrawing } from './intake.tsx';
import { NoteDrawing } from './note.tsx';
import { NotifyDrawing } from './notify.tsx';
import { ParallelDrawing } from './parallel.tsx';
import { PhaseDrawing } from './phase.tsx';
import { RoleDrawing } from './role.tsx';
import { full, idle } from './state.ts';
import type { Level, NodeState } from './state.ts';
import { StepDrawing, SubprocessDrawing } from './step.tsx';
import { WaitDrawing } from './wait.tsx';

const drawings: { readonly [K in NodeKind]: Drawing<K> } = {
  intake: IntakeDrawing,
  step: StepDrawing,
  gate: GateDrawing,
  decision: DecisionDrawing,
  parallel: ParallelDrawing,
  wait: WaitDrawing,
  notify: NotifyDrawing,
  subprocess: SubprocessDrawing,
  end: EndDrawing,
  role: RoleDrawing,
  phase: PhaseDrawing,
  note: NoteDrawing,
  document: DocumentDrawing,
};

function draw<K extends NodeKind>(kind: K, props: DrawingProps<K>): ReactNode {
  return drawings[kind](props);
}

interface NodeProps {
  readonly node: Node;
  readonly diagram: Diagram;
  readonly state?: NodeState;
  readonly level?: Level;
}

/**
 * A node as an SVG group at (0, 0), drawn anew only when something of it that is drawn has changed: an edit elsewhere
 * leaves it alone.
 */
export const NodeDrawing = memo(function NodeDrawing({
  node,
  diagram,
  state = idle,
  level = full,
}: NodeProps): ReactNode {
  return (
    <g className={state.dimmed === true ? classes['dimmed'] : undefined}>
      {draw<NodeKind>(node.kind, { node, diagram, state, level })}
    </g>
  );
}, same);

function same(a: NodeProps, b: NodeProps): boolean {
  if (a.node !== b.node || a.level !== b.level || a.state !== b.state) return false;
  if (a.diagram === b.diagram) return true;
  if (a.diagram.layout[a.node.id] !== b.diagram.layout[b.node.id]) return false;
  return factsOf(a.diagram, a.node.id).key === factsOf(b.diagram, b.node.id).key;
}

/** What a node is called to who listens: "Gate 1, Technical readiness, open now, 1 warning". */
export function nodeWords(diagram: Diagram, node: Node, state: NodeState = idle): string {
  const { number } = factsOf(diagram, node.id);
  const kind = kindWords[node.kind] + (node.kind === 'gate' && number !== null ? ` ${number}` : '');
  const name = node.kind === 'note' ? node.text : node.name;
  const done = state.visited?.outcome;
  return [
    kind,
    name.trim(),
    node.kind === 'end' ? outcomes[node.outcome].status : '',
    state.selected === true ? 'selected' : '',
    state.running === undefined ? '' : 'open now',
    state.running === undefined && state.visited !== undefined
      ? done === undefined
        ? 'done'
        : outcomes[done].status
      : '',
    state.heat === undefined ? '' : `${state.heat.value} ${state.heat.unit}`.trim(),
    state.finding === undefined ? '' : plural(1, state.finding),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
