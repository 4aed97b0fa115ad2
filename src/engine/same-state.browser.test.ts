import { expect, inject, test } from 'vitest';
import { states } from '../../test/laws/states.ts';

test('law 4: the same log gives byte-equal state in Node, Chromium and a worker', async () => {
  const node = inject('states');
  expect(node.split('\n')).toHaveLength(2000);
  expect(states()).toBe(node);
  const worker = new Worker(new URL('../../test/laws/states.worker.ts', import.meta.url), {
    type: 'module',
  });
  const answer = await new Promise<unknown>((done, failed) => {
    worker.addEventListener('message', ({ data }) => done(data));
    worker.addEventListener('error', ({ message }) => failed(new Error(message)));
  });
  worker.terminate();
  expect(answer).toBe(node);
});
