/**
 * Every sample request of every shipped template runs as its file expects. What ran is written to sequences.txt, which
 * was reviewed against the design's tables line by line; a change of it has to be looked at (`vitest -u` writes it).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import type { RunsFile } from '#formats/runs.ts';
import { readRuns } from '#formats/runs.ts';
import type { SopFile } from '#formats/sop.ts';
import { readSop } from '#formats/sop.ts';
import { digest } from '#model/digest.ts';
import { emptyDirectory } from '#model/directory.ts';
import { compareRun } from '#simulate/compare.ts';
import type { Played } from '#simulate/sample.ts';
import { playSample } from '#simulate/sample.ts';
import { templates } from '../builders/templates.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function sopOf(template: string): SopFile {
  const read = readSop(readFileSync(`templates/${template}.sop.json`, 'utf8'));
  if (!read.ok) throw new Error(`${template}: ${read.says}`);
  expect(read.warnings).toEqual([]);
  return read.file;
}
function runsOf(template: string): RunsFile {
  const read = readRuns(readFileSync(`templates/${template}.runs.json`, 'utf8'));
  if (!read.ok) throw new Error(`${template}: ${read.says}`);
  return read.file;
}

const table: string[] = [];
const line = (id: string, { tier, outcome, trail }: Played): string =>
  `${id} · tier ${tier ?? 'none'} · ${outcome ?? 'still running'}\n    ${trail.join(' → ')}\n`;

describe.each(templates())('%s', (template) => {
  const sop = sopOf(template);
  const { runs } = runsOf(template);
  const compiled = compile(sop.diagram, 'draft');
  const directory = { ...emptyDirectory, ...sop.directory, holidays: sop.holidays ?? {} };

  test('the file names the digest of its meaning', () => {
    expect(sop.digest).toBe(digest(sop.diagram, hash));
  });

  test.each(runs.map((run) => [run.id, run] as const))('%s runs as expected', (id, run) => {
    const played = playSample(compiled, run, directory, hash);
    table.push(`${template} ${line(id, played)}`);
    expect(compareRun(run.expected, played)).toEqual([]);
  });
});

test('the table of node sequences is the reviewed one', async () => {
  expect(table).toHaveLength(38);
  await expect(table.join('\n')).toMatchFileSnapshot('sequences.txt');
});
