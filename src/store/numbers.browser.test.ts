import { expect, it, onTestFinished, vi, afterEach } from 'vitest';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { freshName, publishedWorkspace, storeSample } from '../../test/builders/store.ts';
import { checkBoot, restore } from './boot.ts';
import { Database } from './database.ts';
import type { NumberRow } from './database.ts';
import { storedOf } from './entries.ts';
import { importRequests } from './import-requests.ts';
import type { RequestLog } from './import-requests.ts';
import { startMirror } from './mirror.ts';
import { nameFor, namesFor, requestCalled } from './numbers.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';
import { rebuildRows } from './rebuild.ts';
import { registryOf } from './registry.ts';

afterEach(() => vi.restoreAllMocks());

const a = as<RequestId>('sample/flagship_a');
const b = as<RequestId>('sample/flagship_b');
const byNumber = (db: Database): Promise<NumberRow[]> => db.numbers.orderBy('number').toArray();

/** Its second request has one entry only. */
async function two(): Promise<Database> {
  const db = await publishedWorkspace();
  onTestFinished(() => db.close());
  await storeSample(db, 'flagship_b', ({ n }) => n === 3);
  await storeSample(db, 'flagship_a', ({ n }) => n === 0);
  return db;
}

it('requests are numbered as they come, and found by what people say', async () => {
  const db = await two();
  expect(await byNumber(db)).toEqual([
    { request: b, number: 1 },
    { request: a, number: 2 },
  ]);
  expect(await nameFor(db, a)).toBe('REQ-0002');
  expect((await namesFor(db, [b, as<RequestId>('gone')])).get(as<RequestId>('gone'))).toBe('gone');
  for (const said of ['REQ-0002', 'req-2', ' req 0002', '#2', '2'])
    expect(await requestCalled(db, said)).toBe(a);
  for (const said of ['REQ-0003', 'REQ-', 'two', '0', 'REQ-2 of May', ''])
    expect(await requestCalled(db, said)).toBeUndefined();
});

it('they keep their numbers through an upgrade, a repair from the second copy, and another browser', async () => {
  const db = await two();
  const numbers = await byNumber(db);
  await db.numbers.clear();
  await rebuildRows(db);
  expect(await byNumber(db)).toEqual(numbers);

  const mirror = startMirror(db);
  onTestFinished(() => mirror.close());
  await mirror.rewrite();
  const other = new Database(freshName());
  onTestFinished(() => other.close());
  expect(await importWorkspace(other, await exportWorkspace(db))).toMatchObject({ ok: true });
  expect(await byNumber(other)).toEqual(numbers);

  for (const table of db.tables) await table.clear();
  const boot = await checkBoot(db, mirror);
  if (boot.state !== 'lost') throw new Error(boot.state);
  await restore(db, mirror, boot.copy);
  expect(await byNumber(db)).toEqual(numbers);
});

it('requests of another workspace get the next numbers of this one', async () => {
  const foreign = await two();
  const here = await publishedWorkspace();
  onTestFinished(() => here.close());
  await storeSample(here, 'flagship_c', ({ n }) => n === 1);
  const logs = await Promise.all(
    [b, a].map(async (id): Promise<RequestLog> => {
      const rows = await foreign.entries
        .where('[stream+seq]')
        .between([`request/${id}`], [`request/${id}`, Infinity])
        .toArray();
      const kept = await storedOf(foreign, `request/${id}`);
      return {
        id,
        entries: rows.map(({ text, hash }, i) => ({
          text,
          hash,
          private: kept[i]?.private ?? null,
        })),
      };
    }),
  );
  expect(await importRequests(here, logs)).toMatchObject({ ok: true });
  expect((await byNumber(here)).map(({ request }) => request)).toEqual(['sample/flagship_c', b, a]);
  expect(await nameFor(foreign, a)).toBe('REQ-0002');
  expect(await nameFor(here, a)).toBe('REQ-0003');
  // Called again, it gives none a second number.
  expect(await importRequests(here, logs)).toMatchObject({ ok: true, already: 2 });
  expect(await here.numbers.count()).toBe(3);
});

it('the registry finds an approval by its number', async () => {
  const db = await publishedWorkspace();
  onTestFinished(() => db.close());
  await storeSample(db, 'flagship_a', ({ n }) => n === 0);
  const { request } = await storeSample(db, 'retrain');
  const found = async (find: string): Promise<readonly string[]> =>
    (await registryOf(db, { find })).items.map((item) => `${item.number} ${item.row.request}`);
  expect(await found('req 2')).toEqual([`REQ-0002 ${request.id}`]);
  expect(await found('REQ-0001')).toEqual([]);
});
