import { expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import { evolveWorkspace } from './decide.ts';
import { decideRotate } from './keys.ts';

const key = (letter: string): string => letter.repeat(43);
function rotate(directory: Directory, letter: string, now: number, compromised = false): Directory {
  const command = { type: 'rotate', id: as<never>('c'), compromised, reason: ' yearly ' } as const;
  const answer = decideRotate(directory, { ...command, kid: key(letter), x: key(letter) }, now);
  if ('refused' in answer) throw new Error(answer.refused);
  for (const event of answer.events) expect(JSON.stringify(event)).toBe(canonical(event));
  return answer.events.reduce(evolveWorkspace, directory);
}

it('a new key takes over, and the one before stays known with its end', () => {
  const { keys } = rotate(rotate(emptyDirectory, 'a', 100), 'b', 200);
  expect(keys).toEqual([
    { kid: key('a'), x: key('a'), from: 100, until: 200, compromised: false },
    { kid: key('b'), x: key('b'), from: 200, until: null, compromised: false },
  ]);
});

it('only the key it takes over from can have leaked', () => {
  const two = rotate(rotate(emptyDirectory, 'a', 100), 'b', 200);
  expect(rotate(two, 'c', 300, true).keys?.map((each) => each.compromised)).toEqual([
    false,
    true,
    false,
  ]);
});

it('a key comes once, and has the size of one', () => {
  const one = rotate(emptyDirectory, 'a', 100);
  expect(() => rotate(one, 'a', 200)).toThrow('unchanged');
  expect(() => rotate(rotate(one, 'b', 200), 'a', 300)).toThrow('unchanged');
  expect(() => rotate(one, 'é', 200)).toThrow('malformed');
});
