/** Who may act: the workspace's fold (CORE.md §3). */
import type { Table } from './diagram.ts';
import type { GroupId, HolidayListId, PersonId } from './ids.ts';

export interface Person {
  readonly name: string;
  /** A person with a past is set inactive, never removed. */
  readonly active: boolean;
  readonly zone?: string;
}
export interface Group {
  readonly name: string;
  readonly members: readonly PersonId[];
}
export interface Absence {
  readonly person: PersonId;
  readonly substitute: PersonId | null;
  /** UTC ms, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}
export interface HolidayList {
  /** ISO dates. */
  readonly days: readonly string[];
  /** Past this date: a warning, not "no holidays". */
  readonly keptUntil: string;
}
/** An Ed25519 key, of the workspace or of a person; its private half is only where it was made. */
export interface WorkspaceKey {
  readonly kid: string;
  /** The public key, 32 bytes in base64url. */
  readonly x: string;
  /** UTC ms; `until` null: the one that signs now. */
  readonly from: number;
  readonly until: number | null;
  /** Its private half got into other hands: nothing it signed is to be trusted. */
  readonly compromised: boolean;
}
export interface Directory {
  readonly people: Table<PersonId, Person>;
  readonly groups: Table<GroupId, Group>;
  readonly absences: Table<string, Absence>;
  readonly holidays: Table<HolidayListId, HolidayList>;
  /** Keys the workspace signed and signs approval tokens with, the oldest first; absent: none was made yet. */
  readonly keys?: readonly WorkspaceKey[];
  /** Keys that people confirm their signatures with, the oldest first; absent: nobody ever set one. */
  readonly personKeys?: Table<PersonId, readonly WorkspaceKey[]>;
}
/** The key this person signs with now; null: none, so that their signatures are not authenticated. */
export function keyOf({ personKeys }: Directory, person: PersonId): WorkspaceKey | null {
  const keys =
    personKeys !== undefined && Object.hasOwn(personKeys, person) ? personKeys[person] : undefined;
  const last = keys?.at(-1);
  return last?.until === null ? last : null;
}

export const emptyDirectory: Directory = { people: {}, groups: {}, absences: {}, holidays: {} };
