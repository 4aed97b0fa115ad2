/** Making the log's entries (CORE.md §9): one command = one entry = one text = one hash. */
import { canonical } from '#model/canonical.ts';
import type { Hex } from '#model/diagram.ts';
import type { CommandId, Digest, PersonId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Actor } from '../command.ts';
import type { Hash } from '../context.ts';
import type { Entry, Private, Sealed, SealedEvent, Stream } from './entry.ts';
import { noncesIn, veiled } from './nonces.ts';
import { privateTrees } from './private.ts';
import type { PrivateTree } from './private.ts';

export interface Unsealed {
  readonly stream: Stream;
  readonly seq: number;
  /** Hash of seq − 1; of entry 0 `firstLink(stream)`. */
  readonly prev: Hex;
  /** UTC ms, never before the entry it follows. */
  readonly at: number;
  /** The device's clock where it differs from `at`. */
  readonly clock?: number | undefined;
  readonly actor: Actor;
  readonly for: PersonId | null;
  readonly zone: string;
  readonly version?: Digest | undefined;
  readonly command: { readonly id: CommandId; readonly type: string };
  /** As a decider wrote them: plain JSON, keys in canonical order, no `undefined`. */
  readonly events: readonly { readonly type: string }[];
  /** 16 random bytes. */
  readonly salt: Hex;
  readonly hash: Hash;
}

/** What entry 0 of a stream has as `prev`. */
export const firstLink = (stream: Stream, hash: Hash): Hex => hash(`countersign:1:${stream}`);

/** What row 1 of the workspace chain follows. */
export const firstChain = (hash: Hash): Hex => hash('countersign:1:chain');

/** A row of the workspace chain: over every append, whatever its stream. */
export const chainHash = (
  prev: Hex,
  row: { readonly stream: string; readonly seq: number; readonly entry: Hex },
  hash: Hash,
): Hex => hash(`${prev}${row.stream}${row.seq}${row.entry}`);

/** What `Entry.sealed` holds: the same with a nonce and with its veil. */
export const sealOf = (entry: Pick<Entry, 'events' | 'format'>, kept: Private, hash: Hash): Hex =>
  hash(kept.salt + canonical(veiled(kept, noncesIn(entry), hash)));

/**
 * The entry with its text, hash and private part. It is *built* with its keys in canonical order, so JSON.stringify
 * writes canonical text (law 8) at half the cost of sorting at every append.
 */
export function sealEntry(from: Unsealed): Sealed & { readonly entry: Entry } {
  const values: Json[] = [];
  const events = from.events.map((event) => hide(event, values));
  const kept: Private | null = values.length > 0 ? { salt: from.salt, values } : null;
  const entry: Entry = {
    actor: actorInOrder(from.actor),
    at: from.at,
    ...(from.clock === undefined || from.clock === from.at ? {} : { clock: from.clock }),
    command: { id: from.command.id, type: from.command.type },
    events,
    ...(from.for === null ? {} : { for: from.for }),
    format: 2,
    prev: from.prev,
    sealed: kept === null ? null : sealOf({ events, format: 2 }, kept, from.hash),
    seq: from.seq,
    stream: from.stream,
    ...(from.version === undefined ? {} : { version: from.version }),
    zone: from.zone,
  };
  const text = JSON.stringify(entry);
  return { entry, text, hash: from.hash(text), private: kept };
}

function actorInOrder(actor: Actor): Actor {
  switch (actor.kind) {
    case 'person':
      return { id: actor.id, kind: 'person' };
    case 'clock':
      return { kind: 'clock' };
    case 'system':
      return { kind: 'system', name: actor.name };
  }
}

function hide(event: { readonly type: string }, values: Json[]): SealedEvent {
  const paths = privateTrees.get(event.type);
  const sealed = paths === undefined ? event : replaced(event, paths, values);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- events are plain JSON: a decider wrote them
  return sealed as SealedEvent;
}

/** A copy along the private paths, each private value moved to `values`; all else is shared. */
function replaced(value: unknown, paths: PrivateTree, values: Json[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const all = paths['*'];
  if (Array.isArray(value))
    return all === undefined ? value : value.map((each) => part(each, all, values));
  // Spread keeps the shape of the object, so that JSON.stringify is quick with it; only the private places are written.
  const copy: { [key: string]: unknown } = { ...value };
  for (const key in all === undefined ? paths : copy)
    if (Object.hasOwn(copy, key)) {
      const inner = all ?? paths[key];
      if (inner !== undefined) copy[key] = part(copy[key], inner, values);
    }
  return copy;
}

function part(value: unknown, paths: PrivateTree | true, values: Json[]): unknown {
  if (paths !== true) return replaced(value, paths, values);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above: plain JSON
  return { $p: values.push(value as Json) - 1 };
}
