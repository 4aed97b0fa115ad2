/**
 * The overview of a diagram, a pure function of it: what is drawn below zoom 0.35, in the minimap and as the library's
 * thumbnails. Gates are seals with a stub of their plate, everything else its bare silhouette.
 */
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Diagram, Node } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { silhouette } from '#layout/silhouette.ts';
import { cutText } from '#layout/text.ts';
import { named } from '../named.ts';
import { hueOf, OutcomeShape, outcomes } from '../outcome.tsx';
import { SealShape } from '../seal.tsx';
import classes from './diagram.module.css';
import { flowColor } from './edge.tsx';
import { factsOf } from './facts.ts';
import { lineOf } from './frame.tsx';
import { spareOf, TitleLines, titleIn } from './gate-title.tsx';
import { boundsOf, placedNodes, storedPaths } from './geometry.ts';
import type { Box } from './geometry.ts';
import { roundedPath } from './path.ts';
import type { Points } from './path.ts';
import { idle } from './state.ts';
import type { NodeState } from './state.ts';
import { upToTrunks } from './trunks.ts';

/**
 * Radius in px of the world of a gate's seal: 30 px across on the screen, less where gates stand close, never below
 * `least` px.
 */
const sealRadius = (zoom: number, least: number): number =>
  Math.max(least, Math.min(30, 110 * zoom)) / 2 / zoom;
/** On the canvas; a thumbnail takes less. */
const canvasSeal = 18;
const thumbnailSeal = 14;
/** Lines of a thumbnail are thinner, or they would fill it. */
const thumbnailLine = 0.65;

/** One node of the overview as an SVG group at (0, 0). */
export function OverviewNode({
  node,
  box,
  diagram,
  state = idle,
  zoom,
  least = canvasSeal,
}: {
  readonly node: Node;
  readonly box: Box;
  readonly diagram: Diagram;
  readonly state?: NodeState;
  readonly zoom: number;
  /** px on the screen that a seal is at least. */
  readonly least?: number;
}): ReactNode {
  const stroke = (least < canvasSeal ? 0.8 : 1.4) / zoom;
  switch (node.kind) {
    case 'gate': {
      const r = sealRadius(zoom, least);
      const outcome = state.running === undefined ? state.visited?.outcome : undefined;
      const look = lineOf(state, { line: 'var(--cs-ink-solid)', width: 1.75 });
      const facts = factsOf(diagram, node.id);
      const from = r + 3 / zoom;
      const room = { w: box.w - from - 3 / zoom, h: box.h, spare: spareOf(facts.tree.length) };
      const title = zoom * box.w > 66 ? titleIn(node.name, room, zoom, titleSizes, 600) : undefined;
      const plate = { w: box.w, h: title?.plate ?? box.h };
      return (
        <g className={state.dimmed === true ? classes['dimmed'] : undefined}>
          {state.running !== undefined && (
            <circle cy={box.h / 2} r={r + 6 / zoom} fill="var(--cs-token-halo)" />
          )}
          <path
            d={silhouette('gate', plate)}
            fill={outcome === undefined ? look.fill : `var(--cs-${hueOf[outcome]}-tint)`}
            stroke={outcome === undefined ? look.line : outcomes[outcome].solid}
            strokeWidth={stroke}
          />
          {title && <TitleLines title={title} x={from} />}
          <SealShape
            y={box.h / 2}
            r={r}
            number={r * zoom < 6.5 ? '' : facts.number}
            outcome={outcome}
            tone={
              state.running !== undefined ? 'token' : state.finding === 'error' ? 'error' : 'ink'
            }
          />
        </g>
      );
    }
    case 'end': {
      const r = Math.max(box.w / 2, (least < canvasSeal ? 3.5 : 5) / zoom);
      return <OutcomeShape outcome={node.outcome} x={box.w / 2} y={box.h / 2} r={r} />;
    }
    case 'phase':
      return (
        <>
          <path
            d={silhouette('phase', box)}
            fill="var(--cs-phase-fill)"
            stroke="var(--cs-phase-line)"
            strokeWidth={1 / zoom}
          />
          {zoom >= 0.12 && least >= canvasSeal && (
            <text
              x={10 / zoom}
              y={11.5 / zoom}
              fontSize={11 / zoom}
              className={classes['phase']}
              style={{ fontSize: 11 / zoom }}
              fill="var(--cs-text-secondary)"
            >
              {cutText(node.name, box.w - 20 / zoom, 11 / zoom, 600)}
            </text>
          )}
        </>
      );
    case 'note':
    case 'document':
    case 'role':
      return null;
    case 'intake':
    case 'step':
    case 'subprocess':
    case 'decision':
    case 'parallel':
    case 'wait':
    case 'notify': {
      const bar = node.kind === 'parallel';
      const look = lineOf(state, { line: 'var(--cs-node-line)', width: 1.4 });
      // A bar of 12 px would vanish: it keeps 2.5 px on the screen.
      const w = bar ? Math.max(box.w, 2.5 / zoom) : box.w;
      const line = bar && state.running === undefined ? 'var(--cs-node-bar)' : look.line;
      return (
        <g className={state.dimmed === true ? classes['dimmed'] : undefined}>
          <path
            d={silhouette(node.kind, { w, h: box.h })}
            fill={bar ? line : state.visited === undefined ? look.fill : 'var(--cs-ink-tint)'}
            stroke={line}
            strokeWidth={bar ? 0 : stroke}
          />
          {(node.kind === 'step' || node.kind === 'subprocess') && (
            <rect
              x={box.w * 0.12}
              y={box.h * 0.28}
              width={box.h * 0.44}
              height={box.h * 0.44}
              rx={6}
              fill="var(--cs-ink-border)"
            />
          )}
          {node.kind === 'intake' && (
            <rect
              y={box.h * 0.12}
              width={3 / zoom}
              height={box.h * 0.76}
              fill="var(--cs-ink-solid)"
            />
          )}
        </g>
      );
    }
  }
}

/** px on screen of a gate's name, tried in turn. */
const titleSizes = [11, 10.5, 10];

/** All flows of the overview. */
export function OverviewFlows({
  diagram,
  paths,
  zoom,
  visited,
  fine = 1,
}: {
  readonly diagram: Diagram;
  readonly paths: ReadonlyMap<FlowId, Points>;
  readonly zoom: number;
  readonly visited?: ReadonlySet<FlowId> | undefined;
  /** Share of the usual weight of lines. */
  readonly fine?: number;
}): ReactNode {
  const lines = new Map<string, string>();
  const add = (color: string, points: Points): void => {
    lines.set(color, (lines.get(color) ?? '') + roundedPath(points, 0));
  };
  const walked: Points[] = [];
  for (const [id, points] of upToTrunks(diagram, paths)) {
    const flow = diagram.flows[id];
    if (flow === undefined) continue;
    if (visited?.has(id) === true) walked.push(paths.get(id) ?? points);
    else add(flowColor(diagram, flow), points);
  }
  return (
    <>
      {[...lines].map(([color, d]) => (
        <path key={color} d={d} fill="none" stroke={color} strokeWidth={(1.2 * fine) / zoom} />
      ))}
      {walked.length > 0 && (
        <path
          d={walked.map((points) => roundedPath(points, 0)).join('')}
          fill="none"
          stroke="var(--cs-ink-solid)"
          strokeWidth={(2.2 * fine) / zoom}
        />
      )}
    </>
  );
}

/** The whole diagram, fitted into `width` × `height` px. */
export const Overview = memo(function Overview({
  diagram,
  width,
  height,
  states,
  visited,
  label,
}: {
  readonly diagram: Diagram;
  readonly width: number;
  readonly height: number;
  readonly states?: { readonly [node in NodeId]: NodeState };
  readonly visited?: ReadonlySet<FlowId>;
  /** Its accessible name; without one it is decoration. */
  readonly label?: string;
}): ReactNode {
  const paths = storedPaths(diagram);
  const bounds = boundsOf(diagram, paths);
  const nodes = placedNodes(diagram);
  if (bounds === null) return <svg width={width} height={height} {...named(label)} />;
  const margin = 10;
  const zoom = Math.min(
    0.3,
    (width - 2 * margin) / Math.max(1, bounds.w),
    (height - 2 * margin) / Math.max(1, bounds.h),
  );
  const x = (width - bounds.w * zoom) / 2 - bounds.x * zoom;
  const y = (height - bounds.h * zoom) / 2 - bounds.y * zoom;
  const drawn = (behind: boolean): ReactNode =>
    nodes
      .filter(({ node }) => (node.kind === 'phase') === behind)
      .map(({ node, box }) => (
        <g key={node.id} transform={`translate(${box.x} ${box.y})`}>
          <OverviewNode
            node={node}
            box={box}
            diagram={diagram}
            zoom={zoom}
            least={thumbnailSeal}
            state={states?.[node.id] ?? idle}
          />
        </g>
      ));
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={classes['overview']}
      {...named(label)}
    >
      <g transform={`translate(${x} ${y}) scale(${zoom})`}>
        {drawn(true)}
        <OverviewFlows
          diagram={diagram}
          paths={paths}
          zoom={zoom}
          visited={visited}
          fine={thumbnailLine}
        />
        {drawn(false)}
      </g>
    </svg>
  );
});
