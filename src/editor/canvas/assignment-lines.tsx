/** Dashed lines of roles that stand on their own, to what they are assigned to: quiet until one of their ends is wanted. */
import type { ReactNode } from 'react';
import { placedByHand } from '#layout/tree.ts';
import type { Assignment, Diagram } from '#model/diagram.ts';
import { assignmentsBy, nodesOf } from '#model/rows.ts';
import { boxOf } from '#ui/diagram/geometry.ts';
import { RaciBadge } from '#ui/diagram/tree.tsx';
import { useEditor, useEditorState } from '../context.ts';
import { select } from '../state.ts';
import classes from './canvas.module.css';

export function AssignmentLines({ diagram }: { readonly diagram: Diagram }): ReactNode {
  return nodesOf(diagram, 'role')
    .filter(({ id }) => placedByHand(diagram, id))
    .flatMap(({ id }) => assignmentsBy(diagram, id))
    .map((row) => <Line key={row.id} diagram={diagram} row={row} />);
}

function Line({
  diagram,
  row,
}: {
  readonly diagram: Diagram;
  readonly row: Assignment;
}): ReactNode {
  const { store } = useEditor();
  const chosen = useEditorState(({ selected }) => selected.has(row.id));
  const wanted = useEditorState(
    ({ selected, hovered }) =>
      hovered === row.role ||
      hovered === row.node ||
      selected.has(row.role) ||
      selected.has(row.node),
  );
  const roleHeld = useEditorState(({ drag }) => drag?.get(row.role));
  const nodeHeld = useEditorState(({ drag }) => drag?.get(row.node));
  const role = diagram.nodes[row.role];
  const node = diagram.nodes[row.node];
  const at = role === undefined ? null : boxOf(diagram, role);
  const its = node === undefined ? null : boxOf(diagram, node);
  if (at === null || its === null) return null;
  const a = { ...at, ...roleHeld };
  const b = { ...its, ...nodeHeld };
  const below = a.y >= b.y + b.h;
  const [x, y] = [a.x + a.w / 2, below ? a.y : a.y + a.h];
  const tx = Math.min(Math.max(x, b.x + 14), b.x + b.w - 14);
  const ty = below ? b.y + b.h : b.y;
  const middle = (y + ty) / 2;
  const d = `M${x} ${y}V${middle}H${tx}V${ty}`;
  return (
    <g className={classes['assignment']} data-wanted={chosen || wanted || undefined}>
      <path
        d={d}
        className={`${classes['hit']} nopan`}
        data-assignment={row.id}
        onClick={() => {
          select(store, [row.id]);
        }}
      />
      <path d={d} className={classes['assigned']} data-selected={chosen || undefined} />
      <g className={classes['drawn']}>
        <RaciBadge letter={row.letter} x={(x + tx) / 2} y={middle} />
      </g>
    </g>
  );
}
