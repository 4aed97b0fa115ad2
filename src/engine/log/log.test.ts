import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { Digest } from '#model/ids.ts';
import type { Event } from '../event.ts';
import type { Entry, Private } from './entry.ts';
import { exportLog, headerOf } from './export.ts';
import { openEvents, readEntry } from './open.ts';
import { readLog } from './read.ts';
import { firstLink, sealEntry } from './seal.ts';
import { verifyLog } from './verify.ts';

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
const stream = 'request/r1' as const;

const events: readonly Event[] = [
  {
    form: { amount: 12.5, customer: 'Hartwell', note: { $p: 3 } },
    node: as('in'),
    request: as('r1'),
    requester: as('tomas.okafor'),
    sop: as('sop_1'),
    tier: 'high',
    type: 'submitted',
    version: as('d'.repeat(64)),
  },
  {
    due: null,
    node: as('g1'),
    remind: null,
    round: 1,
    token: as('t1'),
    type: 'entered',
    work: as('g1#1'),
  },
  {
    results: [{ item: as('i1'), result: 'fail', seen: { 'metrics.drift': 0.3 } }],
    type: 'checked',
    work: as('g1#1'),
  },
];

const seal = (seq: number, prev: string, of: readonly Event[], more: object = {}) =>
  sealEntry({
    stream,
    seq,
    prev,
    at: 1_760_000_000_000 + seq,
    actor: { kind: 'person', id: as('tomas.okafor') },
    for: null,
    zone: 'America/Chicago',
    version: as<Digest>('d'.repeat(64)),
    command: { id: as(`c${seq}`), type: 'submit' },
    events: of,
    salt: '00112233445566778899aabbccddeeff',
    hash,
    ...more,
  });
const first = seal(0, firstLink(stream, hash), events);

describe('an entry', () => {
  it('is canonical as it is written, whatever the actor’s keys came in as', () => {
    const actors = [
      { kind: 'person', id: as('a') },
      { kind: 'clock' },
      { name: 'subprocess', kind: 'system' },
    ];
    for (const actor of actors) {
      const sealed = seal(0, 'p'.repeat(64), events, { actor, for: as('b'), clock: 5 });
      expect(sealed.text).toBe(canonical(JSON.parse(sealed.text)));
      expect(sealed.hash).toBe(hash(sealed.text));
    }
  });

  it('holds no private value, and opens to the events that were sealed', () => {
    for (const secret of ['Hartwell', '12.5', '0.3']) expect(first.text).not.toContain(secret);
    expect(openEvents(first.entry, first.private)).toEqual(events);
    expect(first.text).toContain('tomas.okafor'); // a pseudonym
  });

  it('without its private values reads as redacted in their places, public ones as before', () => {
    const [submitted, entered, checked] = openEvents(first.entry, null);
    const gone = { redacted: true };
    expect(submitted).toEqual({ ...events[0], form: { amount: gone, customer: gone, note: gone } });
    expect(entered).toEqual(events[1]);
    expect(checked).toMatchObject({ results: [{ item: 'i1', seen: { 'metrics.drift': gone } }] });
  });

  it('names the device’s clock only where it differs', () => {
    expect(seal(0, first.hash, []).entry).not.toHaveProperty('clock');
    expect(seal(0, first.hash, [], { clock: 1_760_000_000_000 }).entry).not.toHaveProperty('clock');
    expect(seal(0, first.hash, [], { clock: 7 }).entry.clock).toBe(7);
    expect(seal(0, first.hash, []).entry.sealed).toBeNull();
  });

  it('of a newer format is refused with a sentence', () => {
    const newer = first.text.replace('"format":2', '"format":3');
    expect(() => readEntry(newer)).toThrow('newer version of Countersign (format 3)');
    expect(readEntry(first.text)).toEqual(first.entry);
  });
});

describe('a file from outside', () => {
  const heads = { [stream]: { seq: 0, hash: first.hash } };
  const good = exportLog(heads, [first]);
  const line = good.split('\n')[1] ?? '';
  const header = headerOf(heads);

  it('that is a log verifies, with Windows line ends too', () => {
    expect(verifyLog(good, hash)).toMatchObject({ ok: true, entries: 1 });
    expect(verifyLog(good.replaceAll('\n', '\r\n'), hash)).toMatchObject({ ok: true });
    const read = readLog(good);
    expect(read.ok && read.lines[0]?.ok && read.lines[0].record.text).toBe(first.text);
  });

  it.each([
    ['nothing', ''],
    ['a line end', '\n'],
    ['no JSON', 'hello'],
    ['half a line', good.slice(0, -40)],
    ['an array', '[]\n'],
    ['another format', '{"format":"bpmn","heads":{}}\n'],
    ['a newer format', '{"format":"countersign-log/2","heads":{}}\n'],
    ['heads of wrong types', '{"format":"countersign-log/1","heads":{"workspace":{"seq":"1"}}}\n'],
    [
      'a head named __proto__',
      '{"format":"countersign-log/1","heads":{"__proto__":{"hash":"","seq":0}}}\n',
    ],
    ['a billion entries claimed', headerOf({ [stream]: { seq: 1e15, hash: first.hash } })],
    ['numbers for entries', `${header}\n1\n2\n`],
    ['null for an entry', `${header}\nnull\n`],
    ['an entry of wrong types', `${header}\n${line.replace('"seq":0', '"seq":"0"')}\n`],
    ['an entry nested a million deep', `${header}\n${'['.repeat(1e6)}\n`],
    ['a million empty lines', `${header}\n${'\n'.repeat(1e6)}`],
    ['half a surrogate pair', `${header}\n${line.replace('Hartwell', String.raw`\ud800`)}\n`],
    ['duplicate keys', `${header}\n${line.replace('{"entry"', '{"hash":"x","entry"')}\n`],
    ['a number spelt otherwise', `${header}\n${line.replace('12.5', '12.50')}\n`],
  ])('that is %s gets a sentence', (_, text) => {
    const verdict = verifyLog(text, hash);
    expect(verdict.ok).toBe(false);
    expect(!verdict.ok && verdict.says).toMatch(/^[A-Z].*\.$/s);
  });

  it('says where it was changed, and how', () => {
    const tampered = good.replace('"tier":"high"', '"tier":"low"');
    expect(verifyLog(tampered, hash)).toMatchObject({
      ok: false,
      stream,
      seq: 0,
      what: 'changed',
      says: 'Entry 0 of request/r1 was changed: its text does not have its hash (line 2).',
    });
  });
});

it('a recorded redaction leaves the chain whole; one that is not recorded is found', () => {
  const workspace = (of: readonly { type: string }[]) => {
    const sealed = seal(0, firstLink('workspace', hash), [], {
      stream: 'workspace',
      events: of,
      version: undefined,
    });
    return {
      heads: {
        [stream]: { seq: 0, hash: first.hash },
        workspace: { seq: 0, hash: sealed.hash },
      },
      records: [{ ...first, private: null }, sealed] satisfies (Partial<{ entry: Entry }> & {
        private: Private | null;
      })[],
    };
  };
  const recorded = workspace([{ reason: 'Art. 17', seq: 0, stream, type: 'redacted' } as never]);
  expect(verifyLog(exportLog(recorded.heads, recorded.records as never), hash)).toMatchObject({
    ok: true,
    redacted: [{ stream, seq: 0 }],
  });
  const silent = workspace([]);
  expect(verifyLog(exportLog(silent.heads, silent.records as never), hash)).toMatchObject({
    ok: false,
    stream,
    seq: 0,
    what: 'removed',
  });
});
