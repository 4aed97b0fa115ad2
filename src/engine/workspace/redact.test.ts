import { expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { emptyDirectory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import { evolveWorkspace } from './decide.ts';
import { decideRedact } from './redact.ts';

const command = {
  type: 'redact',
  id: as<never>('c'),
  stream: 'request/r1',
  seq: 3,
  reason: ' Art. 17 request ',
} as const;
const there = { values: 2, evidence: ['ab'], isRecord: false, nonces: [], whole: [] };

it('records what was erased, who asked and why, in canonical order, and changes nobody in the directory', () => {
  const answer = decideRedact(command, there);
  if ('refused' in answer) throw new Error(answer.says);
  const [event] = answer.events;
  expect(event).toEqual({
    type: 'redacted',
    evidence: ['ab'],
    reason: 'Art. 17 request',
    seq: 3,
    stream: 'request/r1',
    values: 2,
  });
  expect(JSON.stringify(event)).toBe(canonical(event));
  expect(answer.events.reduce(evolveWorkspace, emptyDirectory)).toEqual(emptyDirectory);
});

it('names the signatures whose nonces go with it, and erases those whole that cannot lose theirs alone', () => {
  const answer = decideRedact(command, {
    ...there,
    nonces: [5, 8],
    whole: [{ seq: 6, values: 3 }],
  });
  if ('refused' in answer) throw new Error(answer.says);
  expect(answer.events).toMatchObject([
    { seq: 3, nonces: [5, 8], values: 2 },
    { seq: 6, values: 3, evidence: [], reason: 'Art. 17 request' },
  ]);
  for (const event of answer.events) expect(JSON.stringify(event)).toBe(canonical(event));
});

it.each([
  [{ ...command, reason: '  ' }, there, 'reason_needed'],
  [command, { ...there, values: null }, 'no_entry'],
  [command, { ...there, values: 0 }, 'nothing_private'],
  [command, { ...there, isRecord: true }, 'nothing_private'],
  [{ ...command, reason: '\uD800' }, there, 'malformed'],
] as const)(
  'is refused where there is nothing to erase or no reason: %#',
  (asked, context, code) => {
    expect(decideRedact(asked, context)).toMatchObject({ refused: code });
  },
);
