import type { Place } from '../diagram.ts';
import { now, put } from './tables.ts';
import { straighten } from './place.ts';
import type { DraftDiagram } from './tables.ts';

/**
 * Takes over what layout reckoned: places of nodes and bends of flows, whose old bends go. Pins and hues are the
 * person's and stay, but bends of a hand give way. Places of what is gone meanwhile are left out.
 */
export function setPlaces(d: DraftDiagram, { places }: { places: readonly Place[] }): void {
  const before = now(d);
  const laid = new Set(places.map(({ id }) => id));
  const things: { readonly [id: string]: unknown } = { ...before.nodes, ...before.flows };
  for (const flow of Object.values(before.flows)) if (!laid.has(flow.id)) straighten(d, flow.id);
  for (const place of places) {
    if (things[place.id] === undefined) continue;
    const { pinned, hue } = before.layout[place.id] ?? {};
    put(d, 'layout', {
      ...(pinned === undefined || place.bends !== undefined ? {} : { pinned }),
      ...(hue === undefined ? {} : { hue }),
      ...place,
    });
  }
}
