import Elk from 'elkjs/lib/elk.bundled.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import file from '../../templates/general/five-gate-deployment.sop.json' with { type: 'json' };
import type { Diagram, Place } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { FlowId } from '#model/ids.ts';
import { judged, withPlaces } from '#layout/cases/judge.ts';
import { crossings, throughNodes } from '#layout/crossings.ts';
import { better, elkGraph, worthElk } from '#layout/elk.ts';
import { layoutDiagram } from '#layout/layout.ts';
import { diagrams } from '../laws/diagram.ts';

function withoutPhases(diagram: Diagram): Diagram {
  const nodes = Object.values(diagram.nodes).flatMap((node) => {
    const { phase: _phase, ...rest } = { phase: undefined, ...node };
    return node.kind === 'phase' ? [] : [[node.id, rest] as const];
  });
  return { ...diagram, nodes: Object.fromEntries(nodes), layout: {} };
}

/** The template without its layout; files leave out the ids of rows. */
const framed: Diagram = (() => {
  const tables = Object.entries(file.diagram as object).map(([name, rows]) => [
    name,
    ['format', 'control', 'assumptions'].includes(name)
      ? rows
      : Object.fromEntries(
          Object.entries(rows as object).map(([id, row]) => [id, { ...(row as object), id }]),
        ),
  ]);
  return { ...Object.fromEntries(tables), layout: {} } as Diagram;
})();
const loose = withoutPhases(framed);
const ours = layoutDiagram(loose).places;

describe("ELK's places", () => {
  test('are asked for only where there are no phases, no pins, and something crosses', () => {
    expect(worthElk(framed, ours)).toBe(false);
    expect(worthElk(loose, ours)).toBe(true);
    expect(worthElk({ ...loose, flows: {} }, ours)).toBe(false);
    const [id] = ours.map((place) => place.id);
    const pin = { id: id!, x: 0, y: 0, pinned: true };
    expect(worthElk({ ...loose, layout: { [id!]: pin } }, ours)).toBe(false);
  });

  test('are taken where they cross less, with ways of our own router', async () => {
    const elk = new Elk();
    const drawn = fc
      .sample(diagrams({ depth: 3 }), { numRuns: 14, seed: 7 })
      .filter(({ nodes }) => Object.keys(nodes).length < 30)
      .map(withoutPhases);
    let fewer = 0;
    let first: Diagram | undefined;
    for (const diagram of drawn) {
      const own = layoutDiagram(diagram).places;
      if (!worthElk(diagram, own)) continue;
      const taken = better(diagram, own, await elk.layout(elkGraph(diagram)));
      if (taken === own) continue;
      fewer += 1;
      first ??= withPlaces(diagram, taken);
      expect(crossings(diagram, taken)).toBeLessThan(crossings(diagram, own));
      expect(throughNodes(diagram, taken)).toBe(0);
      const sound = { slanted: 0, offNode: 0, nodeOnNode: 0, through: 0 };
      expect(judged(withPlaces(diagram, taken))).toMatchObject(sound);
    }
    expect(fewer).toBeGreaterThan(1);
    // Tidied again, they stand as they stood.
    const again = first!;
    const once = layoutDiagram(again).places;
    const twice = better(again, once, await elk.layout(elkGraph(again)));
    expect(withPlaces(again, twice)).toEqual(again);
  });

  test('are left where they cross more', () => {
    const ids = elkGraph(loose).children.map(({ id }) => id);
    const heap = { children: ids.map((id, k) => ({ id, x: (k % 7) * 400, y: 900 * k })) };
    expect(better(loose, ours, heap)).toBe(ours);
  });
});

const row = (id: string, from: string, to: string): object => ({ id, from, to, order: 'a0' });
type Way = readonly (readonly [number, number])[];
const flat: Way = [
  [0, 50],
  [200, 50],
];
const ways = (g: Way): Place[] =>
  Object.entries({ f: flat, g, h: g }).map(([id, bends]) => ({ id: as<FlowId>(id), bends }));

test('flows that cross are counted once a place, and not where they meet', () => {
  const flows = { f: row('f', 'a', 'b'), g: row('g', 'c', 'd'), h: row('h', 'c', 'b') };
  const diagram = { nodes: {}, assignments: {}, flows, layout: {} } as unknown as Diagram;
  const down = [100, 100] as const;
  expect(crossings(diagram, ways([[100, 0], down]))).toBe(1);
  expect(
    crossings(
      diagram,
      ways([
        [100, 0],
        [100, 50],
        [200, 50],
      ]),
    ),
  ).toBe(0);
});
