import { describe, expect, test } from 'vitest';
import file from './cases/cases.json' with { type: 'json' };
import { measure } from './cases/measure.ts';
import type { LaneDiagram, LaneOptions } from './graph.ts';
import { layoutLanes, routeOnly } from './lanes.ts';

type Case = {
  readonly layout: LaneOptions;
  readonly roles: readonly string[];
  readonly phases: readonly string[];
  readonly nodes: readonly (readonly [
    string,
    string,
    string | null,
    string | null,
    string | null,
  ])[];
  readonly edges: readonly (readonly [
    string,
    string,
    string,
    string | null,
    string | null,
    true?,
  ])[];
};
const cases = file as unknown as Record<string, Case>;
const round = { w: 48, h: 48 };
const shapes: Record<string, { w: number; h: number }> = {
  gate: { w: 220, h: 88 },
  intake: { w: 200, h: 72 },
  decision: { w: 56, h: 56 },
  parallel: { w: 40, h: 40 },
  end: round,
  wait: round,
  notify: round,
};

/** Crossings and bends that each case may have at most: what the method was measured with when it was chosen, with text widths of Inter (which cost five-gates-none one crossing). */
const most: Record<string, readonly [cross: number, bends: number]> = {
  tiny: [0, 2],
  'bank-model': [0, 22],
  'bank-model-tb-grid': [2, 22],
  'five-gates': [6, 34],
  'five-gates-grid': [8, 32],
  'five-gates-none': [6, 25],
  'five-gates-phases': [4, 20],
  'five-gates-tb': [8, 31],
  'many-loops': [2, 37],
  'many-loops-none': [4, 24],
  'policy-exception': [2, 39],
  'wide-12': [1, 54],
  'random-30': [8, 48],
};

function diagram(c: Case): LaneDiagram {
  return {
    roles: c.roles.map((id) => ({ id })),
    phases: c.phases.map((id) => ({ id })),
    nodes: c.nodes.map(([id, kind, label, role, phase]) => ({
      id,
      kind,
      ...(shapes[kind] ?? { w: 200, h: 64 }),
      ...(label === null ? {} : { label }),
      ...(role === null ? {} : { role }),
      ...(phase === null ? {} : { phase }),
    })),
    edges: c.edges.map(([id, source, target, label, outcome, loop]) => ({
      id,
      source,
      target,
      ...(label === null ? {} : { label }),
      ...(outcome === null ? {} : { outcome }),
      ...(loop === undefined ? {} : { loop }),
    })),
  };
}
const sound = {
  through: 0,
  slanted: 0,
  offNode: 0,
  nodeOnNode: 0,
  outsideLane: 0,
  failed: 0,
  labelOnNode: 0,
  nearNode: 0,
};

describe('lane layout', () => {
  test.for(Object.keys(most))('%s is sound, with few crossings and bends', (name) => {
    const c = cases[name]!;
    const d = diagram(c);
    const m = measure(d, layoutLanes(d, c.layout));
    expect(m).toMatchObject(sound);
    const [cross, bends] = most[name]!;
    expect({ cross: m.cross, bends: m.bends }).toEqual({
      cross: Math.min(m.cross, cross),
      bends: Math.min(m.bends, bends),
    });
  });

  test('the same diagram gives the same layout, byte for byte', () => {
    const d = diagram(cases['five-gates']!);
    expect(JSON.stringify(layoutLanes(d))).toBe(JSON.stringify(layoutLanes(d)));
  });

  test('laid out again with what was there before, nothing moves', () => {
    const d = diagram(cases['policy-exception']!);
    const before = layoutLanes(d);
    const after = layoutLanes(d, { previous: before });
    for (const n of d.nodes) {
      expect(Math.abs(after.nodes[n.id]!.x - before.nodes[n.id]!.x)).toBeLessThan(1);
      expect(Math.abs(after.nodes[n.id]!.y - before.nodes[n.id]!.y)).toBeLessThan(1);
    }
  });

  test('a pinned node stays where it was put, and the rest is sound', () => {
    const d = diagram(cases['five-gates']!);
    const before = layoutLanes(d);
    const at = { x: before.nodes['gate2']!.x + 36, y: before.nodes['gate2']!.y };
    const after = layoutLanes(d, { previous: before, pinned: { gate2: at } });
    expect(after.nodes['gate2']).toMatchObject(at);
    expect(measure(d, after)).toMatchObject(sound);
  });

  test('tidying a selection leaves the others where they are', () => {
    const d = diagram(cases['five-gates']!);
    const before = layoutLanes(d);
    const select = d.nodes.slice(4, 9).map((n) => n.id);
    const mess = {
      ...before,
      nodes: Object.fromEntries(
        Object.entries(before.nodes).map(([id, n], k) => [
          id,
          select.includes(id) ? { ...n, x: n.x + 17 * (k % 3), y: n.y + 6 * (k % 2) } : n,
        ]),
      ),
    };
    const after = layoutLanes(d, { previous: mess, select });
    for (const n of d.nodes.filter(({ id }) => !select.includes(id))) {
      expect(after.nodes[n.id]).toEqual(mess.nodes[n.id]);
    }
    expect(measure(d, after)).toMatchObject({ through: 0, nodeOnNode: 0, failed: 0, slanted: 0 });
  });

  test('after a drag the flows follow, and no flow runs through a node', () => {
    const d = diagram(cases['many-loops']!);
    const before = layoutLanes(d);
    const id = d.nodes[5]!.id;
    const place = before.nodes[id]!;
    const dragged = {
      ...before,
      nodes: { ...before.nodes, [id]: { ...place, x: place.x + 60, y: place.y + 8 } },
    };
    const after = routeOnly(d, dragged, { keep: before });
    expect(after.nodes[id]).toMatchObject({ x: place.x + 60, y: place.y + 8 });
    expect(measure(d, after)).toMatchObject({ through: 0, offNode: 0, failed: 0, slanted: 0 });
  });
});
