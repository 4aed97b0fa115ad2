/** Years of a template's requests, made up through the engine, as a store or a backtest would hold them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '#engine/compile.ts';
import type { Compiled } from '#engine/compiled.ts';
import type { Hash } from '#engine/context.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import type { Directory } from '#model/directory.ts';
import { digest } from '#model/digest.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import type { History } from '#simulate/backtest/history.ts';
import { makeHistory } from '#simulate/history/history.ts';
import type { HistorySource, MadeRequest } from '#simulate/history/history.ts';

const root = join(import.meta.dirname, '../../templates');
const year = 365 * 24 * 3_600_000;

/** A template as a history is made of it, and its people. */
export function templateSource(
  template: string,
  hash: Hash,
): { readonly source: HistorySource; readonly compiled: Compiled; readonly directory: Directory } {
  const sop = readSop(readFileSync(join(root, `${template}.sop.json`), 'utf8'));
  const runs = readRuns(readFileSync(join(root, `${template}.runs.json`), 'utf8'));
  if (!sop.ok) throw new Error(sop.says);
  if (!runs.ok) throw new Error(runs.says);
  const { diagram, directory, holidays } = sop.file;
  const compiled = compile(diagram, digest(diagram, hash));
  return {
    source: { sop: as<SopId>(template), compiled, samples: runs.file.runs },
    compiled,
    directory: {
      people: directory?.people ?? {},
      groups: directory?.groups ?? {},
      absences: {},
      holidays: holidays ?? {},
    },
  };
}

export interface PastOf {
  readonly requests: number;
  readonly seed?: number;
  readonly years?: number;
  /** Null, which is quicker: nothing is sealed. */
  readonly hash?: Hash | null;
}
/** The years up to 21 November 2026. */
export function made(
  { source, directory }: Pick<ReturnType<typeof templateSource>, 'source' | 'directory'>,
  { requests, seed = 1, years = 1, hash = null }: PastOf,
): readonly MadeRequest[] {
  const until = Date.UTC(2026, 10, 21);
  const from = until - years * year;
  return [...makeHistory(source, { directory, seed, from, until, requests, hash })].filter(
    (each) => each !== null,
  );
}

export const historyOf = ({ id, recorded }: MadeRequest): History => ({
  request: id,
  entries: recorded,
});
