import { describe, expect, it, onTestFinished } from 'vitest';
import { chainHash } from '#engine/log/seal.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { lead, publishedWorkspace, samples, sopId } from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import { putBlob } from './blobs.ts';
import { checkBoot, restore } from './boot.ts';
import { Database } from './database.ts';
import { privateOf } from './entries.ts';
import { commandId, hash } from './hash.ts';
import { startMirror } from './mirror.ts';
import type { Mirror } from './mirror.ts';
import type { Committed } from './mirrors.ts';
import { addUpdate, readUpdates } from './updates.ts';
import { exportStored, verifyStored } from './verify.ts';

const id = as<RequestId>('r1');
const stream = `request/${id}` as const;
const actor = { kind: 'person', id: lead } as const;
const comment = (text: string) => ({ type: 'comment', id: commandId(), text }) as const;

async function mirrored(): Promise<{ db: Database; mirror: Mirror }> {
  const db = await publishedWorkspace();
  const mirror = mirrorIn(db);
  await checkBoot(db, mirror);
  const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
  const submit = { type: 'submit', id: commandId(), request: id, sop: sopId, form } as const;
  const requester = { kind: 'person', id: as<typeof lead>('tomas.okafor') } as const;
  const answer = await append(db, stream, submit, requester);
  if (isRefused(answer)) throw new Error(answer.says);
  return { db, mirror };
}
function mirrorIn(db: Database): Mirror {
  const mirror = startMirror(db);
  onTestFinished(() => mirror.close());
  return mirror;
}
/** Everything of the log and what follows from it, as the browser would lose it. */
async function lose(db: Database): Promise<void> {
  for (const table of db.tables) await table.clear();
}
/** As it was handed to the copy while it was being committed. */
async function lastCommitted(db: Database): Promise<Committed> {
  const row = await db.chain.orderBy('n').last();
  if (row === undefined) throw new Error('The log is empty.');
  const entry = await db.entries.get([row.stream, row.seq]);
  const kept = privateOf(await db.private.get([row.stream, row.seq]));
  const at = { stream: row.stream, seq: row.seq };
  return { text: entry?.text ?? '', hash: row.entry, private: kept, n: row.n, chain: row.hash, at };
}
const linesOf = async (text: Promise<string>): Promise<string[]> =>
  (await text).split('\n').slice(1, -1);

describe('the second copy', () => {
  it('has the very lines of the export when a command is acknowledged', async () => {
    const { db, mirror } = await mirrored();
    for (let i = 0; i < 20; i++) {
      await append(db, stream, comment(`no. ${i} “quoted” 𝛑`), actor);
      expect((await mirror.remote.head()).n).toBe(await db.chain.count());
    }
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
    expect(mirror.state()).toBe('current');
  });

  it('brings back a database that was lost whole: log, versions, drafts, evidence', async () => {
    const { db, mirror } = await mirrored();
    await addUpdate(db, sopId, new Uint8Array([1, 2, 3]));
    await addUpdate(db, sopId, new Uint8Array([4]));
    const { sha256 } = await putBlob(db, new Uint8Array([9, 9, 9]));
    await append(db, stream, comment('last'), actor);
    const before = await exportStored(db);
    const inbox = await db.inbox.toArray();
    const timers = await db.timers.toArray();
    const counters = (await db.counters.toArray()).filter(({ count }) => count !== 0);
    await lose(db);
    const boot = await checkBoot(db, mirror);
    expect(boot).toMatchObject({ state: 'lost', has: 0 });
    if (boot.state !== 'lost') return;
    await restore(db, mirror, boot.copy);
    expect(await exportStored(db)).toBe(before);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
    expect(await db.inbox.toArray()).toEqual(inbox);
    expect(await db.timers.toArray()).toEqual(timers);
    expect(await db.counters.toArray()).toEqual(counters);
    expect(await readUpdates(db, sopId)).toEqual([new Uint8Array([1, 2, 3]), new Uint8Array([4])]);
    expect((await db.blobs.get(sha256))?.bytes).toEqual(new Uint8Array([9, 9, 9]));
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
    expect(isRefused(await append(db, stream, comment('and on'), actor))).toBe(false);
    expect((await mirror.remote.head()).n).toBe(await db.chain.count());
  });

  it('brings back the last entries where only those are lost', async () => {
    const { db, mirror } = await mirrored();
    const early = Object.fromEntries(
      await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()])),
    );
    await append(db, stream, comment('lost'), actor);
    const whole = await exportStored(db);
    for (const table of db.tables) {
      await table.clear();
      await table.bulkPut(early[table.name] ?? []);
    }
    const boot = await checkBoot(db, mirror);
    if (boot.state !== 'lost') throw new Error(boot.state);
    expect(boot.of - boot.has).toBe(1);
    await restore(db, mirror, boot.copy);
    expect(await exportStored(db)).toBe(whole);
  });

  it('is written anew where it was lost, and catches up where it is behind', async () => {
    const { db, mirror } = await mirrored();
    await mirror.remote.clear();
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
    const other = new Database(db.name); // a tab whose copy does not answer
    await append(other, stream, comment('not copied'), actor);
    expect((await mirror.remote.head()).n).toBe((await db.chain.count()) - 1);
    await append(db, stream, comment('both'), actor);
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
    other.close();
  });

  it('two tabs write it in turn, and no line is lost or doubled', async () => {
    const { db, mirror } = await mirrored();
    const tab = new Database(db.name);
    mirrorIn(tab);
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        append(i % 2 === 0 ? db : tab, stream, comment(`c${i}`), actor),
      ),
    );
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
    tab.close();
  });

  it('takes no line whose command was not committed, and waits for none', async () => {
    const { db, mirror } = await mirrored();
    const before = await mirror.remote.lines();
    const last = await db.chain.orderBy('n').last();
    const coming = (text: string): Committed => {
      const row = { stream, seq: 99, entry: hash(text) };
      const n = (last?.n ?? 0) + 1;
      const chain = chainHash(last?.hash ?? '', row, hash);
      return { text, hash: row.entry, private: null, n, chain, at: { stream, seq: 99 } };
    };
    const one = coming('{"never":1}');
    mirror.coming(one);
    mirror.dropped(one);
    expect(await mirror.remote.lines()).toEqual(before);
    mirror.coming(coming('{"never":2}')); // and its tab says no more
    await append(db, stream, comment('and on'), actor);
    expect(mirror.state()).toBe('current');
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
  });

  it('counts a line whose end was never written where the database lost its entry, and nowhere else', async () => {
    const { db, mirror } = await mirrored();
    const other = new Database(db.name); // commits, and is killed before it can say so
    await append(other, stream, comment('acknowledged'), actor);
    other.close();
    mirror.coming(await lastCommitted(db));
    const n = await db.chain.count();
    expect(await mirror.remote.head()).toMatchObject({ n: n - 1 });
    expect(await mirror.remote.flushed()).toMatchObject({ n });
    const whole = await exportStored(db);
    await lose(db);
    const boot = await checkBoot(db, mirror);
    if (boot.state !== 'lost') throw new Error(boot.state);
    await restore(db, mirror, boot.copy);
    expect(await exportStored(db)).toBe(whole);
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
    // Of a command that was not committed, longer than what comes after it.
    const row = { stream, seq: 99, entry: hash('{}') };
    const chain = chainHash((await db.chain.get(n))?.hash ?? '', row, hash);
    const text = JSON.stringify({ never: 'x'.repeat(5_000) });
    mirror.coming({ text, hash: row.entry, private: null, n: n + 1, chain, at: row });
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
    await append(db, stream, comment('and on'), actor);
    expect(await mirror.remote.lines()).toEqual(await linesOf(exportStored(db)));
  });

  it('says where two histories part, and does not mix them', async () => {
    const { db, mirror } = await mirrored();
    const rows = await Promise.all(db.tables.map((table) => table.toArray()));
    await append(db, stream, comment('one'), actor);
    for (const [i, table] of db.tables.entries()) {
      await table.clear();
      await table.bulkPut(rows[i] ?? []);
    }
    const before = await mirror.remote.lines();
    await append(new Database(db.name), stream, comment('another'), actor);
    expect(await checkBoot(db, mirror)).toMatchObject({ state: 'apart', after: rows[0]?.length });
    await append(db, stream, comment('and on'), actor);
    expect(await mirror.remote.lines()).toEqual(before);
    expect(mirror.state()).toBe('apart');
  });

  it('says what is gone from both', async () => {
    const { db, mirror } = await mirrored();
    const n = await db.chain.count();
    expect(await checkBoot(db, mirror, n + 3)).toEqual({ state: 'gone', has: n, of: n + 3 });
  });
});
