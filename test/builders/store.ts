/** A workspace in a real browser's IndexedDB, for tests: the five-gate template published, its people in the directory. */
import { vi } from 'vitest';
import type { Request } from '#engine/request.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import { playSample } from '#simulate/sample.ts';
import type { Played } from '#simulate/sample.ts';
import { isRefused } from '#store/append.ts';
import { appendToRequest } from '#store/append-request.ts';
import { Database } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { hash } from '#store/hash.ts';
import { installSamples } from '#store/samples.ts';
import { compiledVersion } from '#store/compiled.ts';
import { createSop, publish } from '#store/sop-life.ts';
import { effectiveVersion } from '#store/sops.ts';
import { findings } from '#verify/findings.ts';
import runsText from '../../templates/general/five-gate-deployment.runs.json?raw';
import sopText from '../../templates/general/five-gate-deployment.sop.json?raw';

const sop = readSop(sopText);
const runs = readRuns(runsText);
if (!sop.ok || !runs.ok) throw new Error('The template does not read.');
export const template = sop.file;
export const samples = runs.file.runs;

export const sopId = as<SopId>('sample');
export const lead = as<PersonId>('priya.raman');
export const actor = { kind: 'person', id: lead } as const;

let count = 0;
/** A name nobody used: databases of earlier tests may still be closing. */
export const freshName = (): string => `test-${Date.now()}-${(count += 1)}`;

/** Sets the device's clock; `vi.restoreAllMocks()` gives the real one back. */
export const setClock = (ms: number): void => void vi.spyOn(Date, 'now').mockReturnValue(ms);

export async function openWorkspace(name = freshName()): Promise<Database> {
  const db = new Database(name);
  const refused = await installSamples(db, template);
  if (refused !== null) throw new Error(refused.says);
  return db;
}

/** A workspace whose SOP is published under the id that samples use. */
export async function publishedWorkspace(name?: string): Promise<Database> {
  const db = await openWorkspace(name);
  await createSop(db, { id: sopId, title: 'Five gates', from: template.id, actor });
  const answer = await publish(db, sopId, publication, actor);
  if (isRefused(answer)) throw new Error(answer.says);
  return db;
}

export const publication = {
  diagram: template.diagram,
  reason: 'First issue',
  revision: 'A',
  accepted: findings(template.diagram)
    .filter((finding) => finding.level === 'warning')
    .map(({ rule }) => ({ rule, by: lead, reason: 'Known.' })),
};

/** What the sample does, as the engine alone plays it. */
export async function playedSample(db: Database, id: string): Promise<Played> {
  const sample = samples.find((each) => each.id === id);
  const version = await effectiveVersion(db, sopId);
  const compiled = version && (await compiledVersion(db, version.digest));
  if (sample === undefined || compiled === undefined) throw new Error(`No sample ${id}.`);
  return playSample(compiled, sample, await readDirectory(db), hash);
}

/** Sends every command of a sample to the store, each at the time it was played; `until`: no more once that holds. */
export async function storeSample(
  db: Database,
  id: string,
  until: (request: Request) => boolean = () => false,
): Promise<Played> {
  const played = await playedSample(db, id);
  for (const { command, actor: by, at, request } of played.steps) {
    setClock(at);
    const answer = await appendToRequest(db, played.request.id, unique(command, id), by);
    if (isRefused(answer)) throw new Error(`${command.type}: ${answer.says}`);
    if (until(request)) break;
  }
  vi.restoreAllMocks();
  return played;
}

/** Samples number their commands from one each; the store wants ids of the workspace. */
export const unique = <C extends { readonly id: string }>(command: C, sample: string): C =>
  command.id.startsWith('tick/') ? command : { ...command, id: `${sample}/${command.id}` };
