import { expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { PersonId, RequestId } from '#model/ids.ts';
import { publishedWorkspace, samples, sopId } from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import type { Database } from './database.ts';
import { commandId } from './hash.ts';
import { verifyAway } from './verify-away.ts';

const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;
const nothing = (): void => undefined;

async function withComments(
  comments: number,
): Promise<{ db: Database; stream: `request/${string}` }> {
  const db = await publishedWorkspace();
  const id = as<RequestId>('r1');
  const stream = `request/${id}` as const;
  const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
  const submit = { type: 'submit', id: commandId(), request: id, sop: sopId, form } as const;
  const answer = await append(db, stream, submit, requester);
  if (isRefused(answer)) throw new Error(answer.says);
  for (let i = 0; i < comments; i += 1)
    await append(db, stream, { type: 'comment', id: commandId(), text: `no. ${i}` }, requester);
  return { db, stream };
}

it('a worker verifies the stored log, and finds what was changed', async () => {
  const { db, stream } = await withComments(3);
  expect(await verifyAway(db, undefined, nothing).verdict).toMatchObject({ ok: true });
  await db.entries.where('[stream+seq]').equals([stream, 2]).modify({ text: '{}' });
  expect(await verifyAway(db, stream, nothing).verdict).toMatchObject({ ok: false, seq: 2 });
});

it('says how far it is, and stops when it is called off', async () => {
  const { db, stream } = await withComments(600);
  const told: [number, number][] = [];
  const whole = verifyAway(db, stream, (done, of) => told.push([done, of]));
  expect(await whole.verdict).toMatchObject({ ok: true, entries: 601 });
  expect(told.length).toBeGreaterThan(1);
  for (const [done, of] of told) expect(done).toBeLessThanOrEqual(of);
  let settled = false;
  const off = verifyAway(db, stream, nothing);
  void off.verdict.then(() => {
    settled = true;
  });
  off.cancel();
  await verifyAway(db, stream, nothing).verdict;
  expect(settled).toBe(false);
});
