/**
 * Laws 5 and 8 (CORE.md §10) over real logs: every sample of every template, played and sealed as the store does it.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '#engine/compile.ts';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Stream } from '#engine/log/entry.ts';
import { exportLog, lineOf } from '#engine/log/export.ts';
import type { Head, LogRecord } from '#engine/log/export.ts';
import { openEvents, readEntry, stampOf } from '#engine/log/open.ts';
import { chainHash, firstChain, firstLink, sealEntry } from '#engine/log/seal.ts';
import { verifyLog } from '#engine/log/verify.ts';
import type { Tampering } from '#engine/log/verify.ts';
import type { Request } from '#engine/request.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { canonical } from '#model/canonical.ts';
import { digest } from '#model/digest.ts';
import { emptyDirectory } from '#model/directory.ts';
import { playSample } from '#simulate/sample.ts';
import { runs } from './runs.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const folder = new URL('../../templates/', import.meta.url);

interface Row extends LogRecord {
  readonly stream: Stream;
  readonly seq: number;
  readonly n: number;
}

/** Plays every sample of a template; the entries of all of them in turn, as several people at once would write them. */
function play(template: string) {
  const sop = readSop(readFileSync(new URL(`${template}.sop.json`, folder), 'utf8'));
  const scripts = readRuns(readFileSync(new URL(`${template}.runs.json`, folder), 'utf8'));
  if (!sop.ok || !scripts.ok) throw new Error(`${template} does not read`);
  const { diagram, directory: part, holidays } = sop.file;
  const directory = { ...emptyDirectory, ...part, holidays: holidays ?? {} };
  const compiled = compile(diagram, digest(diagram, hash));
  const ends = new Map<Stream, Request>();
  const logs = scripts.file.runs.map((sample) => {
    const played = playSample(compiled, sample, directory, hash);
    const stream: Stream = `request/${sample.id}`;
    ends.set(stream, played.request);
    return { stream, steps: played.steps };
  });
  const heads: { [stream: string]: Head } = {};
  const rows: Row[] = [];
  let chain = firstChain(hash);
  for (let seq = 0; logs.some(({ steps }) => seq < steps.length); seq++)
    for (const { stream, steps } of logs) {
      const step = steps[seq];
      if (step === undefined) continue;
      const sealed = sealEntry({
        stream,
        seq,
        prev: heads[stream]?.hash ?? firstLink(stream, hash),
        at: step.at,
        actor: step.actor,
        for: null,
        zone: 'UTC',
        version: digest(diagram, hash),
        command: { id: step.command.id, type: step.command.type },
        events: step.events,
        salt: hash(`${stream}${seq}`).slice(0, 32),
        hash,
      });
      chain = chainHash(chain, { stream, seq, entry: sealed.hash }, hash);
      heads[stream] = { seq, hash: sealed.hash };
      rows.push({ ...sealed, n: rows.length + 1, chain, stream, seq });
    }
  return { heads, rows, ends, steps: logs };
}

const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.runs.json'))
  .map((file) => file.slice(0, -'.runs.json'.length));
const played = templates.map((template) => ({ template, ...play(template) }));
const flagship = played.find((each) => each.template === 'general/five-gate-deployment');

/** What no redaction may change. */
const shape = (request: Request | undefined) => ({
  tokens: request?.tokens,
  status: request?.status,
  outcome: request?.outcome,
  rounds: request?.rounds,
  acted: request?.acted,
  work: request?.work.map((work) => [
    work.id,
    Object.keys(work.answers),
    work.signatures.map(({ by, edge, verdict, n }) => [by, edge, verdict, n]),
  ]),
});

describe.each(played)('law 8: the log of $template', ({ rows, ends, steps, heads }) => {
  it('is canonical text, opens to what was decided, and folds to the state', () => {
    const states = new Map<Stream, Request>();
    for (const row of rows) {
      expect(row.text).toBe(canonical(JSON.parse(row.text)));
      const entry = readEntry(row.text);
      const events = openEvents(entry, row.private);
      const decided = steps.find((each) => each.stream === row.stream)?.steps[row.seq];
      expect(events).toEqual(decided?.events);
      states.set(row.stream, fold(states.get(row.stream) ?? initial, events, stampOf(entry)));
    }
    for (const [stream, state] of states)
      expect({ ...state, id: null }).toEqual({ ...ends.get(stream), id: null });
    expect(verifyLog(exportLog(heads, rows), hash)).toMatchObject({
      ok: true,
      entries: rows.length,
    });
  });

  it('redacted, folds to the same tokens, work, signatures and outcome', () => {
    const states = new Map<Stream, Request>();
    for (const row of rows) {
      const entry = readEntry(row.text);
      const events = openEvents(entry, null);
      states.set(row.stream, fold(states.get(row.stream) ?? initial, events, stampOf(entry)));
    }
    for (const [stream, state] of states) {
      const end = ends.get(stream);
      expect(shape(state)).toEqual(shape(end));
    }
  });

  it('names no person and no form value', () => {
    for (const { text } of rows) expect(text).not.toMatch(/pricing-optimizer|Hartwell Industrial/);
  });
});

/** What one hand may do to a file, and what the verifier has to say of it. */
interface Found {
  readonly what: Tampering;
  readonly row: Row | undefined;
}
interface Hand {
  readonly lines: readonly string[];
  readonly expected: Found;
}
type Tamper = (rows: readonly Row[], lines: readonly string[], a: number, b: number) => Hand | null;

const without = (lines: readonly string[], i: number): string[] => lines.toSpliced(i, 1);
/** An entry rewritten with everything of its own made right again: text, hash, seal. */
function forged(row: Row, change: (text: string) => string): string {
  const text = change(row.text);
  return lineOf({ ...row, text, hash: hash(text) });
}

const tampers: { readonly [name: string]: Tamper } = {
  'a character of a line is changed': (rows, lines, a, b) => {
    const line = lines[a] ?? '';
    const at = b % line.length;
    const other = line[at] === '0' ? '1' : '0';
    const changed = lines.with(a, line.slice(0, at) + other + line.slice(at + 1));
    return { lines: changed, expected: { what: 'changed', row: rows[a] } };
  },
  'a character of a line is left out': (rows, lines, a, b) => {
    const line = lines[a] ?? '';
    const at = b % line.length;
    const changed = lines.with(a, line.slice(0, at) + line.slice(at + 1));
    return { lines: changed, expected: { what: 'changed', row: rows[a] } };
  },
  'a line is emptied': (rows, lines, a) => ({
    lines: lines.with(a, ''),
    expected: { what: 'changed', row: rows[a] },
  }),
  'an entry is replaced by a forged one with a hash of its own': (rows, lines, a) => {
    const row = rows[a];
    if (row === undefined) return null;
    const line = forged(row, (text) => text.replace(/"at":(\d+)/, '"at":1'));
    return { lines: lines.with(a, line), expected: { what: 'changed', row } };
  },
  'private values are replaced': (rows, lines, a) => {
    const row = rows[a];
    if (row === undefined || row.private === null) return null;
    const line = lineOf({ ...row, private: { ...row.private, values: ['other'] } });
    return { lines: lines.with(a, line), expected: { what: 'changed', row } };
  },
  'private values are taken away': (rows, lines, a) => {
    const row = rows[a];
    if (row === undefined || row.private === null) return null;
    const line = lineOf({ ...row, private: null });
    return { lines: lines.with(a, line), expected: { what: 'removed', row } };
  },
  'an entry is removed': (rows, lines, a) => ({
    lines: without(lines, a),
    expected: { what: 'removed', row: rows[a] },
  }),
  'the end is cut off': (rows, lines, a) => {
    const row = rows.findLast((each, i) => i >= a && each.stream === rows.at(-1)?.stream);
    return row === rows.at(-1)
      ? { lines: lines.slice(0, -1), expected: { what: 'removed', row } }
      : null;
  },
  'two entries change places': (rows, lines, a, b) => {
    const [i, j] = [a, b % lines.length].toSorted((x, y) => x - y);
    if (i === undefined || j === undefined || i === j) return null;
    const swapped = lines.with(i, lines[j] ?? '').with(j, lines[i] ?? '');
    return { lines: swapped, expected: { what: 'reordered', row: rows[i] } };
  },
  'an entry is written twice': (rows, lines, a, b) => ({
    lines: lines.toSpliced(b % (lines.length + 1), 0, lines[a] ?? ''),
    expected: { what: 'inserted', row: rows[a] },
  }),
};

describe('law 5: any single change of the stored texts is located', () => {
  const { heads, rows } = flagship ?? { heads: {}, rows: [] };
  const whole = exportLog(heads, rows).split('\n');
  const header = whole[0] ?? '';
  const all = whole.slice(1, -1);
  const one = rows.filter((row) => row.stream === rows[0]?.stream);
  const oneHeads = Object.fromEntries(
    Object.entries(heads).filter(([stream]) => stream === rows[0]?.stream),
  );
  const single = exportLog(
    oneHeads,
    one.map(({ text, hash: own, private: kept }) => ({ text, hash: own, private: kept })),
  ).split('\n');

  it.each(Object.entries(tampers))('%s', (_, tamper) => {
    const check = (
      of: readonly Row[],
      head: string,
      lines: readonly string[],
      a: number,
      b: number,
    ) => {
      const hand = tamper(of, lines, a % lines.length, b);
      if (hand === null || hand.lines.join('\n') === lines.join('\n')) return;
      const verdict = verifyLog([head, ...hand.lines, ''].join('\n'), hash);
      const { what, row } = hand.expected;
      expect(verdict).toMatchObject({ ok: false, what, stream: row?.stream, seq: row?.seq });
    };
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        check(rows, header, all, a, b);
        check(
          one.map(({ n: _n, chain: _chain, ...row }) => row as Row),
          single[0] ?? '',
          single.slice(1, -1),
          a,
          b,
        );
      }),
      runs(200),
    );
  });

  it('a change of the heads is found', () => {
    fc.assert(
      fc.property(fc.nat(), (at) => {
        const i = at % header.length;
        const changed = header.slice(0, i) + (header[i] === '0' ? '1' : '0') + header.slice(i + 1);
        if (changed === header) return;
        expect(verifyLog([changed, ...all, ''].join('\n'), hash).ok).toBe(false);
      }),
      runs(200),
    );
  });
});

describe('files too large to be a log', () => {
  const { rows } = flagship ?? { rows: [] };

  it('50 MB of anything get a sentence', () => {
    const { heads } = flagship ?? { heads: {} };
    const [header = '', line = ''] = exportLog(heads, rows).split('\n');
    const many = `${header}\n${`${line}\n`.repeat(Math.ceil(50e6 / line.length))}`;
    for (const text of [
      many,
      '['.repeat(50e6),
      `${header}\n"${'x'.repeat(50e6)}"`,
      '\n'.repeat(50e6),
    ]) {
      const verdict = verifyLog(text, hash);
      expect(verdict.ok).toBe(false);
      expect(!verdict.ok && verdict.says).toMatch(/\.$/);
    }
  });
});
