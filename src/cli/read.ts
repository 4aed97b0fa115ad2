/** Reads files for the commands; what cannot be read is one sentence. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readRuns } from '#formats/runs.ts';
import type { RunsFile } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import type { SopFile } from '#formats/sop.ts';
import type { Hash } from '#engine/context.ts';
import { Unusable } from './outcome.ts';

/** Bytes; the largest file that is read. */
const most = 50_000_000;

export const sha256: Hash = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

export function readText(file: string): string {
  let size: number;
  try {
    const found = statSync(file);
    if (!found.isFile()) throw new Unusable(`${file} is not a file.`);
    size = found.size;
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${file} cannot be opened: is the name right?`);
  }
  if (size > most) {
    throw new Unusable(`${file} has ${Math.round(size / 1e6)} MB; at most 50 MB are read.`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Unusable(`${file} cannot be read.`);
  }
}

/** Reads an SOP; what is worth saying of the file goes to stderr. */
export function readSopFile(file: string): SopFile {
  const read = readSop(readText(file));
  if (!read.ok) throw new Unusable(`${file}: ${read.says}`);
  for (const warning of read.warnings) console.error(`${file}: ${warning}`);
  return read.file;
}

export function readRunsFile(file: string): RunsFile {
  const read = readRuns(readText(file));
  if (!read.ok) throw new Unusable(`${file}: ${read.says}`);
  return read.file;
}
