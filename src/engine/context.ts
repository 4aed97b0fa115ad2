import type { Hex } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest } from '#model/ids.ts';
import type { Actor } from './command.ts';
import type { Compiled } from './compiled.ts';

/** SHA-256 of a text's UTF-8 bytes as lower-case hex; given by who calls (Node's, @noble's). */
export type Hash = (utf8: string) => Hex;

/** Whether `value` is the signature (Ed25519) of this text by the key with the public half `x`. */
export type HoldsSeal = (x: string, text: string, value: string) => boolean;

/** Everything `decide` may know besides request and version. */
export interface Context {
  /** UTC ms. */
  readonly now: number;
  /** IANA zone of the actor's device. */
  readonly zone: string;
  readonly actor: Actor;
  readonly directory: Directory;
  /** null = simulation: signatures carry no digest. */
  readonly hash: Hash | null;
  /** Children and migration targets, loaded before. */
  readonly version: (digest: Digest) => Compiled | undefined;
  /**
   * Absent: whether signatures are confirmed by their signers' keys is not asked (simulation, and what a page only tries).
   * The store always asks.
   */
  readonly seals?: HoldsSeal;
  /** Where a request is to migrate to. */
  readonly target?: Compiled;
}
