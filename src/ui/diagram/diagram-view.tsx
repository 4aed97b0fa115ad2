/** A diagram to look at: pan, zoom, pinch, fit; nodes by keyboard; tokens that run along the drawn flows. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Diagram, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { alongTheFlow } from '#model/rows.ts';
import { platesOf } from '#layout/labels.ts';
import { standing } from '#layout/standing.ts';
import { routeFlows } from '#layout/route.ts';
import classes from './diagram.module.css';
import { FlowPath } from './edge.tsx';
import { FocusableNode } from './focusable-node.tsx';
import { HeatValues } from './heat-values.tsx';
import { boundsOf, boxOf, placedNodes } from './geometry.ts';
import type { Box } from './geometry.ts';
import { NodeDrawing, nodeWords } from './nodes.tsx';
import { Links } from './links.tsx';
import { OverviewFlows, OverviewNode } from './overview.tsx';
import { crossings } from './path.ts';
import type { Points } from './path.ts';
import { Placed } from './placed-roles.tsx';
import { idle, levelAt } from './state.ts';
import type { FlowState, Level, NodeState } from './state.ts';
import { Tokens } from './tokens.tsx';
import type { ViewToken } from './tokens.tsx';
import { useViewport } from './viewport.ts';

export interface DiagramViewProps {
  readonly diagram: Diagram;
  readonly states?: { readonly [node in NodeId]: NodeState };
  readonly visited?: ReadonlySet<FlowId>;
  readonly tokens?: readonly ViewToken[];
  /** Where a run stops: marked with a red diamond. */
  readonly stops?: ReadonlySet<NodeId>;
  /** 1 = 420 ms a flow. */
  readonly speed?: number;
  readonly onNode?: (node: NodeId) => void;
  /** Brought into view whenever it changes. */
  readonly focus?: NodeId | null;
  /** The view goes with `focus`, close enough to read. */
  readonly follow?: boolean;
  /** Inside a page that scrolls: a bare wheel is the page's. */
  readonly embedded?: boolean;
  /** Without the zoom buttons. */
  readonly bare?: boolean;
  /** Its accessible name. */
  readonly label?: string;
}

export function DiagramView({
  diagram: given,
  states,
  visited,
  tokens = noTokens,
  stops,
  speed = 1,
  onNode,
  focus = null,
  follow = false,
  embedded = false,
  bare = false,
  label = 'Diagram',
}: DiagramViewProps): ReactNode {
  const diagram = useMemo(() => standing(given), [given]);
  const paths = useMemo(() => routeFlows(diagram), [diagram]);
  const bounds = useMemo(() => boundsOf(diagram, paths), [diagram, paths]);
  const frame = useRef<HTMLDivElement>(null);
  const { view, leapt, dragging, fit, zoomBy, show, size } = useViewport(frame, bounds, {
    embedded,
  });
  const level = levelAt(view.zoom);

  const focused = focus === null ? undefined : diagram.nodes[focus];
  useEffect(() => {
    const box = focused === undefined ? null : boxOf(diagram, focused);
    if (box !== null && size.w > 0) show(box, follow);
  }, [focused, diagram, show, size.w, follow]);

  return (
    <section
      ref={frame}
      aria-label={label}
      className={`${classes['view']} ${dragging ? classes['panning'] : classes['pan']}`}
      data-detail={level.detail}
    >
      <svg className={classes['svg']}>
        <Dots view={view} />
        <g
          transform={`translate(${view.x} ${view.y}) scale(${view.zoom})`}
          className={leapt && !dragging ? classes['moving'] : undefined}
        >
          <World
            diagram={diagram}
            paths={paths}
            states={states}
            visited={visited}
            tokens={tokens}
            stops={stops}
            level={level}
            onNode={onNode}
            onShow={show}
          />
          <Tokens diagram={diagram} paths={paths} tokens={tokens} level={level} speed={speed} />
        </g>
      </svg>
      {!bare && (
        <div className={classes['tools']} data-no-print>
          <Tool
            label="Zoom out"
            onClick={() => zoomBy(1 / 1.25)}
            icon={<Minus size={16} strokeWidth={1.75} />}
          />
          <span className={classes['zoom']}>{Math.round(view.zoom * 100)} %</span>
          <Tool
            label="Zoom in"
            onClick={() => zoomBy(1.25)}
            icon={<Plus size={16} strokeWidth={1.75} />}
          />
          <Tool label="Fit" onClick={fit} icon={<Maximize size={14} strokeWidth={2.1} />} />
        </div>
      )}
    </section>
  );
}

function Tool({
  label,
  onClick,
  icon,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly icon: ReactNode;
}): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** The dot grid, 20 px of the world apart; it fades out before it becomes noise. */
function Dots({ view }: { readonly view: { x: number; y: number; zoom: number } }): ReactNode {
  const pitch = 20 * view.zoom;
  if (pitch < 9) return null;
  return (
    <>
      <defs>
        <pattern
          id="cs-dots"
          x={view.x}
          y={view.y}
          width={pitch}
          height={pitch}
          patternUnits="userSpaceOnUse"
        >
          <circle
            cx={1.1}
            cy={1.1}
            r={Math.min(1.1, view.zoom * 1.1)}
            fill="var(--cs-canvas-dot)"
          />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#cs-dots)" />
    </>
  );
}

interface WorldProps {
  readonly diagram: Diagram;
  readonly paths: ReadonlyMap<FlowId, Points>;
  readonly states: { readonly [node in NodeId]: NodeState } | undefined;
  readonly visited: ReadonlySet<FlowId> | undefined;
  readonly tokens: readonly ViewToken[];
  readonly stops: ReadonlySet<NodeId> | undefined;
  readonly level: Level;
  readonly onNode: ((node: NodeId) => void) | undefined;
  readonly onShow: (box: Box) => void;
}

const noTokens: readonly ViewToken[] = [];
const passed: FlowState = { visited: true };
const standingHere: NodeState = { running: {} };

/** Phases, flows, nodes: all that does not change with a pan. */
function World({
  diagram,
  paths,
  states,
  visited,
  tokens,
  stops,
  level,
  onNode,
  onShow,
}: WorldProps): ReactNode {
  const plates = useMemo(() => platesOf(diagram, paths), [diagram, paths]);
  return useMemo(() => {
    const occupied = new Set(tokens.map(({ node }) => node));
    const stateOf = (node: Node): NodeState => {
      const state = states?.[node.id] ?? idle;
      if (!occupied.has(node.id) || state.running !== undefined) return state;
      return state === idle ? standingHere : { ...state, running: {} };
    };
    const jumps = level.detail === 'overview' ? [] : crossings([...paths.values()]);
    const order = new Map(alongTheFlow(diagram).map((id, at) => [id, at]));
    const nodes = placedNodes(diagram).toSorted(
      (a, b) => (order.get(a.node.id) ?? Infinity) - (order.get(b.node.id) ?? Infinity) || 0,
    );
    const placed = new Map(nodes.map((one) => [one.node.id, one.box]));
    const node = ({ node: it, box }: { node: Node; box: Box }): ReactNode => {
      const state = stateOf(it);
      const press =
        onNode === undefined
          ? {}
          : {
              onClick: () => onNode(it.id),
              onKeyDown: (event: KeyboardEvent) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onNode(it.id);
              },
            };
      return (
        <FocusableNode
          key={it.id}
          node={it.id}
          box={box}
          onShow={onShow}
          words={`${nodeWords(diagram, it, state)}${stops?.has(it.id) === true ? ', breakpoint' : ''}`}
          press={press}
        >
          {(focused) => {
            const shown = focused ? { ...state, focused } : state;
            return level.detail === 'overview' ? (
              <OverviewNode node={it} box={box} diagram={diagram} state={shown} zoom={level.zoom} />
            ) : (
              <NodeDrawing node={it} diagram={diagram} state={shown} level={level} />
            );
          }}
        </FocusableNode>
      );
    };
    return (
      <>
        {nodes.filter((one) => one.node.kind === 'phase').map(node)}
        {level.detail === 'overview' ? (
          <OverviewFlows diagram={diagram} paths={paths} zoom={level.zoom} visited={visited} />
        ) : (
          [...paths].map(([id, points], at) => {
            const flow = diagram.flows[id];
            return flow === undefined ? null : (
              <FlowPath
                key={id}
                flow={flow}
                diagram={diagram}
                points={points}
                jumps={jumps[at] ?? []}
                plate={plates.get(id)}
                level={level}
                {...(visited?.has(id) === true ? { state: passed } : {})}
              />
            );
          })
        )}
        <Links
          diagram={diagram}
          level={level}
          onGo={([id]) => {
            const box = id === undefined ? undefined : placed.get(id);
            if (box !== undefined) onShow(box);
          }}
        />
        {level.detail === 'full' && <Placed diagram={diagram} />}
        {nodes.filter((one) => one.node.kind !== 'phase').map(node)}
        {nodes.map(({ node: { id }, box }) =>
          stops?.has(id) === true ? (
            <path
              key={id}
              aria-hidden
              transform={`translate(${box.x} ${box.y}) scale(${1 / Math.min(1, level.zoom)})`}
              d="M0 -8L8 0L0 8L-8 0Z"
              fill="var(--cs-rejected-solid)"
              stroke="var(--cs-bg-surface)"
              strokeWidth={2}
            />
          ) : null,
        )}
        <HeatValues nodes={nodes} states={states} level={level} />
      </>
    );
  }, [diagram, paths, plates, states, visited, tokens, stops, level, onNode, onShow]);
}
