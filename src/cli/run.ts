import { compile } from '#engine/compile.ts';
import { digest } from '#model/digest.ts';
import type { Sample } from '#model/sample.ts';
import { compareRun } from '#simulate/compare.ts';
import { playSample } from '#simulate/sample.ts';
import type { Played } from '#simulate/sample.ts';
import { directoryOf } from './directory.ts';
import { parseArgs, printable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readRunsFile, readSopFile, sha256 } from './read.ts';

/** Plays the sample requests of a runs file and compares tier, outcome and trail with what is expected. */
export const run: Command = (args) => {
  const { files, flags } = parseArgs(args, 2, 'run SOP RUNS [--json]', ['--json']);
  const [sopName = '', runsName = ''] = files;
  const sop = readSopFile(sopName);
  const { runs, sop: wanted } = readRunsFile(runsName);
  if (wanted !== sop.id) {
    console.error(`${runsName} was written for ${wanted}; it is played on ${sop.id}.`);
  }
  const compiled = compile(sop.diagram, digest(sop.diagram, sha256));
  const played = runs.map((sample) => {
    const result = playSample(compiled, sample, directoryOf(sop), sha256);
    return { sample, result, differs: compareRun(sample.expected, result) };
  });
  const failed = played.filter(({ differs }) => differs.length > 0).length;
  if (flags.has('--json')) {
    const report = played.map(({ sample, result, differs }) => ({
      id: sample.id,
      name: sample.name,
      ok: differs.length === 0,
      tier: result.tier,
      outcome: result.outcome,
      trail: result.trail,
      expected: sample.expected,
      differs,
    }));
    console.log(JSON.stringify({ sop: sop.id, runs: report }, null, 2));
  } else {
    for (const { sample, result, differs } of played) {
      console.log(printable(line(sample, result, differs.length === 0)));
      for (const each of differs) console.log(printable(`    ${each}`));
    }
    console.log(`${runs.length - failed} of ${runs.length} runs as expected`);
  }
  return failed > 0 ? 1 : 0;
};

function line(sample: Sample, { tier, outcome, trail }: Played, ok: boolean): string {
  const tierName = tier === null ? 'no tier' : `tier ${tier}`;
  const last = trail.at(-1);
  const end = outcome ?? `still running${last === undefined ? '' : ` after ${last}`}`;
  return `${ok ? '✓' : '✗'} ${sample.id}: ${sample.name} · ${tierName} · ${end} · ${trail.length} steps`;
}
