import type { Place } from '../diagram.ts';
import type { NodeId } from '../ids.ts';
import { flowsFrom, flowsTo } from '../rows.ts';
import { placeAt, straighten } from './place.ts';
import { reanchored } from './reanchor.ts';
import type { Point } from './place.ts';
import { now } from './tables.ts';
import type { DraftDiagram } from './tables.ts';

/**
 * Moves nodes. A flow whose both ends moved alike keeps its bends, moved as well; one that is pulled at one end is
 * routed anew, but one that was bent by hand keeps its bends and is anchored again.
 */
export function move(
  d: DraftDiagram,
  { places }: { places: readonly (Point & { readonly id: NodeId })[] },
): void {
  const before = now(d);
  const by = new Map<NodeId, Point | null>();
  for (const { id, x, y } of places) {
    if (before.nodes[id] === undefined) continue;
    const step = shift(before.layout[id], { x, y });
    by.set(id, step);
    placeAt(d, id, { x, y });
    // The stub by which links enter it goes along.
    const stub = before.layout[id]?.bends;
    const place = d.layout[id];
    if (stub !== undefined && step !== null && place !== undefined)
      place.bends = stub.map(([u, v]) => [u + step.x, v + step.y]);
  }
  const joined = new Set(
    [...by.keys()].flatMap((id) => [...flowsFrom(before, id), ...flowsTo(before, id)]),
  );
  for (const { id, from, to } of joined) {
    const bends = before.layout[id]?.bends;
    if (bends === undefined) continue;
    const a = by.get(from) ?? null;
    const b = by.get(to) ?? null;
    const place = d.layout[id];
    if (place === undefined) continue;
    if (a !== null && b !== null && a.x === b.x && a.y === b.y)
      place.bends = bends.map(([x, y]) => [x + a.x, y + a.y]);
    else if (place.pinned === true)
      place.bends = reanchored(bends, a ?? still, b ?? still).map(([x, y]) => [x, y]);
    else straighten(d, id);
  }
}

const still: Point = { x: 0, y: 0 };
const shift = (was: Place | undefined, { x, y }: Point): Point | null =>
  was?.x === undefined || was.y === undefined ? null : { x: x - was.x, y: y - was.y };
