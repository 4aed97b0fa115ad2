/** In a file of its own: Chromium looks at the quota anew only half a minute after it has looked last. */
import { expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { as } from '#model/ids.ts';
import type { PersonId, RequestId } from '#model/ids.ts';
import { publishedWorkspace, samples, sopId } from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import { commandId } from './hash.ts';
import { isQuota } from './quota.ts';
import { verifyStored } from './verify.ts';

const comment = (text: string) => ({ type: 'comment', id: commandId(), text }) as const;

it('where storage is full nothing is written, and it says so', async () => {
  const db = await publishedWorkspace();
  const id = as<RequestId>('r1');
  const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;
  const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
  const submit = { type: 'submit', id: commandId(), request: id, sop: sopId, form } as const;
  await append(db, `request/${id}`, submit, requester);
  const before = await db.entries.count();
  const session = cdp() as unknown as {
    send: (method: string, params: object) => Promise<unknown>;
  };
  const { origin } = globalThis.location;
  const usage = (await navigator.storage.estimate()).usage ?? 0;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
  const answers: unknown[] = [];
  try {
    const long = 'x'.repeat(200_000);
    // Chromium looks at the quota anew only some seconds after it has looked last.
    for (let i = 0; i < 100 && !answers.some((each) => isFull(each)); i++) {
      answers.push(await append(db, `request/${id}`, comment(long), requester));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  } finally {
    await session.send('Storage.overrideQuotaForOrigin', { origin });
  }
  expect(answers.at(-1)).toEqual({
    refused: 'storage_full',
    says: 'Storage on this device is full. Nothing was changed. Export your workspace or free some space, then try again.',
  });
  const written = answers.length - 1;
  expect(await db.entries.count()).toBe(before + written);
  expect(await verifyStored(db)).toMatchObject({ ok: true });
  await vi.waitFor(
    async () => {
      const after = await append(db, `request/${id}`, comment('Room again'), requester);
      expect(isRefused(after)).toBe(false);
    },
    { timeout: 30_000, interval: 500 },
  );
});

it('a wrapped quota error is known', () => {
  const quota = new DOMException('full', 'QuotaExceededError');
  expect(isQuota({ name: 'AbortError', inner: quota })).toBe(true);
  expect(isQuota(new DOMException('gone', 'AbortError'))).toBe(false);
  expect(isQuota(null)).toBe(false);
});

const isFull = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'refused' in answer &&
  answer.refused === 'storage_full';
