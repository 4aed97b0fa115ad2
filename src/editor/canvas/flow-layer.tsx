/** All flows and assignment lines in one layer between phases and nodes; each is drawn anew only when it changed. */
import { ViewportPortal } from '@xyflow/react';
import { memo, useCallback, useMemo, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { platesOf } from '#layout/labels.ts';
import type { Plate } from '#layout/labels.ts';
import type { Diagram, Flow } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { FlowPath } from '#ui/diagram/edge.tsx';
import { Links } from '#ui/diagram/links.tsx';
import { crossings, labelSpot, roundedPath } from '#ui/diagram/path.ts';
import type { Points } from '#ui/diagram/path.ts';
import type { FlowState, Level } from '#ui/diagram/state.ts';
import { useEditor, useEditorState } from '../context.ts';
import { select } from '../state.ts';
import { flowWords } from '../way-words.ts';
import { AssignmentLines } from './assignment-lines.tsx';
import classes from './canvas.module.css';
import { hold } from './hold.ts';
import { TypedLabel } from './label-editor.tsx';
import { useLevel } from './level.ts';
import { boxesOf } from './places.ts';
import { few, liveDrawing, wayToPointer } from './routes.ts';
import type { Ways } from './routes.ts';
import { useSeen } from './seen.ts';

export function FlowLayer({
  diagram,
  ways: all,
  crowd,
}: {
  readonly diagram: Diagram;
  readonly ways: Ways;
  /** The flows are painted elsewhere, but those in the hand. */
  readonly crowd: boolean;
}): ReactNode {
  const ways = crowd ? noWays : all;
  const drag = useEditorState((state) => state.drag);
  const selected = useEditorState((state) => state.selected);
  const splits = useEditorState((state) => state.splits);
  const naming = useEditorState((state) => state.naming);
  const level = useLevel();
  const { store, commands } = useEditor();
  const go = useCallback(
    (nodes: readonly NodeId[]) => {
      select(store, nodes);
      const [first, more] = nodes;
      if (first === undefined) return;
      if (more === undefined) commands.view()?.reveal(first);
      else commands.view()?.fit(nodes);
    },
    [store, commands],
  );
  const [live] = useState(liveDrawing);
  const seen = useSeen(ways);
  const still = useMemo(
    () => ({ ways, plates: platesOf(diagram, seen) }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- labels depend on nodes, flows and assignments, not on the rest
    [ways, seen, diagram.nodes, diagram.flows, diagram.assignments],
  );
  const moving = useMemo(
    () => (drag === null ? null : live(diagram, still, drag)),
    [drag, live, diagram, still],
  );
  const shown: Ways = useMemo(
    () => (moving === null ? seen : new Map([...seen, ...moving.ways])),
    [moving, seen],
  );
  const jumps = useMemo(
    () => (shown.size > few || level.detail === 'overview' ? [] : crossings([...shown.values()])),
    [shown, level.detail],
  );
  const named = naming === null ? undefined : diagram.flows[as<FlowId>(naming)];
  const namedWay = named === undefined ? undefined : shown.get(named.id);
  return (
    <ViewportPortal>
      <svg className={classes['flows']}>
        {[...shown].map(([id, points], at) => {
          const flow = diagram.flows[id];
          return flow === undefined ? null : (
            <FlowOnCanvas
              key={id}
              flow={flow}
              diagram={diagram}
              points={points}
              jumps={jumps[at] ?? noJumps}
              plate={moving?.plates.get(id) ?? still.plates.get(id)}
              selected={selected.has(id) || splits === id}
              level={level}
            />
          );
        })}
        {!crowd && <Links diagram={diagram} level={level} moved={drag} onGo={go} />}
        {level.detail === 'full' && <AssignmentLines diagram={diagram} />}
        <Connecting diagram={diagram} />
      </svg>
      {named !== undefined && namedWay !== undefined && <FlowName flow={named} points={namedWay} />}
    </ViewportPortal>
  );
}

const noJumps: Points = [];
const noWays: Ways = new Map();

interface OnCanvas {
  readonly flow: Flow;
  readonly diagram: Diagram;
  readonly points: Points;
  readonly jumps: Points;
  readonly plate: Plate | undefined;
  readonly selected: boolean;
  readonly level: Level;
}
const looks: Readonly<Record<string, FlowState>> = {
  'false false': {},
  'true false': { hover: true },
  'false true': { selected: true },
  'true true': { hover: true, selected: true },
};

const FlowOnCanvas = memo(
  function FlowOnCanvas({
    flow,
    diagram,
    points,
    jumps,
    plate,
    selected,
    level,
  }: OnCanvas): ReactNode {
    const { store } = useEditor();
    const [hover, setHover] = useState(false);
    const [bent, setBent] = useState<Points | null>(null);
    const drawn = bent ?? points;
    return (
      <g>
        <path
          d={roundedPath(drawn, 0)}
          className={`${classes['hit']} nopan`}
          data-flow={flow.id}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a line of a drawing
          role="img"
          aria-label={flowWords(diagram, flow)}
          onPointerEnter={() => {
            setHover(true);
          }}
          onPointerLeave={() => {
            setHover(false);
          }}
          onClick={(event) => {
            const { selected: before } = store.getState();
            select(store, event.shiftKey ? [...before, flow.id] : [flow.id]);
          }}
          onDoubleClick={() => {
            store.setState({ selected: new Set([flow.id]), naming: flow.id });
          }}
        />
        <g className={classes['drawn']}>
          <FlowPath
            flow={flow}
            diagram={diagram}
            points={drawn}
            jumps={bent === null ? jumps : noJumps}
            plate={bent === null ? plate : undefined}
            state={looks[`${hover} ${selected}`] ?? {}}
            level={level}
          />
        </g>
        {selected && <Bends flow={flow} points={drawn} onBend={setBent} />}
      </g>
    );
  },
  (a, b) =>
    a.flow === b.flow &&
    a.points === b.points &&
    samePoints(a.jumps, b.jumps) &&
    a.plate?.x === b.plate?.x &&
    a.plate?.y === b.plate?.y &&
    a.selected === b.selected &&
    a.level === b.level &&
    a.diagram.nodes[a.flow.from] === b.diagram.nodes[b.flow.from] &&
    a.diagram.nodes[a.flow.to]?.name === b.diagram.nodes[b.flow.to]?.name,
);

const samePoints = (a: Points, b: Points): boolean =>
  a.length === b.length && a.every(([x, y], at) => x === b[at]?.[0] && y === b[at]?.[1]);

/** Grips on the inner stretches of a selected flow: a stretch moved by hand is kept. */
function Bends({
  flow,
  points,
  onBend,
}: {
  readonly flow: Flow;
  readonly points: Points;
  readonly onBend: (points: Points | null) => void;
}): ReactNode {
  const { draft, commands } = useEditor();
  const start = (event: PointerEvent, at: number): void => {
    const view = commands.view();
    if (view === null || event.button !== 0) return;
    event.stopPropagation();
    let now: Points | null = null;
    hold(
      event,
      ({ clientX, clientY }) => {
        const { x, y } = view.toDiagram({ x: clientX, y: clientY });
        now = shifted(points, at, Math.round(x), Math.round(y));
        onBend(now);
      },
      (dropped) => {
        if (dropped && now !== null)
          draft.edit('Bend', 'putRow', {
            table: 'layout',
            // Pinned: bends of a hand are kept when a node moves.
            row: { ...draft.diagram().layout[flow.id], id: flow.id, bends: [...now], pinned: true },
          });
        onBend(null);
      },
    );
  };
  return points.slice(1, -2).map(([x, y], i) => {
    const [nx, ny] = points[i + 2] ?? [x, y];
    return (
      <circle
        key={i}
        className={`${classes['bend']} nopan`}
        data-lies={y === ny || undefined}
        cx={(x + nx) / 2}
        cy={(y + ny) / 2}
        r={5}
        onPointerDown={(event) => {
          start(event, i + 1);
        }}
      />
    );
  });
}

/** The stretch from point `at` on moved across itself to the pointer. */
function shifted(points: Points, at: number, x: number, y: number): Points {
  const a = points[at];
  const b = points[at + 1];
  if (a === undefined || b === undefined) return points;
  const lies = a[1] === b[1];
  return points.map(([px, py], i) =>
    i !== at && i !== at + 1 ? ([px, py] as const) : lies ? ([px, y] as const) : ([x, py] as const),
  );
}

function FlowName({ flow, points }: { readonly flow: Flow; readonly points: Points }): ReactNode {
  const { draft } = useEditor();
  const { x, y } = labelSpot(points, 80);
  return (
    <div className={classes['flowName']} style={{ transform: `translate(${x}px, ${y}px)` }}>
      <TypedLabel
        label="Label of the flow"
        before={flow.label ?? ''}
        kind="flow"
        onKeep={(text) => {
          const set = { label: text === '' ? undefined : text };
          draft.edit('Label', 'setRow', { table: 'flows', id: flow.id, set });
        }}
      />
    </div>
  );
}

/** The flow in the hand. */
function Connecting({ diagram }: { readonly diagram: Diagram }): ReactNode {
  const connecting = useEditorState((state) => state.connecting);
  const source = connecting === null ? undefined : diagram.nodes[connecting.from];
  const box = connecting === null ? undefined : boxesOf(diagram).get(connecting.from);
  if (connecting === null || source === undefined || box === undefined) return null;
  const refused = typeof connecting.verdict === 'string';
  return (
    <path
      d={roundedPath(wayToPointer(source, box, connecting.at), 0)}
      className={classes['inHand']}
      data-refused={refused || undefined}
      data-role={source.kind === 'role' || undefined}
    />
  );
}
