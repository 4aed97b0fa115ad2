/**
 * What a layout is worth, in one table: the cases the method was chosen by beside the figures it had then, 200 random
 * processes at those sizes, the twelve templates as they are stored and as they are laid out, and 200 random SOPs at
 * the sizes of the canvas. `npm run bench layout`.
 */
import { readSop } from '#formats/sop.ts';
import { withPlaces } from '#layout/cases/judge.ts';
import { measure } from '#layout/cases/measure.ts';
import { qualityOf } from '#layout/cases/quality.ts';
import type { Quality } from '#layout/cases/quality.ts';
import { randomCase } from '#layout/cases/random.ts';
import { most, spikeCase, spikeSize } from '#layout/cases/spike.ts';
import { layoutLanes } from '#layout/lanes.ts';
import { layoutDiagram } from '#layout/layout.ts';
import { randomSop } from '../laws/random-sop.ts';

interface Row {
  readonly [column: string]: string | number;
}

/** Medians of three; ms. */
function timed<T>(run: () => T): [result: T, ms: number] {
  const times: number[] = [];
  let result = run();
  for (let k = 0; k < 3; k += 1) {
    const began = performance.now();
    result = run();
    times.push(performance.now() - began);
  }
  return [result, Math.round(times.toSorted((a, b) => a - b)[1]! * 10) / 10];
}

const columns = ['through', 'outside', 'labelOnNode', 'labelOnLabel', 'labelOnFlow', 'nameOnFlow'];
const shown = (m: { readonly [column: string]: unknown }): Row =>
  Object.fromEntries(columns.map((column) => [column, Number(m[column] ?? 0)]));

export function spikeRows(): Row[] {
  return Object.entries(most).map(([name, [cross, bends]]) => {
    const { diagram, options } = spikeCase(name);
    const [laid, ms] = timed(() => layoutLanes(diagram, options));
    const m = measure(diagram, laid);
    const row = shown({ ...m, outside: m.outsideLane });
    return {
      what: name,
      nodes: diagram.nodes.length,
      cross: `${m.cross} of ${cross}`,
      bends: `${m.bends} of ${bends}`,
      ...row,
      ms,
    };
  });
}

/** Sums over 200 seeds; what the method had when it was chosen stands beside. */
export function randomRow(count = 200): Row {
  const sum = { cross: 0, bends: 0, nodes: 0 };
  const rest: { [column: string]: number } = {};
  const times: number[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const { diagram, options } = randomCase(seed, spikeSize);
    const began = performance.now();
    const laid = layoutLanes(diagram, options);
    times.push(performance.now() - began);
    const m = measure(diagram, laid);
    sum.cross += m.cross;
    sum.bends += m.bends;
    sum.nodes += diagram.nodes.length;
    for (const [column, value] of Object.entries(shown({ ...m, outside: m.outsideLane })))
      rest[column] = (rest[column] ?? 0) + Number(value);
  }
  const ms = Math.round(times.toSorted((a, b) => a - b)[Math.floor(count / 2)]!);
  return {
    what: `${count} random, lanes`,
    nodes: sum.nodes,
    cross: count === 200 ? `${sum.cross} of 2478` : sum.cross,
    bends: count === 200 ? `${sum.bends} of 10521` : sum.bends,
    ...rest,
    ms,
  };
}

const qualityRow = (what: string, nodes: number, q: Quality, ms: number | ''): Row => ({
  what,
  nodes,
  cross: q.cross,
  bends: q.bends,
  ...shown({ ...q }),
  ms,
});

/** Each file as it stands, and as tidy would lay it out. */
export function templateRows(files: readonly (readonly [name: string, text: string])[]): Row[] {
  return files.flatMap(([id, text]) => {
    const read = readSop(text);
    if (!read.ok) throw new Error(`${id} cannot be read`);
    const { diagram } = read.file;
    const nodes = Object.keys(diagram.nodes).length;
    const [tidy, ms] = timed(() => layoutDiagram({ ...diagram, layout: {} }));
    return [
      qualityRow(id, nodes, qualityOf(diagram), ''),
      qualityRow('  tidied', nodes, qualityOf(withPlaces(diagram, tidy.places)), ms),
    ];
  });
}

export function sopRow(count = 200): Row {
  const sums: { [column: string]: number } = {};
  const times: number[] = [];
  let nodes = 0;
  for (let seed = 1; seed <= count; seed += 1) {
    const diagram = randomSop(seed);
    nodes += Object.keys(diagram.nodes).length;
    const began = performance.now();
    const { places } = layoutDiagram(diagram);
    times.push(performance.now() - began);
    for (const [column, value] of Object.entries(qualityOf(withPlaces(diagram, places))))
      sums[column] = (sums[column] ?? 0) + Number(value);
  }
  const ms = Math.round(times.toSorted((a, b) => a - b)[Math.floor(count / 2)]!);
  return {
    what: `${count} random SOPs, tidied`,
    nodes,
    cross: sums['cross'] ?? 0,
    bends: sums['bends'] ?? 0,
    ...shown(sums),
    ms,
  };
}

interface Graph {
  readonly nodes: readonly {
    readonly id: string;
    readonly w: number;
    readonly h: number;
    readonly kind?: string;
  }[];
  readonly flows: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

/** A plain graph laid out left to right, as a comparison with other programs calls it. */
export function layout(graph: Graph): {
  nodes: ReturnType<typeof layoutLanes>['nodes'];
  edges: { [id: string]: readonly { readonly x: number; readonly y: number }[] };
} {
  const nodes = graph.nodes.map(({ id, w, h, kind = 'step' }) => ({ id, kind, w, h }));
  const edges = graph.flows.map(({ id, from, to }) => ({ id, source: from, target: to }));
  const laid = layoutLanes({ nodes, edges }, { lanes: 'none' });
  return {
    nodes: laid.nodes,
    edges: Object.fromEntries(Object.entries(laid.edges).map(([id, { points }]) => [id, points])),
  };
}
export { peerCases, plainFigures } from './layout-peers.ts';
