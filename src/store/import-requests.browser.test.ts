import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Sealed } from '#engine/log/entry.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { publishedWorkspace, storeSample } from '../../test/builders/store.ts';
import { checkBoot } from './boot.ts';
import { countRequests } from './counters.ts';
import type { Database } from './database.ts';
import { storedOf } from './entries.ts';
import { importRequests } from './import-requests.ts';
import type { RequestLog } from './import-requests.ts';
import { inboxPage } from './inbox.ts';
import { startMirror } from './mirror.ts';
import { deliver } from './outbox.ts';
import { entriesOf, listRequests } from './requests.ts';
import { verifyStored } from './verify.ts';

afterEach(() => vi.restoreAllMocks());

/** The logs of two requests as another workspace holds them, and that workspace. */
async function elsewhere(): Promise<{ readonly db: Database; readonly logs: RequestLog[] }> {
  const db = await publishedWorkspace();
  const running = await storeSample(db, 'flagship_a', ({ n }) => n === 2);
  const ended = await storeSample(db, 'flagship_b');
  const logs = [running.request.id, ended.request.id].map((id) => logOf(db, id));
  return { db, logs: await Promise.all(logs) };
}

async function logOf(db: Database, id: RequestId): Promise<RequestLog> {
  const rows = await db.entries
    .where('[stream+seq]')
    .between([`request/${id}`], [`request/${id}`, Infinity])
    .toArray();
  const kept = await storedOf(db, `request/${id}`);
  const entries = rows.map(({ text, hash }, i): Sealed => ({
    text,
    hash,
    private: kept[i]?.private ?? null,
  }));
  return { id, entries };
}

const everything = async (db: Database): Promise<unknown> => ({
  requests: (await db.requests.toArray()).map(({ fold, ...row }) => ({ ...row, fold })),
  inbox: await db.inbox.toArray(),
  timers: await db.timers.toArray(),
  registry: await db.registry.toArray(),
  entries: await db.entries.filter(({ stream }) => stream.startsWith('request/')).toArray(),
  private: await db.private.filter(({ stream }) => stream.startsWith('request/')).toArray(),
});

describe('importing requests with their logs', () => {
  it('leaves what appending each command leaves, and the workspace verifies', async () => {
    const { db, logs } = await elsewhere();
    const here = await publishedWorkspace();
    const answer = await importRequests(here, logs);
    expect(answer).toMatchObject({ ok: true, requests: 2, already: 0 });
    expect(await everything(here)).toEqual(await everything(db));
    for (const status of ['running', 'suspended', 'completed'] as const)
      expect(await countRequests(here, { status })).toBe(await countRequests(db, { status }));
    expect(await here.counters.where('key').startsWith('inbox/').toArray()).toEqual(
      (await db.counters.where('key').startsWith('inbox/').toArray()).filter(
        ({ count }) => count > 0,
      ),
    );
    expect(await verifyStored(here)).toMatchObject({ ok: true });
    // Who was told is not told again.
    expect(await here.outbox.count()).toBe(0);
  });

  it('a token that nobody signed is signed here; one that was is left as it is', async () => {
    const db = await publishedWorkspace();
    const ended = (await storeSample(db, 'retrain')).request.id;
    const here = await publishedWorkspace();
    await importRequests(here, [await logOf(db, ended)]);
    expect(await deliver(here)).toEqual({ done: 1, waiting: 0 });
    const last = (await entriesOf(here, `request/${ended}`)).at(-1);
    expect(last?.events).toMatchObject([{ type: 'certified' }]);

    await deliver(db);
    const third = await publishedWorkspace();
    await importRequests(third, [await logOf(db, ended)]);
    expect(await third.outbox.count()).toBe(0);
  });

  it('the second copy has them when the import is done', async () => {
    const { logs } = await elsewhere();
    const here = await publishedWorkspace();
    const mirror = startMirror(here);
    onTestFinished(() => mirror.close());
    expect(await checkBoot(here, mirror)).toEqual({ state: 'same' });
    await importRequests(here, logs);
    const top = await here.chain.orderBy('n').last();
    expect(await mirror.remote.head()).toEqual({ n: top?.n, chain: top?.hash });
    expect(mirror.state()).toBe('current');
  });

  it('twice is once: what is here to the last entry is left as it is', async () => {
    const { logs } = await elsewhere();
    const here = await publishedWorkspace();
    await importRequests(here, logs.slice(0, 1));
    const first = await listRequests(here);
    expect(await importRequests(here, logs)).toMatchObject({ ok: true, requests: 1, already: 1 });
    expect(await importRequests(here, logs)).toMatchObject({ ok: true, requests: 0, already: 2 });
    expect(await listRequests(here)).toEqual(expect.arrayContaining([...first]));
    expect(await verifyStored(here)).toMatchObject({ ok: true });
  });

  it('a log that does not verify, another of the same id, and a version that is not here are refused', async () => {
    const { logs } = await elsewhere();
    const [log] = logs;
    const here = await publishedWorkspace();
    const before = await everything(here);
    const changed = log?.entries.map((entry, i) =>
      i === 1 ? { ...entry, text: entry.text.replace('"at":1', '"at":2') } : entry,
    );
    const bad = [
      { id: log?.id ?? as<RequestId>(''), entries: changed ?? [] },
      { id: as<RequestId>('other'), entries: log?.entries ?? [] },
      { id: log?.id ?? as<RequestId>(''), entries: [] },
    ];
    for (const each of bad) expect(await importRequests(here, [each])).toMatchObject({ ok: false });
    expect(await everything(here)).toEqual(before);
    await importRequests(here, logs);
    const shorter = {
      id: bad[0]?.id ?? as<RequestId>(''),
      entries: log?.entries.slice(0, 2) ?? [],
    };
    expect(await importRequests(here, [shorter])).toMatchObject({ ok: false });
    expect(await verifyStored(here)).toMatchObject({ ok: true });
  });

  it('pages of an inbox begin where the one before ended, whatever is due at one time', async () => {
    const { logs } = await elsewhere();
    const here = await publishedWorkspace();
    await importRequests(here, logs);
    const owners = [...new Set((await here.inbox.toArray()).map(({ owner }) => owner))];
    const whole = await inboxPage(here, owners, null, 100);
    const one = await inboxPage(here, owners, null, 1);
    const rest = await inboxPage(here, owners, one.next, 100);
    expect([...one.rows, ...rest.rows]).toEqual(whole.rows);
  });
});
