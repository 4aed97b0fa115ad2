import type { Diagram } from '#model/diagram.ts';
import { layoutDiagram } from './layout.ts';

/** A diagram in which nothing stands anywhere yet (a hand-written file) laid out; any other as it is. */
export function standing(diagram: Diagram): Diagram {
  const some = Object.values(diagram.nodes).some(
    (node) => diagram.layout[node.id]?.x !== undefined,
  );
  if (some || Object.keys(diagram.nodes).length === 0) return diagram;
  const places = layoutDiagram(diagram).places;
  const laid = places.map((place) => [place.id, { ...diagram.layout[place.id], ...place }]);
  return { ...diagram, layout: { ...diagram.layout, ...Object.fromEntries(laid) } };
}
