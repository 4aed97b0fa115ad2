import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Sample } from '#model/sample.ts';
import { compareRun } from '#simulate/compare.ts';
import { playSample } from '#simulate/sample.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const folder = 'templates/general';
const sop = readSop(readFileSync(`${folder}/five-gate-deployment.sop.json`, 'utf8'));
const runs = readRuns(readFileSync(`${folder}/five-gate-deployment.runs.json`, 'utf8'));
if (!sop.ok) throw new Error(sop.says);
if (!runs.ok) throw new Error(runs.says);
const compiled = compile(sop.file.diagram, 'draft');
const directory = {
  ...emptyDirectory,
  ...sop.file.directory,
  holidays: sop.file.holidays ?? {},
};

describe('the samples of the five-gate template run as expected', () => {
  test.each(runs.file.runs.map((run: Sample) => [run.id, run] as const))('%s', (_, run) => {
    const played = playSample(compiled, run, directory, hash);
    expect(compareRun(run.expected, played)).toEqual([]);
  });
});
