import { afterEach, expect, test, vi } from 'vitest';
import type { Compiled } from '#engine/compiled.ts';
import type { Stream } from '#engine/log/entry.ts';
import type { Digest, RequestId } from '#model/ids.ts';
import { compiledVersion } from '#store/compiled.ts';
import type { Database } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { entriesOf, getRequest } from '#store/requests.ts';
import { publishedWorkspace, samples, storeSample } from '../../../test/builders/store.ts';
import { ahead } from './assumed.ts';
import { framesOfLog, versionsIn } from './from-log.ts';

afterEach(() => vi.restoreAllMocks());

const none = (): undefined => undefined;
/** Every row of every table. */
const dump = async (db: Database): Promise<string> =>
  JSON.stringify(
    await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])),
  );

test('the play of a stored request’s log ends in the stored state, and going on writes nothing', async () => {
  const db = await publishedWorkspace();
  for (const { id } of samples) await storeSample(db, id);
  const ids: readonly RequestId[] = await db.requests.toCollection().primaryKeys();
  expect(ids.length).toBe(samples.length);
  const before = await dump(db);
  const directory = await readDirectory(db);
  for (const id of ids) {
    const stream: Stream = `request/${id}`;
    const log = await entriesOf(db, stream);
    const versions = new Map<Digest, Compiled>();
    for (const digest of versionsIn(log)) {
      const compiled = await compiledVersion(db, digest);
      if (compiled !== undefined) versions.set(digest, compiled);
    }
    const frames = framesOfLog((digest) => versions.get(digest), log);
    const last = frames.at(-1);
    expect(frames.length).toBe(log.length);
    expect(last?.request).toEqual(await getRequest(db, id));
    const compiled = last && versions.get(last.request.version);
    if (last === undefined || compiled === undefined) throw new Error('no copy');
    const { request, at: now } = last;
    const scene = { compiled, directory, request, now, version: none, figures: new Map() };
    const next = ahead(scene, { seed: 1, spare: null });
    expect(next.ok).toBe(request.status === 'running');
  }
  expect(await dump(db)).toBe(before);
});
