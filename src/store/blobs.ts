/** The content of evidence, by its SHA-256. */
import type { Hex } from '#model/diagram.ts';
import type { Database } from './database.ts';
import { hashBytes } from './hash.ts';
import { mirrorOf } from './mirrors.ts';

/** Keeps the bytes; equal bytes are kept once. Before the `attach` that names them, so that no entry names what isn't there. */
export async function putBlob(
  db: Database,
  bytes: Uint8Array,
): Promise<{ readonly sha256: Hex; readonly size: number }> {
  const own = new Uint8Array(bytes); // what the caller does with its own array later doesn't matter
  const sha256 = await hashBytes(own);
  await db.blobs.put({ sha256, bytes: own });
  await mirrorOf(db)?.evidence(sha256, own);
  return { sha256, size: own.length };
}

/** The bytes, or undefined where they are not on this device, or not what was attached any more. */
export async function getBlob(db: Database, sha256: Hex): Promise<Uint8Array | undefined> {
  const bytes = (await db.blobs.get(sha256))?.bytes;
  return bytes !== undefined && (await hashBytes(new Uint8Array(bytes))) === sha256
    ? bytes
    : undefined;
}
