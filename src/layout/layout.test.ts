import { describe, expect, test } from 'vitest';
import file from '../../templates/general/five-gate-deployment.sop.json' with { type: 'json' };
import type { Diagram, Place } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { judged, withPlaces } from './cases/judge.ts';
import { crossings } from './crossings.ts';
import { header } from './graph.ts';
import { layoutDiagram } from './layout.ts';
import { outMarks } from './links.ts';
import { outcomePorts, gateEntry } from './ports.ts';
import { routeFlows } from './route.ts';
import { sizeOf } from './sizes.ts';
import { textWidth } from './text.ts';
import { treeOf } from './tree.ts';

/** The template without its layout; files leave out the ids of rows. */
const bare: Diagram = (() => {
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
const { places, size } = layoutDiagram(bare);
const laid = withPlaces(bare, places);
const place = (id: string): Place => laid.layout[as<NodeId>(id)]!;

/** The one overlap: two flows that leave a decision downwards share their first stretch. */
const sound = { through: 0, slanted: 0, offNode: 0, nodeOnNode: 0, nearNode: 0, overlap: 1 };

/** Flows that are not drawn as stubs. */
const whole = Object.values(bare.flows).filter(({ id }) => laid.layout[id]?.link !== true);

describe('tidy', () => {
  test('the five-gate template fits the canvas at more than a third of its size, soundly', () => {
    expect(judged(laid)).toMatchObject(sound);
    expect(crossings(laid, places)).toBeLessThanOrEqual(5);
    expect(Math.min(984 / size.w, 728 / size.h)).toBeGreaterThan(1 / 3);
  });

  test('every flow that is drawn whole and every node but roles stands somewhere, and phases hold their nodes', () => {
    const nodes = Object.values(bare.nodes);
    const lost = nodes.filter(
      (node) => (laid.layout[node.id] === undefined) !== (node.kind === 'role'),
    );
    expect(lost).toEqual([]);
    const outside = nodes.filter((node) => {
      if (node.phase === undefined) return false;
      const [at, frame, { w, h }] = [place(node.id), place(node.phase), sizeOf(node)];
      const tree = treeOf(laid, node.id).at(-1);
      const low = at.y! + Math.max(h, tree ? tree.y + tree.h : 0);
      const right = at.x! + w;
      const above = at.x! < frame.x! || at.y! < frame.y! + 28;
      return above || right > frame.x! + frame.w! || low > frame.y! + frame.h!;
    });
    expect(outside).toEqual([]);
    const unrouted = whole.filter(({ id }) => (laid.layout[id]?.bends?.length ?? 0) < 2);
    expect(unrouted).toEqual([]);
  });

  test('flows leave a gate at the glyph of their outcome and enter it at its seal or from above', () => {
    const left = whole.filter(({ id, from, route }) => {
      if (bare.nodes[from]!.kind !== 'gate' || route.kind !== 'outcomes') return false;
      const port = outcomePorts[route.outcomes[0] as keyof typeof outcomePorts];
      const [x, y] = laid.layout[id]!.bends![0]!;
      return x !== place(from).x! + port.x || y !== place(from).y! + port.y;
    });
    expect(left).toEqual([]);
    const entered = whole.filter(({ id, to }) => {
      if (bare.nodes[to]!.kind !== 'gate') return false;
      const [x, y] = laid.layout[id]!.bends!.at(-1)!;
      const gate = place(to);
      const atSeal = x === gate.x! + gateEntry.x && y === gate.y! + gateEntry.y;
      return !atSeal && y !== gate.y!;
    });
    expect(entered).toEqual([]);
  });

  test('no flow runs through the name of a phase or along its border', () => {
    const frames = Object.values(bare.nodes).flatMap((node) => {
      if (node.kind !== 'phase') return [];
      const { x = 0, y = 0, w = 0, h = 0 } = place(node.id);
      return [{ x, y, w, h, name: textWidth(node.name, 12.5, 600) + 42 }];
    });
    const wrong = whole.flatMap(({ id }) => {
      const bends = place(id).bends!;
      return bends.slice(1).flatMap(([x, y], k) => {
        const [u, v] = bends[k]!;
        const s = {
          x0: Math.min(x, u),
          x1: Math.max(x, u),
          y0: Math.min(y, v),
          y1: Math.max(y, v),
        };
        const on = (x0: number, y0: number, x1: number, y1: number): boolean =>
          s.x0 < x1 && s.x1 > x0 && s.y0 < y1 && s.y1 > y0;
        const flat = s.y0 === s.y1;
        return frames.some(({ x: left, y: top, w, h, name }) => {
          const [right, low] = [left + w, top + h];
          if (on(left, top, left + name, top + 28)) return true;
          return flat
            ? on(left, top - 12, right, top + header) || on(left, low - 12, right, low + 12)
            : on(left - 12, top, left + 12, low) || on(right - 12, top, right + 12, low);
        })
          ? [`${id}: ${u},${v} to ${x},${y}`]
          : [];
      });
    });
    expect(wrong).toEqual([]);
  });

  test('send-backs within a phase stay in its frame', () => {
    const out = whole.filter(({ id, from, to, route }) => {
      if (route.kind !== 'outcomes' || !route.outcomes.includes('returned')) return false;
      const phase = bare.nodes[from]?.phase;
      if (phase === undefined || phase !== bare.nodes[to]?.phase) return false;
      const { x = 0, y = 0, w = 0, h = 0 } = place(phase);
      return place(id).bends!.some(([u, v]) => u < x || u > x + w || v < y + header || v > y + h);
    });
    expect(out).toEqual([]);
  });

  test('rejections from other phases are stubs, with one way into what tells everyone', () => {
    const flows = Object.values(bare.flows).filter(({ to }) => to === 'n_rejected');
    expect(flows.length).toBe(7);
    expect(flows.every(({ id }) => place(id).link === true)).toBe(true);
    const [[x, y] = [0, 0]] = place('n_rejected').bends!.slice(-1);
    const at = place('n_rejected');
    expect(x >= at.x! && x <= at.x! + 200 && y >= at.y! && y <= at.y! + 36).toBe(true);
    expect(outMarks(laid).length).toBe(7);
  });

  test('the same diagram is laid out the same, and stored ways are kept', () => {
    expect(layoutDiagram(bare).places).toEqual(places);
    const routes = routeFlows(laid);
    for (const { id } of whole) expect(routes.get(id)).toEqual(laid.layout[id]!.bends);
  });

  test('moving a node re-routes its own flows and leaves the others alone', () => {
    const moved = as<NodeId>('s_deploy');
    const at = place('s_deploy');
    const after = { ...laid, layout: { ...laid.layout, [moved]: { ...at, y: at.y! + 20 } } };
    const routes = routeFlows(after);
    const others = whole.filter(({ from, to }) => from !== moved && to !== moved);
    for (const { id } of others) expect(routes.get(id)).toEqual(laid.layout[id]!.bends);
    expect(judged(after)).toMatchObject({ through: 0, slanted: 0, offNode: 0 });
  });

  test('a pinned node stays where it was put', () => {
    const id = as<NodeId>('n_report');
    const pin: Place = { id, x: place('n_report').x!, y: place('n_report').y! + 8, pinned: true };
    const again = layoutDiagram({ ...bare, layout: { [id]: pin } });
    expect(again.places.find((each) => each.id === id)).toEqual(pin);
  });
});
