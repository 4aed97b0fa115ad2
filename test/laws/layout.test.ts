import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judged, withPlaces } from '#layout/cases/judge.ts';
import { throughNodes } from '#layout/crossings.ts';
import { layoutDiagram } from '#layout/layout.ts';
import { blankDiagram } from '#model/blank.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { FlowId } from '#model/ids.ts';
import { runs as isRun } from '#model/rows.ts';
import { diagrams as drawn } from './diagram.ts';
import { runs } from './runs.ts';

/** Not placed by hand: what somebody pinned may cover anything. */
const diagrams = (kinds: Parameters<typeof drawn>[0] = {}) =>
  drawn(kinds).map((d) => ({ ...d, layout: {} }));
const sound = { through: 0, slanted: 0, offNode: 0, nodeOnNode: 0 };

describe('tidy', () => {
  test('no flow of a sound diagram runs through a node, no node covers another', () => {
    fc.assert(
      fc.property(diagrams(), (d) => {
        const { places } = layoutDiagram(d);
        expect(judged(withPlaces(d, places))).toMatchObject(sound);
        expect(throughNodes(d, places)).toBe(0);
      }),
      runs(25),
    );
  });

  test('any scribble is laid out: flows to and fro, to itself, nodes nothing leads to', () => {
    const scribble = fc.tuple(
      diagrams({ depth: 1 }),
      fc.array(fc.tuple(fc.nat(999), fc.nat(999)), { maxLength: 8 }),
      fc.array(fc.nat(999), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(scribble, ([d, flows, gone]) => {
        const ids = Object.values(d.nodes).flatMap(({ id, kind }) => (isRun(kind) ? [id] : []));
        const at = (n: number) => ids[n % ids.length] ?? as('in');
        const more = flows.reduce(
          (before, [from, to], n) =>
            edited(before, 'connect', { id: as<FlowId>(`x${n}`), from: at(from), to: at(to) }),
          d,
        );
        const less = edited(more, 'deleteThings', { nodes: gone.map(at), flows: [] });
        const { places } = layoutDiagram(less);
        expect(judged(withPlaces(less, places))).toMatchObject({ slanted: 0, nodeOnNode: 0 });
      }),
      runs(25),
    );
  });

  test('a blank SOP and one without any node', () => {
    const blank = blankDiagram({ title: 'New', zone: 'UTC' });
    expect(layoutDiagram(blank).places).toHaveLength(1);
    expect(layoutDiagram({ ...blank, nodes: {}, layout: {} }).places).toEqual([]);
  });
});
