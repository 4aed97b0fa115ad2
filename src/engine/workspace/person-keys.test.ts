import { expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { emptyDirectory, keyOf } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { evolveWorkspace } from './decide.ts';
import { decidePersonKey, keyText } from './person-keys.ts';
import type { SetPersonKey } from './person-keys.ts';

const ann = as<PersonId>('ann');
const people = {
  ann: { name: 'Ann', active: true },
  bob: { name: 'Bob', active: true },
  cy: { name: 'Cy', active: false },
};
const directory: Directory = { ...emptyDirectory, people };
const key = (letter: string) => ({ kid: letter.repeat(43), x: letter.toUpperCase().repeat(43) });
const command: SetPersonKey = {
  type: 'setPersonKey',
  id: as('c'),
  person: ann,
  key: key('a'),
  compromised: false,
  reason: '',
};
/** A key "signs" by naming itself and the text. */
const seals = (x: string, text: string, value: string): boolean => value === `${x} ${text}`;
const at = (now: number, by: PersonId | null = ann) => ({ now, by, seals });

function after(from: Directory, given: Partial<SetPersonKey>, now: number, by = ann): Directory {
  const answer = decidePersonKey(from, { ...command, ...given }, at(now, by));
  if ('refused' in answer) throw new Error(answer.says);
  for (const event of answer.events) expect(JSON.stringify(event)).toBe(canonical(event));
  return answer.events.reduce(evolveWorkspace, from);
}

it('a person sets a key, replaces it, and ends it; the ones before stay known with their end', () => {
  const one = after(directory, {}, 10);
  expect(keyOf(one, ann)).toMatchObject({ ...key('a'), from: 10, until: null });
  const two = after(one, { key: key('b'), reason: 'Forgotten' }, 20);
  expect(two.personKeys?.[ann]).toMatchObject([{ until: 20 }, { ...key('b'), until: null }]);
  const ended = after(two, { key: null, reason: 'Left', compromised: true }, 30, as('bob'));
  expect(keyOf(ended, ann)).toBeNull();
  expect(ended.personKeys?.[ann]).toMatchObject([{ compromised: false }, { compromised: true }]);
});

it('the key before confirms the new one, and only that one', () => {
  const one = after(directory, {}, 10);
  const seal = (text: string) => ({
    alg: 'EdDSA' as const,
    kid: key('a').kid,
    value: `${key('a').x} ${text}`,
  });
  const next = { key: key('b'), reason: 'New laptop' };
  after(one, { ...next, seal: seal(keyText(ann, key('b').kid)) }, 20);
  const other = { ...command, ...next, seal: seal(keyText(ann, key('c').kid)) };
  expect(decidePersonKey(one, other, at(20))).toMatchObject({ refused: 'seal_wrong' });
});

const keyed = after(directory, {}, 10);
it.each<[string, Directory, Partial<SetPersonKey>, PersonId | null, string]>([
  ['another sets it', directory, {}, as('bob'), 'not_allowed'],
  ['nobody sets it', directory, {}, null, 'not_allowed'],
  ['of somebody unknown', directory, { person: as('x') }, as('x'), 'unknown_person'],
  ['of somebody inactive', directory, { person: as('cy') }, as('cy'), 'unknown_person'],
  ['it is no key', directory, { key: { kid: 'k', x: 'x' } }, ann, 'malformed'],
  ['there is none to end', directory, { key: null, reason: 'x' }, ann, 'unchanged'],
  ['another has it', keyed, { person: as('bob') }, as('bob'), 'unchanged'],
  ['it replaces one without a reason', keyed, { key: key('b') }, ann, 'reason_needed'],
  ['it ends without a reason', keyed, { key: null, reason: ' ' }, ann, 'reason_needed'],
])('a key is refused where %s', (_, from, given, by, refused) => {
  expect(decidePersonKey(from, { ...command, ...given }, at(20, by))).toMatchObject({ refused });
});
