/** One command = one entry = one row = one hash (CORE.md §9). The form of the log is final from the first day. */
import type { Hex } from '#model/diagram.ts';
import type { CommandId, Digest, PersonId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Actor } from '../command.ts';

export type Stream = `request/${string}` | `sop/${string}` | 'workspace';

/** Any event as the log keeps it: private values replaced by `{ $p: i }`. */
export type SealedEvent = { readonly type: string } & { readonly [key: string]: Json };

export interface Entry {
  readonly actor: Actor;
  /** UTC ms, never before the entry it follows. */
  readonly at: number;
  /** The device's clock where it differs from `at`. */
  readonly clock?: number;
  readonly command: { readonly id: CommandId; readonly type: string };
  readonly events: readonly SealedEvent[];
  /** On behalf of. */
  readonly for?: PersonId;
  /** 1: nonces of signatures were sealed like every other private value; 2: by their veils (nonces.ts). */
  readonly format: 1 | 2;
  /** Hash of seq − 1; of entry 0: SHA-256("countersign:1:" + stream). */
  readonly prev: Hex;
  /** SHA-256(salt + canonical(values)), nonces veiled; null where nothing is private. */
  readonly sealed: Hex | null;
  readonly seq: number;
  readonly stream: Stream;
  readonly version?: Digest;
  readonly zone: string;
}

/** Kept beside the entry; erased by a redaction. */
export interface Private {
  /** 16 random bytes, from the store. */
  readonly salt: Hex;
  readonly values: readonly Json[];
}

/** An entry as it is stored and exported: its text, the hash of the text, and the private values (null: none or redacted). */
export interface Sealed {
  readonly text: string;
  readonly hash: Hex;
  readonly private: Private | null;
}
