import { afterEach, expect, it, vi } from 'vitest';
import { soon } from '../../test/builders/soon.ts';
import { nextTimer } from '#engine/timers.ts';
import type { Request } from '#engine/request.ts';
import type { PersonId, RequestId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import {
  publishedWorkspace,
  samples,
  setClock,
  sopId,
  storeSample,
} from '../../test/builders/store.ts';
import { append } from './append.ts';
import { Database } from './database.ts';
import { commandId } from './hash.ts';
import { getRequest } from './requests.ts';
import { startTimers, tickDue } from './timers.ts';
import { verifyStored } from './verify.ts';

afterEach(() => vi.restoreAllMocks());

const clockRuns = ({ work }: Request): boolean => work.some(({ due }) => due !== null);

/** Two requests: one at its first gate, with a reminder and a due time to come; one with a condition that falls due. */
async function atGate(): Promise<{ db: Database; id: RequestId }> {
  const db = await publishedWorkspace();
  await storeSample(db, 'flagship_b');
  const { request } = await storeSample(db, 'flagship_a', clockRuns);
  return { db, id: request.id };
}

const week = 7 * 86_400_000;
const kinds = { remind: 1, due: 1, condition: 1, wake: 1 };

it('everything due fires in due order, each its own entry, once', async () => {
  const { db, id } = await atGate();
  const before = await getRequest(db, id);
  const timer = before && nextTimer(before);
  if (!timer) throw new Error('no clock runs');
  expect(await db.timers.get(id)).toMatchObject({ at: timer.at });
  setClock(timer.at - 1);
  expect(await tickDue(db)).toBe(0);
  setClock(timer.at + 8 * week);
  const [one, two] = await Promise.all([tickDue(db), tickDue(new Database(db.name))]);
  const rows = await db.chain.orderBy('n').toArray();
  const commands = await Promise.all(
    rows.map(async ({ stream, seq }) => (await db.entries.get([stream, seq]))?.command ?? ''),
  );
  const ticks = commands.filter((command) => command.startsWith('tick/')).slice(-(one + two));
  const fired = ticks.map((command) => command.split('/').slice(1, -1));
  expect(fired.map((parts) => parts.find((part) => part in kinds))).toEqual([
    'remind',
    'due',
    'condition',
  ]);
  const due = fired.map((parts) => Number(parts.at(-1)));
  expect(due).toEqual(due.toSorted((a, b) => a - b));
  expect(new Set(ticks).size).toBe(ticks.length);
  expect(await tickDue(db)).toBe(0);
  expect(await verifyStored(db)).toMatchObject({ ok: true });
});

it('a running page fires what becomes due, in one tab only, and stops when told', async () => {
  const { db, id } = await atGate();
  const other = new Database(db.name);
  const before = await getRequest(db, id);
  const timer = before && nextTimer(before);
  if (timer === null || timer === undefined) throw new Error('nothing to fire');
  setClock(timer.at - 300);
  const stop = [startTimers(db), startTimers(other)];
  const start = performance.now();
  vi.spyOn(Date, 'now').mockImplementation(() => timer.at - 300 + (performance.now() - start));
  await soon(async () => expect((await getRequest(other, id))?.n).toBeGreaterThan(before?.n ?? 0));
  for (const each of stop) each();
  const after = await getRequest(db, id);
  vi.restoreAllMocks();
  setClock(timer.at + week);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await getRequest(db, id))?.n).toBe(after?.n);
});

it('arms anew when a request made later is due earlier', async () => {
  const db = await publishedWorkspace();
  const stop = startTimers(db);
  const id = as<RequestId>('r1');
  const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
  const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;
  const submit = { type: 'submit', id: commandId(), request: id, sop: sopId, form } as const;
  await append(db, `request/${id}`, submit, requester);
  const request = await getRequest(db, id);
  await db.timers.put({ request: id, at: Date.now() + 200, command: as('tick/none') });
  // The row is a copy: the engine finds nothing due, and that holds up nobody.
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect((await getRequest(db, id))?.n).toBe(request?.n);
  stop();
});
