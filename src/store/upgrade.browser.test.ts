/**
 * Workspaces as older versions of this program stored them, row by row: they open, are upgraded, verify, and go on. A
 * fixture is made once, by the version that wrote that schema, and never changed again (ARCHITECTURE.md).
 */
import { expect, it, onTestFinished } from 'vitest';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import { freshName } from '../../test/builders/store.ts';
import schema1 from '../../test/fixtures/workspace-schema-1.jsonl?raw';
import schema3 from '../../test/fixtures/workspace-schema-3.jsonl?raw';
import schema5 from '../../test/fixtures/workspace-schema-5.jsonl?raw';
import { append, isRefused } from './append.ts';
import { checkBoot, restore } from './boot.ts';
import { countRequests } from './counters.ts';
import { Database } from './database.ts';
import { commandId } from './hash.ts';
import { inboxCount, inboxPage } from './inbox.ts';
import { startMirror } from './mirror.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';
import { listRequests } from './requests.ts';
import { readUpdates } from './updates.ts';
import { upgradeRows } from './upgrade.ts';
import { exportStored, verifyStored } from './verify.ts';

interface StoreDump {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly autoIncrement: boolean;
  readonly indexes: readonly {
    readonly name: string;
    readonly keyPath: string | string[];
    readonly unique: boolean;
    readonly multiEntry: boolean;
  }[];
  readonly rows: readonly object[];
}

/** Writes the dump with the browser's own interface: nothing of this program's schema has a part in it. */
async function written(dump: string): Promise<string> {
  const [head = '', ...lines] = dump.trimEnd().split('\n');
  const { version }: { version: number } = JSON.parse(head);
  const stores = lines.map((line): StoreDump => JSON.parse(line, bytesBack));
  const name = freshName();
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const { name: store, keyPath, autoIncrement, indexes } of stores) {
      const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
      for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
        made.createIndex(index, path, { unique, multiEntry });
    }
  };
  const idb = await new Promise<IDBDatabase>((done, failed) => {
    opening.onsuccess = () => done(opening.result);
    opening.addEventListener('error', () => failed(opening.error));
  });
  const writing = idb.transaction(
    stores.map((store) => store.name),
    'readwrite',
  );
  for (const { name: store, rows } of stores)
    for (const row of rows) writing.objectStore(store).put(row);
  await new Promise((done) => {
    writing.oncomplete = done;
  });
  idb.close();
  return name;
}

function bytesBack(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value;
  return Uint8Array.from(atob(String(value.$bytes)), (char) => char.charCodeAt(0));
}

/** Somebody of the fixture. */
const somebody = as<PersonId>('priya.raman');

it.each([
  ['schema 1', schema1],
  ['schema 3', schema3],
  ['schema 5', schema5],
])(
  'a workspace of %s opens, is upgraded, verifies, is mirrored, exported, and goes on',
  async (_, dump) => {
    const db = new Database(await written(dump));
    const mirror = startMirror(db);
    onTestFinished(() => {
      mirror.close();
      db.close();
    });
    const log = await exportStored(db);
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
    // Not a letter of the log has changed.
    expect(await exportStored(db)).toBe(log);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
    const requests = await listRequests(db);
    expect(requests).toHaveLength(2);
    const running = requests.filter(({ status }) => status === 'running');
    expect(await countRequests(db, { status: 'running' })).toBe(running.length);
    const rows = await db.inbox.toArray();
    expect(rows.length).toBeGreaterThan(0);
    for (const each of new Set(rows.map((row) => row.owner)))
      expect(await inboxCount(db, [each])).toBe(rows.filter((row) => row.owner === each).length);
    expect((await inboxPage(db, [...new Set(rows.map((row) => row.owner))], null, 100)).next).toBe(
      null,
    );
    expect((await db.numbers.orderBy('number').toArray()).map(({ number }) => number)).toEqual([
      1, 2,
    ]);
    expect(await readUpdates(db, as<SopId>('sample'))).not.toHaveLength(0);
    expect(await db.blobs.count()).toBeGreaterThan(0);
    expect(await db.backtests.where('sop').equals('sample').count()).toBe(0);
    expect(await db.scenarios.count()).toBe(0);

    const [request] = running;
    if (request === undefined) throw new Error('The fixture has a running request.');
    const answer = await append(
      db,
      `request/${request.id}`,
      { type: 'comment', id: commandId(), text: 'Years later' },
      { kind: 'person', id: somebody },
    );
    expect(isRefused(answer)).toBe(false);
    expect(await verifyStored(db)).toMatchObject({ ok: true });

    const whole = await exportStored(db);
    for (const table of db.tables) await table.clear();
    const boot = await checkBoot(db, mirror);
    if (boot.state !== 'lost') throw new Error(boot.state);
    await restore(db, mirror, boot.copy);
    expect(await exportStored(db)).toBe(whole);
    const other = new Database(freshName());
    onTestFinished(() => other.close());
    expect(await importWorkspace(other, await exportWorkspace(db))).toMatchObject({ ok: true });
    expect(await exportStored(other)).toBe(whole);
  },
);

it('what waits beside open work comes into the inbox of a workspace that did not list it', async () => {
  const db = new Database(await written(schema3));
  onTestFinished(() => db.close());
  const waits = async (): Promise<string[]> =>
    (
      await db.inbox
        .filter(({ work }) => work.startsWith('g1_') || work.startsWith('g4_'))
        .toArray()
    )
      .map(({ request, work, owner }) => `${request} ${work} ${owner}`)
      .toSorted();
  expect(await waits()).toEqual(['sample/flagship_b g1_technical#1 priya.raman']);
  expect(await upgradeRows(db)).toBe(true);
  expect(await waits()).toEqual([
    'sample/flagship_b g1_technical#1 general/five-gate-deployment/r_tech_lead',
    'sample/flagship_b g1_technical#1 priya.raman',
    'sample/flagship_b g1_technical#1/c1 general/five-gate-deployment/r_developer',
    'sample/flagship_c g1_technical#1/c1 general/five-gate-deployment/r_developer',
    'sample/flagship_c g4_execution#1/c1 general/five-gate-deployment/r_ops_lead',
  ]);
  expect(await upgradeRows(db)).toBe(false);
});
