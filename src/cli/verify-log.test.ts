import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { exportLog } from '#engine/log/export.ts';
import { firstLink, sealEntry } from '#engine/log/seal.ts';
import { as } from '#model/ids.ts';
import { verdictOn } from './verify-log.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const sealed = sealEntry({
  stream: 'workspace',
  seq: 0,
  prev: firstLink('workspace', hash),
  at: 1,
  actor: { kind: 'clock' },
  for: null,
  zone: 'UTC',
  command: { id: as('c'), type: 'set' },
  events: [
    { id: 'p', row: { active: true, name: 'Priya' }, table: 'people', type: 'set' } as never,
  ],
  salt: '0'.repeat(32),
  hash,
});
const file = exportLog({ workspace: { seq: 0, hash: sealed.hash } }, [sealed]);

it('a log that is whole: code 0, the heads, and what they are good for', async () => {
  const { code, lines } = await verdictOn(file);
  expect(code).toBe(0);
  expect(lines[0]).toBe('1 entry in 1 stream: every one unchanged and in its place.');
  expect(lines[1]).toBe(`workspace  entry 0  ${sealed.hash}`);
  expect(lines.at(-1)).toMatch(/^Compare the heads/);
});

it('a log that was changed: code 1 and where', async () => {
  const { code, lines } = await verdictOn(file.replace('Priya', 'Prija'));
  expect(code).toBe(1);
  expect(lines).toEqual([
    'Entry 0 of workspace was changed: its private values are not those that were sealed (line 2).',
  ]);
});

it('what is no log: code 1 and a sentence', async () => {
  expect(await verdictOn('{}')).toMatchObject({ code: 1 });
  expect((await verdictOn('{}')).lines[0]).toMatch(/^This is no log of Countersign/);
});
