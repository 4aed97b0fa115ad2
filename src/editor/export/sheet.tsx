/** The whole diagram as one still drawing: the canvas' own shapes, so that what is exported is what is seen. */
import type { ReactNode } from 'react';
import { platesOf } from '#layout/labels.ts';
import { layoutDiagram } from '#layout/layout.ts';
import { routeFlows } from '#layout/route.ts';
import type { Diagram } from '#model/diagram.ts';
import { displayName } from '#model/rows.ts';
import { FlowPath } from '#ui/diagram/edge.tsx';
import { boundsOf, placedNodes } from '#ui/diagram/geometry.ts';
import type { Box } from '#ui/diagram/geometry.ts';
import { Links } from '#ui/diagram/links.tsx';
import { NodeDrawing } from '#ui/diagram/nodes.tsx';
import { crossings } from '#ui/diagram/path.ts';
import { Placed } from '#ui/diagram/placed-roles.tsx';
import { full } from '#ui/diagram/state.ts';

/** px of the world around everything drawn. */
const margin = 24;

/** Nodes without a place are laid out first, as the read-only view does. */
export function standing(diagram: Diagram): Diagram {
  const some = Object.values(diagram.nodes).some(({ id }) => diagram.layout[id]?.x !== undefined);
  if (some) return diagram;
  const places = layoutDiagram(diagram).places;
  return { ...diagram, layout: Object.fromEntries(places.map((place) => [place.id, place])) };
}

export function frameOf(diagram: Diagram): Box {
  const box = boundsOf(diagram, routeFlows(diagram)) ?? { x: 0, y: 0, w: 1, h: 1 };
  return {
    x: Math.floor(box.x - margin),
    y: Math.floor(box.y - margin),
    w: Math.ceil(box.w + 2 * margin),
    h: Math.ceil(box.h + 2 * margin),
  };
}

export function Sheet({ diagram }: { readonly diagram: Diagram }): ReactNode {
  const ways = routeFlows(diagram);
  const plates = platesOf(diagram, ways);
  const jumps = crossings([...ways.values()]);
  const { x, y, w, h } = frameOf(diagram);
  const nodes = placedNodes(diagram);
  const drawn = (phases: boolean): ReactNode =>
    nodes
      .filter(({ node }) => (node.kind === 'phase') === phases)
      .map(({ node, box }) => (
        <g key={node.id} transform={`translate(${box.x} ${box.y})`}>
          <NodeDrawing node={node} diagram={diagram} />
        </g>
      ));
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={w} height={h} viewBox={`${x} ${y} ${w} ${h}`}>
      <title>{displayName(diagram)}</title>
      <rect x={x} y={y} width={w} height={h} fill="var(--cs-bg-canvas)" />
      {drawn(true)}
      {[...ways].map(([id, points], at) => {
        const flow = diagram.flows[id];
        return flow === undefined ? null : (
          <FlowPath
            key={id}
            flow={flow}
            diagram={diagram}
            points={points}
            jumps={jumps[at] ?? []}
            plate={plates.get(id)}
          />
        );
      })}
      <Links diagram={diagram} level={full} />
      <Placed diagram={diagram} />
      {drawn(false)}
    </svg>
  );
}
