import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '#engine/command.ts';
import { readEntry } from '#engine/log/open.ts';
import { as } from '#model/ids.ts';
import type { CommandId, EvidenceId, PersonId, RequestId } from '#model/ids.ts';
import {
  actor,
  freshName,
  lead,
  publishedWorkspace,
  samples,
  setClock,
  sopId,
  storeSample,
} from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import { getBlob, putBlob } from './blobs.ts';
import { countRequests } from './counters.ts';
import { Database } from './database.ts';
import { commandId, hash } from './hash.ts';
import { inboxCount, inboxPage, ownersFor } from './inbox.ts';
import { readDirectory, setDirectory } from './directory.ts';
import { directoryAt } from './known-directory.ts';
import { entriesOf, getRequest, listRequests } from './requests.ts';
import { verifyStored } from './verify.ts';

afterEach(() => vi.restoreAllMocks());

const id = as<RequestId>('r1');
const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;
const submit = (command: CommandId, request: RequestId = id): Command => ({
  type: 'submit',
  id: command,
  request,
  sop: sopId,
  form,
});
const comment = (text: string, command: CommandId = commandId()): Command => ({
  type: 'comment',
  id: command,
  text,
});

async function submitted(): Promise<Database> {
  const db = await publishedWorkspace();
  const answer = await append(db, `request/${id}`, submit(commandId()), requester);
  expect(isRefused(answer)).toBe(false);
  return db;
}

describe('append', () => {
  it('a sample sent to the store ends as the engine plays it, and verifies', async () => {
    const db = await publishedWorkspace();
    const { request, steps } = await storeSample(db, 'flagship_a');
    const stored = await getRequest(db, request.id);
    expect({ ...stored, version: '' }).toEqual({ ...request, version: '' });
    const entries = await entriesOf(db, `request/${request.id}`);
    expect(entries.map(({ events }) => events)).toEqual(steps.map(({ events }) => events));
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('law 6: one command id, twice or at the same time, is one entry', async () => {
    const db = await submitted();
    const command = comment('Once');
    const first = await append(db, `request/${id}`, command, requester);
    const again = await append(db, `request/${id}`, command, requester);
    expect(again).toEqual({ ...first, already: true });
    const other = comment('At once');
    const all = await Promise.all(
      Array.from({ length: 5 }, () => append(db, `request/${id}`, other, requester)),
    );
    expect(all.filter((answer) => !isRefused(answer) && !answer.already)).toHaveLength(1);
    expect(await entriesOf(db, `request/${id}`)).toHaveLength(3);
  });

  it('law 6: whatever is sent again, by whichever tab, in whatever order, stands in the log once', async () => {
    const one = await submitted();
    const two = new Database(one.name);
    const sent = new Set<CommandId>();
    const picks = fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(picks, async (picked) => {
        const known = Array.from({ length: 3 }, (_, i) => comment(`remark ${i}`));
        const before = sent.size;
        const answers = await Promise.all(
          picked.map(([i, first]) =>
            append(first ? one : two, `request/${id}`, known[i] as Command, requester),
          ),
        );
        for (const [i] of picked) sent.add((known[i] as Command).id);
        expect(answers.every((answer) => !isRefused(answer))).toBe(true);
        const written = answers.filter((answer) => !isRefused(answer) && !answer.already);
        expect(written).toHaveLength(sent.size - before);
      }),
      { numRuns: 2000 },
    );
    const entries = await entriesOf(two, `request/${id}`);
    const ids = entries.slice(1).map(({ entry }) => entry.command.id);
    expect(ids).toHaveLength(sent.size);
    expect(new Set<unknown>(ids)).toEqual(sent);
    expect(await verifyStored(one)).toMatchObject({ ok: true });
  });

  it('a command id of another stream is an error of the program', async () => {
    const db = await submitted();
    const [first] = await entriesOf(db, `request/${id}`);
    const command = submit(first?.entry.command.id ?? commandId(), as('r2'));
    await expect(append(db, 'request/r2', command, requester)).rejects.toThrow(
      'stands in request/r1',
    );
    await expect(append(db, 'workspace', comment('x'), requester)).rejects.toThrow('no command of');
  });

  it('a refusal leaves nothing behind, and the command may be sent again', async () => {
    const db = await submitted();
    const before = await counts(db);
    const finish = { type: 'finish', id: commandId(), work: as<never>('nothing#1') } as const;
    expect(await append(db, `request/${id}`, finish, requester)).toMatchObject({
      refused: 'work_closed',
    });
    expect(await counts(db)).toEqual(before);
    for (const stream of ['request/r9', 'request/r8'] as const)
      expect(await append(db, stream, comment('x'), requester)).toMatchObject({
        refused: 'not_running',
      });
    expect(await counts(db)).toEqual(before);
  });

  it('a request for an SOP without an effective version is refused', async () => {
    const db = await publishedWorkspace();
    const command: Command = { ...submit(commandId()), sop: as('other') } as Command;
    expect(await append(db, `request/${id}`, command, requester)).toMatchObject({
      refused: 'not_effective',
      says: 'This SOP has no effective version yet. Publish it first.',
    });
  });

  it('the log’s time never runs back; the device’s clock stands beside it', async () => {
    const db = await publishedWorkspace();
    setClock(1_800_000_000_000);
    await append(db, `request/${id}`, submit(commandId()), requester);
    setClock(1_790_000_000_000);
    const answer = await append(db, `request/${id}`, comment('Earlier'), requester);
    expect(answer).toMatchObject({
      entry: { at: 1_800_000_000_000, clock: 1_790_000_000_000 },
    });
  });

  it('lists, inbox and counters follow', async () => {
    const db = await submitted();
    expect(await listRequests(db, { sop: sopId, status: 'running' })).toHaveLength(1);
    expect(await listRequests(db, { status: 'completed' })).toEqual([]);
    expect(await listRequests(db, { limit: 0 })).toEqual([]);
    expect(await countRequests(db, { status: 'running' })).toBe(1);
    const owners = ownersFor(await readDirectory(db), requester.id, 0, 'all');
    const inbox = await inboxPage(db, owners, null, 10);
    expect(inbox.rows.map(({ request, node }) => [request, node])).toEqual([[id, 's_package']]);
    expect(await inboxCount(db, owners)).toBe(1);
    const watched = ownersFor(await readDirectory(db), requester.id, 0, 'watching');
    expect(await inboxCount(db, watched)).toBe(1);
    const withdraw = { type: 'withdraw', id: commandId(), reason: 'Not needed' } as const;
    await append(db, `request/${id}`, withdraw, requester);
    expect(await inboxPage(db, [...owners, ...watched], null, 10)).toEqual({
      rows: [],
      next: null,
    });
    expect(await inboxCount(db, [...owners, ...watched])).toBe(0);
    expect(await countRequests(db, { status: 'running', sop: sopId })).toBe(0);
    expect(await countRequests(db, { status: 'completed', sop: sopId })).toBe(1);
    const [ended] = await listRequests(db);
    expect(ended).toMatchObject({ id, status: 'completed', outcome: 'withdrawn' });
  });

  it('a fold of an older program is built again from the log', async () => {
    const db = await submitted();
    const good = await getRequest(db, id);
    const row = await db.requests.get(id);
    if (row === undefined || good === undefined) throw new Error('not stored');
    await db.requests.put({ ...row, foldFormat: 0, fold: { ...good, tier: 'nonsense' } });
    expect(await getRequest(db, id)).toEqual(good);
    await append(db, `request/${id}`, comment('Goes on'), requester);
    expect((await db.requests.get(id))?.fold.tier).toBe(good.tier);
  });
});

describe('two tabs', () => {
  it('write to one request at once: every entry is kept, in one line', async () => {
    const one = await submitted();
    const two = new Database(one.name);
    const texts = Array.from({ length: 40 }, (_, i) => `remark ${i}`);
    await Promise.all(
      texts.map((text, i) =>
        append(i % 2 === 0 ? one : two, `request/${id}`, comment(text), requester),
      ),
    );
    const entries = await entriesOf(two, `request/${id}`);
    expect(entries.map(({ entry }) => entry.seq)).toEqual(Array.from({ length: 41 }, (_, i) => i));
    const kept = entries.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'commented' ? [event.text] : [])),
    );
    expect(kept.toSorted()).toEqual(texts.toSorted());
    expect(await verifyStored(one)).toMatchObject({ ok: true });
  });
});

describe('durability', () => {
  it('what was acknowledged is there when the database is opened again', async () => {
    const db = await submitted();
    const { name } = db;
    const answer = await append(db, `request/${id}`, comment('Kept'), requester);
    const { sha256 } = await putBlob(db, new TextEncoder().encode('{"mape": 4}'));
    db.close();
    const later = new Database(name);
    expect((await getRequest(later, id))?.n).toBe(1);
    expect((await later.entries.get([`request/${id}`, 1]))?.hash).toBe(
      isRefused(answer) ? '' : answer.hash,
    );
    expect(new TextDecoder().decode(await getBlob(later, sha256))).toBe('{"mape": 4}');
    expect(sha256).toBe(hash('{"mape": 4}'));
    expect(await verifyStored(later)).toMatchObject({ ok: true });
  });

  it('large evidence has the same hash as small: off thread or on', async () => {
    const db = new Database(freshName());
    const bytes = new Uint8Array(300_000).fill(120);
    expect(await putBlob(db, bytes)).toEqual({ sha256: hash('x'.repeat(300_000)), size: 300_000 });
  });
});

it('evidence whose bytes were changed in the storage is not handed out', async () => {
  const db = new Database(freshName());
  const { sha256 } = await putBlob(db, new TextEncoder().encode('0.7'));
  expect(await getBlob(db, sha256)).toEqual(new TextEncoder().encode('0.7'));
  await db.blobs.put({ sha256, bytes: new TextEncoder().encode('0.9') });
  expect(await getBlob(db, sha256)).toBeUndefined();
});

it('texts of entries are stored as they are hashed, private values apart', async () => {
  const db = await submitted();
  await append(db, `request/${id}`, comment('A secret remark'), requester);
  const row = await db.entries.get([`request/${id}`, 1]);
  expect(row?.hash).toBe(hash(row?.text ?? ''));
  expect(row?.text).not.toContain('secret');
  expect(readEntry(row?.text ?? '').actor).toEqual(requester);
  expect((await db.private.get([`request/${id}`, 1]))?.values).toEqual(['A secret remark']);
});

it('evidence named by an entry is recorded with its figures', async () => {
  const db = await submitted();
  const metrics = { pipeline: { fields_mismatched: 2 } };
  const { sha256, size } = await putBlob(db, new TextEncoder().encode(JSON.stringify(metrics)));
  const evidence = as<EvidenceId>('ev_pipeline_check');
  const attach = {
    type: 'attach',
    id: commandId(),
    evidence,
    name: 'p.json',
    sha256,
    size,
    metrics,
  };
  const answer = await append(db, `request/${id}`, attach as Command, requester);
  expect(isRefused(answer)).toBe(false);
  expect((await getRequest(db, id))?.metrics).toEqual(metrics);
  expect(lead).toBe(actor.id);
});

it('what another tab changed in the directory counts at the next command here; else it is not read again', async () => {
  const db = await submitted();
  const asKept = () => directoryAt(db, db.chain.orderBy('n').last());
  const before = await asKept();
  await append(db, `request/${id}`, comment('one'), requester);
  expect(await asKept()).toBe(before);
  const tab = new Database(db.name);
  const name = { name: 'New here', active: true };
  await setDirectory(tab, [{ table: 'people', id: as<PersonId>('new.here'), row: name }]);
  await append(tab, `request/${id}`, comment('of the other tab'), requester);
  tab.close();
  await append(db, `request/${id}`, comment('two'), requester);
  expect((await asKept()).people[as<PersonId>('new.here')]).toEqual(name);
  expect(await asKept()).toEqual(await readDirectory(db));
});

async function counts(db: Database): Promise<{ [table: string]: number }> {
  const all = await Promise.all(
    db.tables.map(async (table): Promise<[string, number]> => [table.name, await table.count()]),
  );
  return Object.fromEntries(all);
}
