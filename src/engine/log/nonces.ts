/**
 * The nonces of signatures (METHODS.md §7). Each is a private value that can be erased by itself: an entry's seal covers
 * only its veil, so that the rest of the entry still verifies. What a signature covers stands elsewhere in the log, and
 * when that is erased the nonce has to go too, or a guess of it could be held against the signature's public digest.
 */
import type { Json } from '#model/json.ts';
import type { Hash } from '../context.ts';
import type { Entry, Private } from './entry.ts';

/** As long as the nonce it stands for, so that a copy can be overwritten in its place; 124 bits of SHA-256. */
const veil = /^#[0-9a-f]{31}$/;

/** 16 bytes in hex, and never the look of one that was erased. */
export const isNonce = (value: string): boolean => /^[0-9a-f]{32}$/.test(value);

/** Where among the private values of an entry nonces stand; none in a format that sealed them like all else. */
export function noncesIn({ events, format }: Pick<Entry, 'events' | 'format'>): readonly number[] {
  if (format < 2) return none;
  let places: number[] | null = null;
  for (const event of events) {
    if (event.type !== 'signed' && event.type !== 'affirmed') continue;
    const place = event['nonce'];
    if (typeof place !== 'object' || place === null || !('$p' in place)) continue;
    if (typeof place['$p'] === 'number') (places ??= []).push(place['$p']);
  }
  return places ?? none;
}
const none: readonly number[] = [];

/** What stands for each of them in the seal, and after an erasure in its place. */
export const veiled = (kept: Private, places: readonly number[], hash: Hash): Private['values'] =>
  places.length === 0
    ? kept.values
    : kept.values.map((value, i) => (places.includes(i) ? veilOf(value, hash) : value));

const veilOf = (nonce: Json, hash: Hash): Json =>
  typeof nonce !== 'string' || veil.test(nonce) ? nonce : `#${hash(`nonce:${nonce}`).slice(0, 31)}`;

/** The private part without its nonces; the seal still holds over what is left. */
export const withoutNonces = (entry: Entry, kept: Private, hash: Hash): Private => ({
  salt: kept.salt,
  values: veiled(kept, noncesIn(entry), hash),
});

/** Whether a nonce of the entry was erased. */
export const isWithoutNonces = (entry: Entry, kept: Private): boolean =>
  noncesIn(entry).some((i) => {
    const value = kept.values[i];
    return typeof value === 'string' && veil.test(value);
  });

/** Events whose private values signatures cover: form, answers, waivers, conditions. */
const covered: ReadonlySet<string> = new Set([
  'submitted',
  'edited',
  'answered',
  'waived',
  'signed',
  'closed',
  'migrated',
]);

/** Whether later signatures of the stream may rest on a private value of this entry. */
export const isCovered = ({ events }: Pick<Entry, 'events'>): boolean =>
  events.some(({ type }) => covered.has(type));
