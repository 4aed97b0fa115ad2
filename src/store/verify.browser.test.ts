import { beforeAll, describe, expect, it } from 'vitest';
import type { Tampering } from '#engine/log/verify.ts';
import { verifyLog } from '#engine/log/verify.ts';
import { freshName, publishedWorkspace, storeSample } from '../../test/builders/store.ts';
import type { StoredEntry } from './database.ts';
import { Database } from './database.ts';
import { hash } from './hash.ts';
import { exportStored, verifyStored } from './verify.ts';

/** What a workspace holds, to tamper with a copy of it each time. */
let rows: { readonly [table: string]: readonly object[] };
const log = ['entries', 'private', 'chain', 'requests', 'sops', 'directory', 'versions'];

beforeAll(async () => {
  const db = await publishedWorkspace();
  await storeSample(db, 'flagship_a');
  rows = Object.fromEntries(
    await Promise.all(
      log.map(async (name): Promise<[string, object[]]> => [name, await db.table(name).toArray()]),
    ),
  );
});

async function copied(): Promise<Database> {
  const db = new Database(freshName());
  for (const name of log) await db.table(name).bulkAdd([...(rows[name] ?? [])]);
  return db;
}

const entries = (): StoredEntry[] => (rows['entries'] ?? []) as StoredEntry[];

describe('what is stored', () => {
  it('verifies, whole and stream by stream, and so does its export', async () => {
    const db = await copied();
    expect(await verifyStored(db)).toMatchObject({ ok: true, entries: entries().length });
    expect(verifyLog(await exportStored(db), hash)).toMatchObject({
      ok: true,
      chain: { n: entries().length },
    });
    for (const stream of new Set(entries().map((row) => row.stream))) {
      expect(await verifyStored(db, stream)).toMatchObject({ ok: true });
      const own = await exportStored(db, stream);
      expect(verifyLog(own, hash)).toMatchObject({ ok: true });
      expect(verifyLog(own, hash)).not.toHaveProperty('chain');
    }
  });

  it('law 5: whichever entry is changed, removed, moved or added, it is found with its place', async () => {
    for (const [i, row] of entries().entries()) {
      const next = entries()[(i + 1) % entries().length] ?? row;
      const at: [StoredEntry['stream'], number] = [row.stream, row.seq];
      const hands: [Tampering, (db: Database) => Promise<unknown>][] = [
        ['changed', (db) => db.entries.put({ ...row, text: row.text.replace('"at":1', '"at":2') })],
        ['changed', (db) => db.entries.put({ ...row, hash: hash('x') })],
        ['removed', (db) => db.entries.delete(at)],
        // Two texts with their hashes, each in the place of the other.
        [
          'changed',
          async (db) => {
            await db.entries.bulkDelete([at, [next.stream, next.seq]]);
            await db.entries.bulkAdd([
              { ...row, text: next.text, hash: next.hash },
              { ...next, text: row.text, hash: row.hash },
            ]);
          },
        ],
      ];
      for (const [what, tamper] of hands) {
        const db = await copied();
        await tamper(db);
        const verdict = await verifyStored(db);
        expect(verdict).toMatchObject({ ok: false, what });
        const places = [row, next].map(({ stream, seq }) => `${stream} ${seq}`);
        expect(places).toContain(verdict.ok ? '' : `${verdict.stream} ${verdict.seq}`);
        db.close();
      }
    }
  });

  it('an entry added behind the last is found', async () => {
    const db = await copied();
    const [row] = entries().toReversed();
    if (row === undefined) throw new Error('nothing stored');
    const seq = entries().filter((each) => each.stream === row.stream).length;
    const text = row.text.replace(/"seq":\d+/, `"seq":${seq}`);
    await db.entries.add({
      stream: row.stream,
      seq,
      command: 'x' as never,
      text,
      hash: hash(text),
    });
    expect(await verifyStored(db)).toMatchObject({
      ok: false,
      what: 'inserted',
      stream: row.stream,
      seq,
    });
  });

  it('private values, the workspace chain, heads, folds and published diagrams are looked at too', async () => {
    const hands: [string, (db: Database) => Promise<unknown>][] = [
      ['private', (db) => db.private.toCollection().modify({ values: ['other'] })],
      ['private gone', (db) => db.private.clear()],
      ['chain', (db) => db.chain.update(3, { hash: hash('x') })],
      ['chain entry', (db) => db.chain.update(3, { entry: hash('x') })],
      ['chain row gone', (db) => db.chain.delete(2)],
      ['head', (db) => db.requests.toCollection().modify({ hash: hash('x') })],
      ['head gone', (db) => db.requests.clear()],
      ['head behind', (db) => db.sops.toCollection().modify({ seq: 0 })],
      [
        'fold',
        (db) =>
          db.requests.toCollection().modify((each) => {
            Object.assign(each, { fold: { ...each.fold, outcome: 'approved' } });
          }),
      ],
      [
        'SOP',
        (db) =>
          db.sops.toCollection().modify((each) => {
            Object.assign(each, { fold: { ...each.fold, effective: 'x' } });
          }),
      ],
      [
        'directory',
        (db) =>
          db.directory.toCollection().modify((each) => {
            Object.assign(each, { fold: { ...each.fold, groups: {} } });
          }),
      ],
      [
        'published diagram',
        (db) =>
          db.versions.toCollection().modify((each) => {
            Object.assign(each, { diagram: { ...each.diagram, items: {} } });
          }),
      ],
      ['version gone', (db) => db.versions.clear()],
    ];
    for (const [, tamper] of hands) {
      const db = await copied();
      await tamper(db);
      const verdict = await verifyStored(db);
      expect(verdict.ok).toBe(false);
      expect(!verdict.ok && verdict.stream).not.toBeNull();
      db.close();
    }
  });
});
