/**
 * The quality of the layout as tables, from a public clone alone: `npm run bench layout`. Counts of what must not be
 * (flows through nodes, labels over nodes, nodes outside their lane or phase) and of what should be rare (crossings,
 * bends); "65 of 65" stands beside what the method had when it was chosen. Times are medians of three. The second table
 * sets the same diagrams beside elkjs, and beside dagre where a folder that has it is named:
 * `npm run bench layout -- --peers=<folder>`. `--seeds=20` takes fewer than the 200 random diagrams of each kind.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { loadavg } from 'node:os';
import process from 'node:process';

const said = (name) =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

export async function layoutTable() {
  const bench = await import('../dist-node/bench-layout.js');
  const files = readdirSync('templates', { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.sop.json'))
    .toSorted()
    .map((path) => [path.replace('.sop.json', ''), readFileSync(join('templates', path), 'utf8')]);
  const seeds = Number(said('seeds') ?? 200);
  console.table([...bench.spikeRows(), bench.randomRow(seeds)]);
  console.table([...bench.templateRows(files), bench.sopRow(seeds)]);
  const texts = files.map(([, text]) => text);
  console.table(await besides(bench, texts, seeds));
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
}

/** Flows through nodes, crossings and bends, ours and theirs; lanes and phases are known to ours only. */
async function besides(bench, texts, seeds) {
  const peers = { elkjs: await elk(), ...dagre() };
  const rows = [];
  for (const { what, graphs, ours } of bench.peerCases(texts, seeds)) {
    const row = { what, ours: figures(ours), 'outside lane or phase': ours.outside };
    for (const [name, lay] of Object.entries(peers)) {
      const sum = { through: 0, cross: 0, bends: 0 };
      for (const graph of graphs) {
        const its = bench.plainFigures(graph, await lay(graph));
        for (const key of Object.keys(sum)) sum[key] += its[key];
      }
      row[name] = figures(sum);
    }
    rows.push(row);
  }
  return rows;
}
const figures = ({ through, cross, bends }) => `through ${through}, cross ${cross}, bends ${bends}`;

async function elk() {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const program = new Elk();
  return async (graph) => {
    const laid = await program.layout({
      id: 'root',
      layoutOptions: { 'elk.algorithm': 'layered', 'elk.direction': 'RIGHT' },
      children: graph.nodes.map(({ id, w, h }) => ({ id, width: w, height: h })),
      edges: graph.flows.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
    });
    const edges = laid.edges.map(({ id, sections: [s] }) => [
      id,
      [s.startPoint, ...(s.bendPoints ?? []), s.endPoint],
    ]);
    return { nodes: boxes(laid.children), edges: Object.fromEntries(edges) };
  };
}
const boxes = (list) =>
  Object.fromEntries(
    list.map(({ id, x, y, width, height }) => [id, { x, y, w: width, h: height }]),
  );

const corner = ({ x, y, width, height }) => ({
  x: x - width / 2,
  y: y - height / 2,
  w: width,
  h: height,
});

function dagre() {
  const folder = said('peers');
  if (folder === undefined) return {};
  const program = createRequire(join(resolve(folder), 'package.json'))('@dagrejs/dagre');
  return {
    dagre: (graph) => {
      const g = new program.graphlib.Graph({ multigraph: true });
      g.setGraph({ rankdir: 'LR' });
      g.setDefaultEdgeLabel(() => ({}));
      for (const { id, w, h } of graph.nodes) g.setNode(id, { width: w, height: h });
      for (const { id, from, to } of graph.flows) g.setEdge(from, to, {}, id);
      program.layout(g);
      return {
        nodes: Object.fromEntries(g.nodes().map((id) => [id, corner(g.node(id))])),
        edges: Object.fromEntries(g.edges().map((edge) => [edge.name, g.edge(edge).points])),
      };
    },
  };
}
