import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { RequestId, SopId } from '#model/ids.ts';
import type { Stream } from '#engine/log/entry.ts';
import type { Database } from '#store/database.ts';
import { nameFor } from '#store/numbers.ts';
import { getVersion } from '#store/sops.ts';
import { subjectOf } from './subject.ts';
import { readRow } from './trail-read.ts';
import type { TrailEntry } from './trail-read.ts';
import { directoryChanges } from './workspace-before.ts';

/** How many entries the page of the whole workspace lists; the export has all. */
const most = 200;

export interface WorkspaceTrail {
  /** Newest first. */
  readonly entries: readonly TrailEntry[];
  readonly total: number;
  /** What each stream is called. */
  readonly titles: ReadonlyMap<Stream, string>;
}

/** The last entries of the workspace along its chain, newest first. */
export async function readTrail(database: Database): Promise<WorkspaceTrail> {
  const total = await database.entries.count();
  const last = (await database.chain.orderBy('n').last())?.n ?? 0;
  const rows = await database.chain
    .where('n')
    .above(last - most)
    .toArray();
  const known = new Map<Stream, { title: string; diagram: Diagram | null }>();
  const changes = await directoryChanges(database);
  const entries: TrailEntry[] = [];
  for (const { stream, seq } of rows.toReversed()) {
    const row = await database.entries.get([stream, seq]);
    if (row === undefined) continue;
    const about = known.get(stream) ?? (await aboutOf(database, stream));
    known.set(stream, about);
    const changed = stream === 'workspace' ? changes.get(seq) : undefined;
    entries.push(await readRow(database, row, about.diagram, changed));
  }
  return {
    entries,
    total,
    titles: new Map([...known].map(([stream, { title }]) => [stream, title])),
  };
}

/** A stream's title and, of a request, the diagram it runs on. */
async function aboutOf(
  database: Database,
  stream: Stream,
): Promise<{ title: string; diagram: Diagram | null }> {
  const id = stream.slice(stream.indexOf('/') + 1);
  if (stream === 'workspace') return { title: 'Workspace', diagram: null };
  if (stream.startsWith('sop/')) {
    const sop = await database.sops.get(as<SopId>(id));
    return { title: sop?.title ?? id, diagram: null };
  }
  const request = await database.requests.get(as<RequestId>(id));
  const version = request && (await getVersion(database, request.version, request.sop));
  return request && version
    ? {
        title: `${await nameFor(database, request.id)} · ${subjectOf(version.diagram, request.fold.form, request.id)}`,
        diagram: version.diagram,
      }
    : { title: id, diagram: null };
}
