/** The same diagrams as other layout programs take them, plain boxes and arrows, and one measure for everybody's answer. */
import { readSop } from '#formats/sop.ts';
import { withPlaces } from '#layout/cases/judge.ts';
import { measure } from '#layout/cases/measure.ts';
import { qualityOf } from '#layout/cases/quality.ts';
import { randomCase } from '#layout/cases/random.ts';
import { spikeCase, spikeSize } from '#layout/cases/spike.ts';
import { elkGraph } from '#layout/elk.ts';
import type { LaneDiagram, Rect, Spot } from '#layout/graph.ts';
import { layoutLanes } from '#layout/lanes.ts';
import { layoutDiagram } from '#layout/layout.ts';
import type { Diagram } from '#model/diagram.ts';
import { randomSop } from '../laws/random-sop.ts';

interface PlainGraph {
  readonly nodes: readonly { readonly id: string; readonly w: number; readonly h: number }[];
  readonly flows: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}
interface PlainAnswer {
  readonly nodes: { readonly [id: string]: Rect };
  readonly edges: { readonly [flow: string]: readonly Spot[] };
}
/** `outside`: nodes that leave the lane or phase they belong to; others know none, so only ours have a figure. */
interface Figures {
  readonly through: number;
  readonly cross: number;
  readonly bends: number;
}
interface PeerCase {
  readonly what: string;
  readonly graphs: readonly PlainGraph[];
  readonly ours: Figures & { readonly outside: number };
}

const none = { through: 0, cross: 0, bends: 0, outside: 0 };
const add = (a: PeerCase['ours'], b: PeerCase['ours']): PeerCase['ours'] => ({
  through: a.through + b.through,
  cross: a.cross + b.cross,
  bends: a.bends + b.bends,
  outside: a.outside + b.outside,
});

const owner = (end = ''): string => end.replace(/ (in|out)$/, '');

/** Names and trees count as part of their node, as ELK is told of them where the product asks it. */
function ofDiagram(diagram: Diagram): PlainGraph {
  // Without places, and so without stubs: every flow is a line.
  const { children, edges } = elkGraph({ ...diagram, layout: {} });
  return {
    nodes: children.map(({ id, width, height }) => ({ id, w: width, h: height })),
    flows: edges.map(({ id, targets: [to] }) => {
      const from = Object.values(diagram.flows).find((flow) => flow.id === id)?.from ?? '';
      return { id, from, to: owner(to) };
    }),
  };
}
const ofLanes = ({ nodes, edges }: LaneDiagram): PlainGraph => ({
  nodes: nodes.map(({ id, w, h }) => ({ id, w, h })),
  flows: edges.map(({ id, source, target }) => ({ id, from: source, to: target })),
});

function sops(what: string, diagrams: readonly Diagram[]): PeerCase {
  const ours = diagrams.map((diagram) => {
    const { places } = layoutDiagram({ ...diagram, layout: {} });
    return qualityOf(withPlaces({ ...diagram, layout: {} }, places));
  });
  return { what, graphs: diagrams.map(ofDiagram), ours: ours.reduce(add, none) };
}
function laneCases(
  what: string,
  cases: readonly Pick<ReturnType<typeof randomCase>, 'diagram' | 'options'>[],
): PeerCase {
  const ours = cases.map(({ diagram, options }) => {
    const m = measure(diagram, layoutLanes(diagram, options));
    return { ...m, outside: m.outsideLane };
  });
  return {
    what,
    graphs: cases.map(({ diagram }) => ofLanes(diagram)),
    ours: ours.reduce(add, none),
  };
}

/** `texts`: the templates' files. */
export function peerCases(texts: readonly string[], count = 200): readonly PeerCase[] {
  const seeds = Array.from({ length: count }, (_, k) => k + 1);
  const templates = texts.map((text) => {
    const read = readSop(text);
    if (!read.ok) throw new Error('a template cannot be read');
    return read.file.diagram;
  });
  return [
    sops('12 templates, laid out anew', templates),
    sops(
      `${count} random SOPs`,
      seeds.map((seed) => randomSop(seed)),
    ),
    laneCases(
      `${count} random, lanes`,
      seeds.map((seed) => randomCase(seed, spikeSize)),
    ),
    laneCases('100 nodes in lanes', [spikeCase('hundred')]),
    laneCases('200 nodes in lanes', [spikeCase('two-hundred')]),
  ];
}

interface Line {
  readonly flow: PlainGraph['flows'][number];
  readonly a: Spot;
  readonly b: Spot;
}
/** Of lines in any direction. */
export function plainFigures(graph: PlainGraph, { nodes, edges }: PlainAnswer): Figures {
  let bends = 0;
  const lines = graph.flows.flatMap((flow): Line[] => {
    const points = (edges[flow.id] ?? []).filter((p, k, all) => {
      const before = all[k - 1];
      return before === undefined || Math.hypot(p.x - before.x, p.y - before.y) > 0.01;
    });
    points.forEach((p, k) => {
      const [a, b] = [points[k - 1], points[k + 1]];
      if (a !== undefined && b !== undefined && turns(a, p, b)) bends += 1;
    });
    return points.slice(1).map((b, k) => ({ flow, a: points[k] ?? b, b }));
  });
  const through = new Set<string>();
  for (const { flow, a, b } of lines)
    for (const [id, box] of Object.entries(nodes))
      if (id !== flow.from && id !== flow.to && hits(a, b, box)) through.add(`${flow.id} ${id}`);
  let cross = 0;
  for (const [k, s] of lines.entries())
    for (const t of lines.slice(k + 1)) if (s.flow !== t.flow && crossing(s, t)) cross += 1;
  return { through: through.size, cross, bends };
}

/** By more than three degrees. */
function turns(a: Spot, p: Spot, b: Spot): boolean {
  const turn = Math.abs(Math.atan2(b.y - p.y, b.x - p.x) - Math.atan2(p.y - a.y, p.x - a.x));
  return Math.min(turn, 2 * Math.PI - turn) > 0.052;
}

const side = (a: Spot, b: Spot, c: Spot): number =>
  Math.sign(Math.round(((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) * 1e6));
const crossing = ({ a, b }: Line, { a: c, b: d }: Line): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

/** Whether a line runs through a box, 1 px of its border apart. */
function hits(a: Spot, b: Spot, box: Rect): boolean {
  let [from, to] = [0, 1];
  for (const [at, long, low, high] of [
    [a.x, b.x - a.x, box.x + 1, box.x + box.w - 1],
    [a.y, b.y - a.y, box.y + 1, box.y + box.h - 1],
  ] as const) {
    if (Math.abs(long) < 1e-9) {
      if (at <= low || at >= high) return false;
      continue;
    }
    const [u, v] = [(low - at) / long, (high - at) / long];
    from = Math.max(from, Math.min(u, v));
    to = Math.min(to, Math.max(u, v));
    if (from >= to) return false;
  }
  return true;
}
