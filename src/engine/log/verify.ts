/**
 * The verifier of the log (CORE.md §9): whether the texts are those that were written, all of them, in their order.
 * Any single change of what is stored is located (law 5): the stream, the entry, and what was done to it. Who can
 * rewrite everything, heads too, is not found here: keep a head, or an export, somewhere else.
 */
import type { Hex } from '#model/diagram.ts';
import type { Hash } from '../context.ts';
import type { Entry, Stream } from './entry.ts';
import { isStream } from './entry.schema.ts';
import type { Erased, Head, Heads, LogRecord } from './export.ts';
import { isWithoutNonces } from './nonces.ts';
import { readLog } from './read.ts';
import type { Line } from './read.ts';
import { chainHash, firstChain, firstLink, sealOf } from './seal.ts';

/** `forged`: a signature in it is not by its signer's key (seals.ts). */
export type Tampering = 'changed' | 'removed' | 'reordered' | 'inserted' | 'forged';
export type Verification =
  | {
      readonly ok: true;
      readonly entries: number;
      readonly heads: Heads;
      /** Last row of the workspace chain; absent for one stream. */
      readonly chain?: { readonly n: number; readonly hash: Hex };
      /** Entries whose private values were erased, as the log itself records. */
      readonly redacted: readonly Place[];
      /** Entries of which only the nonces of signatures were erased, with what those signatures cover. */
      readonly unnonced: readonly Place[];
    }
  | {
      readonly ok: false;
      /** First bad entry; null: the file as a whole. */
      readonly stream: Stream | null;
      readonly seq: number | null;
      readonly what: Tampering;
      /** A sentence. */
      readonly says: string;
    };
export type Bad = Extract<Verification, { readonly ok: false }>;

/** Verifies an export. A file that is none is answered with a sentence too: nothing throws. */
export function verifyLog(file: string, hash: Hash): Verification {
  const read = readLog(file);
  return read.ok
    ? verifyLines(read.heads, read.lines, hash, read.erased)
    : { ok: false, stream: null, seq: null, what: 'changed', says: read.says };
}

interface Sound {
  readonly ok: true;
  readonly line: number;
  readonly record: LogRecord;
  readonly entry: Entry;
}
interface Place {
  readonly stream: Stream;
  readonly seq: number;
}
const key = (place: Place): string => `${place.stream} ${place.seq}`;

/**
 * Verifies entries that were read one by one, from a file or from the store. `known`: redactions on record in the
 * workspace's log, where that is not among the lines.
 */
export function verifyLines(
  heads: Heads,
  lines: readonly Line[],
  hash: Hash,
  known: readonly Erased[] = [],
): Verification {
  const sound: Sound[] = [];
  const broken: { line: Line; says: string }[] = [];
  for (const line of lines) {
    const says = line.ok ? flawOf(line, hash) : line.says;
    if (says === null && line.ok) sound.push(line);
    else broken.push({ line, says: says ?? '' });
  }
  return (
    damaged(heads, sound, broken) ??
    counted(heads, sound) ??
    ordered(sound) ??
    linked(heads, sound, hash) ??
    chained(sound, hash) ??
    erased(sound, known) ??
    verified(heads, sound, known)
  );
}

/** What is wrong with an entry by itself. */
function flawOf({ record, entry }: Sound, hash: Hash): string | null {
  if (hash(record.text) !== record.hash) return 'its text does not have its hash';
  if (record.at && key(record.at) !== key(entry)) return 'it stands in a place that is not its own';
  if (entry.sealed === null)
    return record.private === null ? null : 'it has private values that it does not know of';
  return record.private !== null && sealOf(entry, record.private, hash) !== entry.sealed
    ? 'its private values are not those that were sealed'
    : null;
}

/** Entries that don't verify by themselves: their place is their own word where that is free, else the first free one. */
function damaged(
  heads: Heads,
  sound: readonly Sound[],
  broken: readonly { line: Line; says: string }[],
): Bad | null {
  const [first] = broken;
  if (first === undefined) return null;
  const there = new Set(sound.map(({ entry }) => key(entry)));
  const isFree = (place: Place): boolean => {
    const head = headOf(heads, place.stream);
    return head !== undefined && place.seq <= head.seq && !there.has(key(place));
  };
  const free = firstFree(heads, there);
  const { line, says } = first;
  const claim = line.record?.at ?? (line.ok ? line.entry : null);
  const place = claim && isFree(claim) ? claim : (free ?? claim);
  const what: Tampering = free === null ? 'inserted' : 'changed';
  return bad(what, place, `${says} (line ${line.line})`);
}

/** Every place of the heads is taken once, and none beside them. */
function counted(heads: Heads, sound: readonly Sound[]): Bad | null {
  const there = new Set<string>();
  for (const { entry } of sound) {
    if (there.has(key(entry))) return bad('inserted', entry, 'it stands there twice');
    there.add(key(entry));
    const head = headOf(heads, entry.stream);
    if (head === undefined) return bad('inserted', entry, 'the heads know no such stream');
    if (entry.seq > head.seq)
      return bad('inserted', entry, 'it comes after the last entry that the heads name');
  }
  const gone = firstFree(heads, there);
  return gone && bad('removed', gone, 'it is missing');
}

/** The first place of the heads that nobody takes. Not listed first: a hostile head may name a billion. */
function firstFree(heads: Heads, there: ReadonlySet<string>): Place | null {
  for (const { stream, seq: last } of ends(heads))
    for (let seq = 0; seq <= last; seq++)
      if (!there.has(key({ stream, seq }))) return { stream, seq };
  return null;
}

/** The order of the lines: along the chain, or along the stream. */
function ordered(sound: readonly Sound[]): Bad | null {
  const rows = sound.filter(({ record }) => record.n !== undefined);
  if (rows.length > 0 && rows.length < sound.length) {
    const lost = sound.find(({ record }) => record.n === undefined);
    return lost ? bad('changed', lost.entry, 'it has no place in the workspace chain') : null;
  }
  if (rows.length === 0) {
    const next = new Map<string, number>();
    for (const { entry } of sound) {
      const expected = next.get(entry.stream) ?? 0;
      if (entry.seq !== expected)
        return bad('reordered', { stream: entry.stream, seq: expected }, 'it is out of order');
      next.set(entry.stream, expected + 1);
    }
    return null;
  }
  const numbers = new Set(rows.map(({ record }) => record.n));
  for (const [i, { record, entry }] of rows.entries()) {
    const n = i + 1;
    if (record.n === n) continue;
    const moved = rows.find((each) => each.record.n === n);
    return moved && numbers.size === rows.length
      ? bad('reordered', moved.entry, 'it is out of order')
      : bad('changed', entry, `it should be row ${n} of the workspace chain`);
  }
  return null;
}

/**
 * Each entry names the hash of the one before. Where that fails one of the two was replaced: the later one, if what
 * follows doesn't know it either; else the earlier.
 */
function linked(heads: Heads, sound: readonly Sound[], hash: Hash): Bad | null {
  const at = new Map(sound.map((each) => [key(each.entry), each.record]));
  const confirmed = new Map<string, Hex>();
  for (const { entry } of sound)
    confirmed.set(key({ stream: entry.stream, seq: entry.seq - 1 }), entry.prev);
  const isConfirmed = (stream: Stream, seq: number): boolean => {
    const later = seq === headOf(heads, stream)?.seq ? headOf(heads, stream)?.hash : null;
    return (later ?? confirmed.get(key({ stream, seq }))) === at.get(key({ stream, seq }))?.hash;
  };
  for (const { entry } of sound.toSorted((a, b) => a.entry.seq - b.entry.seq)) {
    const { stream, seq } = entry;
    const before =
      seq === 0 ? firstLink(stream, hash) : at.get(key({ stream, seq: seq - 1 }))?.hash;
    if (entry.prev === before) continue;
    return seq > 0 && isConfirmed(stream, seq)
      ? bad('changed', { stream, seq: seq - 1 }, 'the entry after it knows another one')
      : bad('changed', entry, 'it does not follow the entry before it');
  }
  for (const place of ends(heads))
    if (at.get(key(place))?.hash !== place.hash)
      return bad('changed', place, 'the head of its stream knows another one');
  return null;
}

/** The workspace chain, row by row. */
function chained(sound: readonly Sound[], hash: Hash): Bad | null {
  let prev = firstChain(hash);
  for (const { record, entry } of sound) {
    if (record.n === undefined) return null;
    const { stream, seq } = entry;
    prev = chainHash(prev, { stream, seq, entry: record.hash }, hash);
    if (record.chain !== prev)
      return bad('changed', entry, 'the workspace chain knows another entry in its place');
  }
  return null;
}

/** Private values, or nonces, that are gone though no redaction is on record. */
function erased(sound: readonly Sound[], known: readonly Erased[]): Bad | null {
  const { whole, nonces } = redactions(sound, known);
  for (const { record, entry } of sound) {
    if (entry.sealed === null || whole.has(key(entry))) continue;
    if (record.private === null)
      return bad('removed', entry, 'its private values are gone and no redaction is on record');
    if (isWithoutNonces(entry, record.private) && !nonces.has(key(entry)))
      return bad('removed', entry, 'its nonce is gone and no redaction is on record');
  }
  return null;
}

interface Redactions {
  readonly whole: ReadonlySet<string>;
  readonly nonces: ReadonlySet<string>;
}
function redactions(sound: readonly Sound[], known: readonly Erased[]): Redactions {
  // A file that brings the workspace's log needs no word of its own about it, and is not believed one.
  const own = sound.some(({ entry }) => entry.stream === 'workspace');
  const places = own ? sound.flatMap(({ entry }) => erasedBy(entry)) : known;
  return {
    whole: new Set(places.filter(({ only }) => only === undefined).map(key)),
    nonces: new Set(places.filter(({ only }) => only !== undefined).map(key)),
  };
}

/** What an entry of the workspace's log records as erased. */
export function erasedBy({ stream: log, events }: Entry): readonly Erased[] {
  if (log !== 'workspace') return [];
  return events.flatMap(({ type, stream, seq, nonces }): Erased[] => {
    if (type !== 'redacted' || !isStream(stream) || typeof seq !== 'number') return [];
    const more = Array.isArray(nonces) ? nonces.filter((each) => typeof each === 'number') : [];
    return [{ seq, stream }, ...more.map((n) => ({ only: 'nonces' as const, seq: n, stream }))];
  });
}

function verified(heads: Heads, sound: readonly Sound[], known: readonly Erased[]): Verification {
  const last = sound.at(-1)?.record;
  const chain =
    last?.n === undefined || last.chain === undefined
      ? {}
      : { chain: { n: last.n, hash: last.chain } };
  const { whole, nonces } = redactions(sound, known);
  const of = (keys: ReadonlySet<string>): Place[] =>
    keys.size === 0
      ? []
      : sound
          .filter(({ entry }) => keys.has(key(entry)))
          .map(({ entry: { stream, seq } }) => ({ stream, seq }));
  return {
    ok: true,
    entries: sound.length,
    heads,
    ...chain,
    redacted: of(whole),
    unnonced: of(nonces),
  };
}

const headOf = (heads: Heads, stream: string): Head | undefined =>
  Object.hasOwn(heads, stream) ? heads[stream] : undefined;

const ends = (heads: Heads): (Place & Head)[] =>
  Object.entries(heads).flatMap(([stream, head]) =>
    isStream(stream) ? [{ ...head, stream }] : [],
  );

const words: { readonly [what in Tampering]: string } = {
  changed: 'was changed',
  removed: 'was removed',
  reordered: 'was moved',
  inserted: 'was inserted',
  forged: 'was forged',
};

export function bad(what: Tampering, place: Place | null, because: string): Bad {
  const where = place === null ? 'An entry' : `Entry ${place.seq} of ${place.stream}`;
  return {
    ok: false,
    stream: place?.stream ?? null,
    seq: place?.seq ?? null,
    what,
    says: `${where} ${words[what]}: ${because}.`,
  };
}
