import { liveQuery } from 'dexie';
import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { publishedWorkspace, sopId, storeSample } from '../../test/builders/store.ts';
import { Database, staleRegistry } from './database.ts';
import type { RegistryRow } from './database.ts';
import { groundsOf, inForceOf, registryCounts, registryOf } from './registry.ts';
import type { RegistryCursor } from './registry.ts';
import { readyRegistry, rebuildRegistry } from './registry-rows.ts';

test('a deployment that was approved stands in the registry, the same when it is built anew', async () => {
  const db = await publishedWorkspace();
  const { request } = await storeSample(db, 'retrain');
  const page = await registryOf(db, {});
  expect(page.items.map(({ row }) => [row.request, row.standing])).toEqual([
    [request.id, 'approved'],
  ]);
  const kept = await db.registry.toArray();
  await rebuildRegistry(db);
  expect(await db.registry.toArray()).toEqual(kept);
  await db.registry.clear();
  await readyRegistry(db); // not said to be stale: nothing to do
  expect(await db.registry.count()).toBe(0);
  await db.counters.put({ key: staleRegistry, count: 1 });
  await readyRegistry(db);
  expect(await db.registry.toArray()).toEqual(kept);
});

test('what rests on a clause or policy is found by the version that names it', async () => {
  const db = await publishedWorkspace();
  const { request } = await storeSample(db, 'retrain');
  const grounds = await groundsOf(db);
  const ground = grounds.find(({ kind }) => kind === 'clause');
  expect(grounds.some(({ kind }) => kind === 'policy')).toBe(true);
  expect(await inForceOf(db, { versions: ground?.versions ?? new Set() })).toEqual([request.id]);
  expect(await inForceOf(db, { versions: new Set() })).toEqual([]);
});

test('pages follow each other by what is due, each row once, among many that fit no filter', async () => {
  const db = await publishedWorkspace();
  const { request } = await storeSample(db, 'retrain');
  const stored = await db.requests.get(request.id);
  const version = stored?.version ?? as('');
  const rows = Array.from({ length: 5000 }, (_, i): RegistryRow => ({
    request: as<RequestId>(`r${String(i).padStart(5, '0')}`),
    sop: sopId,
    version,
    standing: i % 50 === 0 ? 'conditional' : 'expired',
    model: `m${i % 10}`,
    words: `m${i % 10} r${i}`,
    review: null,
    expires: null,
    open: 0,
    overdue: 0,
    due: (i * 7919) % 5000,
    at: 0,
  }));
  await db.registry.bulkPut(rows);
  expect(await registryCounts(db)).toMatchObject({ conditional: 100, expired: 4900 });
  // The rows have no requests behind them, so pages are read by their cursors.
  const cursors: RegistryCursor[] = [];
  for (let after: RegistryCursor | null = null; ;) {
    const { next } = await registryOf(db, { standing: 'conditional' }, after, 30);
    if (next === null) break;
    cursors.push(next);
    after = next;
  }
  const due = rows
    .filter(({ standing }) => standing === 'conditional')
    .map((row) => row.due)
    .toSorted((a, b) => a - b);
  expect(cursors.map((cursor) => cursor.due)).toEqual([due[29], due[59], due[89]]);
  expect(await inForceOf(db, { model: 'm0', find: 'R4950' })).toEqual(['r04950']);
});

test('a search sees what changed since the last one, in this tab and in another, also while somebody watches', async () => {
  const db = await publishedWorkspace();
  await storeSample(db, 'retrain');
  const [base] = await db.registry.toArray();
  if (base === undefined) throw new Error('nothing is approved');
  const called = (i: number, words: string): RegistryRow => ({
    ...base,
    request: as<RequestId>(`q${i}`),
    words,
  });
  await db.registry.bulkPut(Array.from({ length: 60 }, (_, i) => called(i, `pricing ${i}`)));
  const found = (find: string) => inForceOf(db, { find });
  expect(await found('pricing')).toHaveLength(60);
  const seen: number[] = [];
  const watch = liveQuery(() => found('churn')).subscribe((all) => seen.push(all.length));
  await expect.poll(() => seen).toEqual([0]);
  await db.registry.put(called(7, 'churn'));
  expect(await found('pricing')).toHaveLength(59);
  await expect.poll(() => seen.at(-1)).toBe(1);
  const tab = new Database(db.name);
  await tab.registry.put(called(8, 'churn'));
  await tab.registry.delete(as<RequestId>('q9'));
  await expect.poll(() => seen.at(-1)).toBe(2);
  expect(await found('pricing')).toHaveLength(57);
  await db.registry.clear();
  expect(await found('pricing')).toEqual([]);
  watch.unsubscribe();
  tab.close();
});
