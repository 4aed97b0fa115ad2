/** Hashes, random numbers and ids of commands, of the browser. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { uuidv7 } from 'uuidv7';
import type { Hash } from '#engine/context.ts';
import type { Hex } from '#model/diagram.ts';
import type { CommandId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import { sha256Hex } from './sha256.ts';

/**
 * SHA-256, in one go: awaiting WebCrypto would end an IndexedDB transaction in Firefox and WebKit.
 */
export const hash: Hash = sha256Hex;

/** Below this many bytes the own SHA-256 is quicker than a round trip to WebCrypto's thread. */
const small = 64 * 1024;

/** SHA-256 of bytes; large ones off this thread. Not inside a transaction. */
export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Hex> {
  if (bytes.length < small || !('subtle' in crypto)) return bytesToHex(sha256(bytes));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Random bytes in lower-case hex. */
export const randomHex = (bytes: number): Hex =>
  bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));

/** UUIDv7: sorts by time. */
export const commandId = (): CommandId => as<CommandId>(uuidv7());
