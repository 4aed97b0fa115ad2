/**
 * The decider of people's signing keys (METHODS.md §7): set and replaced by the person themselves, ended by anybody with
 * a reason, for a key may have to go while its owner is away. Keys that ended stay known: what they signed still verifies.
 */
import { keyOf } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import type { CommandId, PersonId } from '#model/ids.ts';
import type { HoldsSeal } from '../context.ts';
import type { KeySeal } from '../event.ts';
import { flaw } from '../normal.ts';
import type { WorkspaceEvent } from './event.ts';
import { ended, isKey, madeKey } from './keys.ts';

export interface SetPersonKey {
  readonly type: 'setPersonKey';
  readonly id: CommandId;
  readonly person: PersonId;
  /** null: the person signs without a key from now on. */
  readonly key: { readonly kid: string; readonly x: string } | null;
  /** The key before got into other hands. */
  readonly compromised: boolean;
  /** Needed where there is a key before. */
  readonly reason: string;
  /** By the key before, of `keyText`; absent: its passphrase was not to be had. */
  readonly seal?: KeySeal;
}
export type PersonKeyRefusalCode =
  | 'malformed'
  | 'not_allowed'
  | 'unknown_person'
  | 'unchanged'
  | 'reason_needed'
  | 'seal_wrong';

type Keyed = Extract<WorkspaceEvent, { readonly type: 'personKeyed' }>;
type Answer =
  | { readonly events: readonly Keyed[] }
  | { readonly refused: PersonKeyRefusalCode; readonly says: string };

/** What the key before signs when another takes over from it. */
export const keyText = (person: PersonId, kid: string): string =>
  `countersign:1:key:${person}:${kid}`;

interface KeyContext {
  /** UTC ms. */
  readonly now: number;
  /** Who sends it; null: no person. */
  readonly by: PersonId | null;
  readonly seals: HoldsSeal;
}

export function decidePersonKey(
  directory: Directory,
  command: SetPersonKey,
  { now, by, seals }: KeyContext,
): Answer {
  const { compromised, key, person, reason, seal } = command;
  const wrong = flaw({ key, person, reason, seal: seal?.value ?? '' });
  if (wrong) return no('malformed', wrong.says);
  const row = Object.hasOwn(directory.people, person) ? directory.people[person] : undefined;
  const before = keyOf(directory, person);
  if (row === undefined || (key !== null && !row.active))
    return no('unknown_person', `${row?.name ?? person} does not act in this workspace.`);
  if (key !== null && by !== person)
    return no('not_allowed', `Only ${row.name} can set a key of their own: act as them.`);
  if (key !== null && !isKey(key)) return no('malformed', 'This is no Ed25519 key.');
  if (key !== null && wasThere(directory, key))
    return no('unchanged', 'Somebody has had this key already.');
  if (key === null && before === null) return no('unchanged', `${row.name} has no signing key.`);
  if (before !== null && reason.trim() === '')
    return no('reason_needed', 'Say why the key is given up: it stays on record.');
  if (seal !== undefined && !holds(directory, command, seal, seals))
    return no('seal_wrong', 'This was not signed by the key before: it may have been replaced.');
  return {
    events: [
      {
        at: now,
        compromised: compromised && before !== null,
        key: key && { kid: key.kid, x: key.x },
        person,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(seal && { seal: { alg: seal.alg, kid: seal.kid, value: seal.value } }),
        type: 'personKeyed',
      },
    ],
  };
}

function holds(
  directory: Directory,
  { key, person }: SetPersonKey,
  seal: KeySeal,
  seals: HoldsSeal,
): boolean {
  const before = keyOf(directory, person);
  if (before === null || before.kid !== seal.kid) return false;
  return seals(before.x, keyText(person, key?.kid ?? ''), seal.value);
}

const wasThere = (directory: Directory, { kid, x }: { kid: string; x: string }): boolean =>
  Object.values(directory.personKeys ?? {}).some((keys) =>
    keys.some((each) => each.kid === kid || each.x === x),
  );

export function withPersonKey(directory: Directory, event: Keyed): Directory {
  const { at, compromised, key, person } = event;
  const all = directory.personKeys ?? {};
  const before = ended(Object.hasOwn(all, person) ? all[person] : [], at, compromised);
  const keys = key === null ? before : [...before, madeKey(key.kid, key.x, at)];
  return { ...directory, personKeys: { ...all, [person]: keys } };
}

const no = (refused: PersonKeyRefusalCode, says: string): Answer => ({ refused, says });
