import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sop } from '../../test/builders/sop.ts';
import { diagrams } from '../../test/laws/diagram.ts';
import type { Diagram } from './diagram.ts';
import { appearance, digest } from './digest.ts';
import { between } from './order.ts';

const hash = (utf8: string): string => bytesToHex(sha256(utf8ToBytes(utf8)));
const of = (d: Diagram): string => digest(d, hash);
type Rows = { readonly [id: string]: object };

test('law 9: the digest is blind to the order in which rows were made and their members written', () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([k, v]) => [k, backwards(v)]),
    );
  };
  fc.assert(
    fc.property(diagrams(), (d) => {
      expect(of(backwards(d) as Diagram)).toBe(of(d));
    }),
    { numRuns: 2000 },
  );
});

const rekey = <R extends { order: string }>(table: { readonly [id: string]: R }) => {
  // Spread apart but monotone: every key gets a letter in front.
  return Object.fromEntries(
    Object.entries(table).map(([id, row]) => [id, { ...row, order: `m${row.order}` }]),
  );
};

test('law 9: the digest is blind to order keys of equal rank', () => {
  fc.assert(
    fc.property(diagrams(), (d) => {
      const { flows, items, evidence, fields, tiers } = d;
      const other = {
        ...d,
        flows: rekey(flows),
        items: rekey(items),
        evidence: rekey(evidence),
        fields: rekey(fields),
        tiers: rekey(tiers),
      };
      expect(of(other)).toBe(of(d));
    }),
    { numRuns: 2000 },
  );
});

test('law 9: the digest is blind to layout and assumptions, the appearance to all else', () => {
  fc.assert(
    fc.property(diagrams(), (d) => {
      const bare = { ...d, layout: {}, assumptions: {} };
      expect(of(bare)).toBe(of(d));
      const looks = Object.keys(d.layout).length > 0;
      expect(appearance(bare, hash) !== appearance(d, hash)).toBe(looks);
      expect(appearance({ ...d, nodes: {}, flows: {} }, hash)).toBe(appearance(d, hash));
    }),
    { numRuns: 2000 },
  );
});

test('law 9: the digest is sensitive to everything else, every value of every row', () => {
  fc.assert(
    fc.property(diagrams({ depth: 1, subprocess: true }), fc.nat(), (d, pick) => {
      const places = leaves(d, []).filter(
        ([table]) => table !== 'layout' && table !== 'assumptions' && table !== 'format',
      );
      const path = places[pick % places.length];
      if (path === undefined || path.at(-1) === 'order') return;
      expect([path.join('.'), of(changed(d, path) as Diagram) === of(d)]).toEqual([
        path.join('.'),
        false,
      ]);
    }),
    { numRuns: 2000 },
  );
});

test('law 9: it is sensitive to a changed order, and to a row more or less', () => {
  const d = sop()
    .intake({ a: { kind: 'time' }, b: { kind: 'time' } })
    .diagram();
  const [a, b] = Object.values(d.fields);
  if (a === undefined || b === undefined) throw new Error('two fields');
  const swapped = { ...d, fields: { [a.id]: { ...a, order: between(b.order, null) }, [b.id]: b } };
  expect(of(swapped)).not.toBe(of(d));
  expect(of({ ...d, fields: { [a.id]: a } })).not.toBe(of(d));
});

/** The path of every value in a tree, empty lists and objects among them. */
function leaves(value: unknown, path: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, member]) => leaves(member, [...path, key]));
}
function changed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return typeof value === 'number' ? value + 1 : value === 'x' ? 'y' : 'x';
  const rows = value as Rows;
  const copy = Array.isArray(value) ? [...value] : { ...rows };
  return Object.assign(copy, { [key]: changed(rows[key], rest) });
}
