/** The marks of flows drawn as two stubs, and the stubs into their targets; a press on one goes to the other end. */
import { memo } from 'react';
import type { ReactNode } from 'react';
import { inMarks, markSize, outMarks } from '#layout/links.ts';
import { nameLine } from '#layout/names.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import classes from './diagram.module.css';
import { flowColor } from './edge.tsx';
import { arrowHead, roundedPath } from './path.ts';
import type { Level } from './state.ts';

export interface LinksProps {
  readonly diagram: Diagram;
  readonly level: Level;
  /** Nodes in the hand, and how far they were carried. */
  readonly moved?: ReadonlyMap<NodeId, { readonly x: number; readonly y: number }> | null;
  /** Goes to these nodes: from a mark at a source to its target, from that at a target to its sources. */
  readonly onGo?: (nodes: readonly NodeId[]) => void;
}

export const Links = memo(function Links({ diagram, level, moved, onGo }: LinksProps): ReactNode {
  const color = (flow: FlowId | undefined): string => {
    const row = flow === undefined ? undefined : diagram.flows[flow];
    return row === undefined ? 'var(--cs-edge)' : flowColor(diagram, row);
  };
  // Named by its title: a way from node to node is walked by Alt and an arrow, so this is no stop of the keyboard's.
  const press = (nodes: readonly NodeId[]) =>
    onGo === undefined
      ? {}
      : {
          onClick: () => {
            onGo(nodes);
          },
          className: `${classes['link']} nopan`,
        };
  return (
    <>
      {outMarks(diagram).map(({ at, target, flows, name }) => {
        const named = diagram.nodes[target]?.name ?? '';
        return (
          <g
            key={flows[0]}
            transform={carried(diagram, moved, diagram.flows[flows[0] ?? noFlow]?.from)}
            {...press([target])}
          >
            <title>{`Goes on at ${named}`}</title>
            <Ring x={at.x} y={at.y} color={color(flows[0])} zoom={level.zoom} filled />
            {level.detail === 'full' &&
              name?.lines.map((line, k) => (
                <text
                  key={line}
                  x={at.x}
                  y={name.y + k * nameLine + 12}
                  textAnchor="middle"
                  className={classes['linkName']}
                  fill="var(--cs-text-secondary)"
                >
                  {line}
                </text>
              ))}
          </g>
        );
      })}
      {inMarks(diagram).map(({ at, target, flows, way }) => {
        const from = [...new Set(flows.flatMap((id) => diagram.flows[id]?.from ?? []))];
        const line = color(flows[0]);
        return (
          <g key={target} transform={carried(diagram, moved, target)} {...press(from)}>
            <title>{`From ${from.map((id) => diagram.nodes[id]?.name ?? '').join(', ')}`}</title>
            <path d={roundedPath(way)} fill="none" stroke={line} strokeWidth={1.6} />
            <path d={arrowHead(way)} fill={line} stroke={line} strokeWidth={0.8} />
            <Ring x={at.x} y={at.y} color={line} zoom={level.zoom} />
          </g>
        );
      })}
    </>
  );
});

/** px on the screen that a mark is at least. */
const least = 11;
const noFlow = as<FlowId>('');

/** How far a node in the hand was carried. */
function carried(
  diagram: Diagram,
  moved: LinksProps['moved'],
  node: NodeId | undefined,
): string | undefined {
  const [to, was] = node === undefined ? [] : [moved?.get(node), diagram.layout[node]];
  if (to === undefined || was === undefined) return undefined;
  return `translate(${to.x - (was.x ?? 0)} ${to.y - (was.y ?? 0)})`;
}

/** As BPMN has it: an arrow in a ring, filled where it throws, hollow where it catches. */
function Ring({
  x,
  y,
  color,
  zoom,
  filled = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly zoom: number;
  readonly filled?: boolean;
}): ReactNode {
  return (
    <g
      transform={`translate(${x} ${y}) scale(${Math.max(1, Math.min(1.7, least / zoom / markSize))})`}
    >
      <circle r={markSize / 2} fill="var(--cs-bg-surface)" stroke={color} strokeWidth={1.6} />
      <path
        d="M-4.5 -1.8H0.4V-4.4L5 0L0.4 4.4V1.8H-4.5Z"
        fill={filled ? color : 'none'}
        stroke={color}
        strokeWidth={1}
        strokeLinejoin="round"
      />
    </g>
  );
}
