import { expect, it, onTestFinished, vi } from 'vitest';
import { publishedWorkspace, samples, sopId, storeSample } from '../../test/builders/store.ts';
import { checkBoot } from './boot.ts';
import { countRequests } from './counters.ts';
import type { Database } from './database.ts';
import { loadSampleYear } from './load-sample-year.ts';
import { startMirror } from './mirror.ts';
import { nameFor } from './numbers.ts';
import { listRequests } from './requests.ts';
import { sampleRequests } from './sample-count.ts';
import { removeSampleYear } from './sample-year.ts';
import { verifyStored } from './verify.ts';

const ask = {
  sops: [{ sop: sopId, samples }],
  seed: 1,
  until: Date.UTC(2026, 10, 20),
  most: 12,
};

const state = async (db: Database): Promise<unknown> => ({
  entries: await db.entries.toArray(),
  private: await db.private.toArray(),
  chain: await db.chain.toArray(),
  requests: await db.requests.toArray(),
  numbers: await db.numbers.toArray(),
  inbox: await db.inbox.toArray(),
  registry: await db.registry.toArray(),
  timers: await db.timers.toArray(),
  counters: (await db.counters.toArray()).filter(({ count }) => count > 0),
});

it('a year of sample requests verifies, is told from real ones, and leaves nothing when it is removed', async () => {
  const db = await publishedWorkspace();
  const mirror = startMirror(db);
  onTestFinished(() => mirror.close());
  await checkBoot(db, mirror);
  const told: number[] = [];
  const made = await loadSampleYear(db, ask, (done) => told.push(done)).made;
  expect(made).toEqual({ ok: true, requests: 12 });
  expect(told.at(-1)).toBe(12);
  expect(await sampleRequests(db)).toBe(12);
  expect((await listRequests(db)).length).toBe(12);
  expect(await verifyStored(db)).toMatchObject({ ok: true });
  expect(await db.outbox.filter(({ event }) => event.type === 'issued').count()).toBe(0);

  const { request } = await storeSample(db, 'flagship_a');
  vi.restoreAllMocks();
  expect(await nameFor(db, request.id)).toBe('REQ-0001');
  await removeSampleYear(db);
  expect(await sampleRequests(db)).toBe(0);
  expect(await countRequests(db, { status: 'running' })).toBe(1);
  expect(await verifyStored(db)).toMatchObject({ ok: true });
  expect(mirror.state()).toBe('current');
  expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });

  // All that follows from the log is as it would be had the year never been there.
  const after = await state(db);
  const { rebuildRows } = await import('./rebuild.ts');
  await rebuildRows(db);
  expect(await state(db)).toEqual(after);
  expect((await listRequests(db)).map(({ id }) => id)).toEqual([request.id]);
});

it('called off, it takes back what was written', async () => {
  const db = await publishedWorkspace();
  const loading = loadSampleYear(db, ask, () => {});
  await loading.cancel();
  expect(await sampleRequests(db)).toBe(0);
  expect(await verifyStored(db)).toMatchObject({ ok: true });
});
