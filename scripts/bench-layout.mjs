/**
 * The quality of the layout as one table, from a public clone alone: `npm run bench layout`. Counts of what must not be
 * (flows through nodes, labels over nodes, nodes outside their lane or phase) and of what should be rare (crossings,
 * bends); "65 of 65" stands beside what the method had when it was chosen. Times are medians of three.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadavg } from 'node:os';

export async function layoutTable() {
  const bench = await import('../dist-node/bench-layout.js');
  const files = readdirSync('templates', { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.sop.json'))
    .toSorted()
    .map((path) => [path.replace('.sop.json', ''), readFileSync(join('templates', path), 'utf8')]);
  console.table([
    ...bench.spikeRows(),
    bench.randomRow(),
    ...bench.templateRows(files),
    bench.sopRow(),
  ]);
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
}
