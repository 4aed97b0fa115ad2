/** What can stand in the workspace's log (CORE.md §9). */
import type { Hex } from '#model/diagram.ts';
import type { Absence, Group, HolidayList, Person } from '#model/directory.ts';
import type { GroupId, HolidayListId, PersonId } from '#model/ids.ts';
import type { KeySeal } from '../event.ts';

/** A row to set, or null to take it away. */
export type DirectoryRow =
  | { readonly table: 'people'; readonly id: PersonId; readonly row: Person | null }
  | { readonly table: 'groups'; readonly id: GroupId; readonly row: Group | null }
  | { readonly table: 'absences'; readonly id: string; readonly row: Absence | null }
  | { readonly table: 'holidays'; readonly id: HolidayListId; readonly row: HolidayList | null };

export type WorkspaceEvent =
  /** A new key signs approval tokens from now on; the one before ends, and is not trusted any more where it leaked. */
  | {
      readonly type: 'keyed';
      /** UTC ms. */
      readonly at: number;
      readonly compromised: boolean;
      readonly kid: string;
      readonly reason: string;
      readonly x: string;
    }
  /** A person's key confirms their signatures from now on; null: they have none any more. The one before ends. */
  | {
      readonly type: 'personKeyed';
      /** UTC ms. */
      readonly at: number;
      /** The one before got into other hands. */
      readonly compromised: boolean;
      readonly key: { readonly kid: string; readonly x: string } | null;
      readonly person: PersonId;
      readonly reason?: string;
      /** By the key before: whoever replaced it had its passphrase. */
      readonly seal?: KeySeal;
    }
  | ({ readonly type: 'set' } & DirectoryRow)
  /** The private values of an entry were erased; the entry and its place in the chain stay. */
  | {
      readonly type: 'redacted';
      /** Digests of the evidence whose content was erased with it. */
      readonly evidence: readonly Hex[];
      /** Later entries of the stream whose signatures cover what was erased: their nonces went with it. */
      readonly nonces?: readonly number[];
      readonly reason: string;
      readonly seq: number;
      readonly stream: string;
      /** How many values were erased. */
      readonly values: number;
    };
