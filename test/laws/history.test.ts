/** Laws over a made-up history: every log is real and verifies, and a backtest under its own version departs nowhere. */
import { describe, expect, test } from 'vitest';
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Head } from '#engine/log/export.ts';
import { openEvents, stampOf } from '#engine/log/open.ts';
import { readRecord } from '#engine/log/read.ts';
import type { Line } from '#engine/log/read.ts';
import { verifyLines } from '#engine/log/verify.ts';
import { backtest } from '#simulate/backtest/backtest.ts';
import { isSampleRequest } from '#simulate/history/sample-request.ts';
import type { MadeRequest } from '#simulate/history/history.ts';
import { historyOf, made, templateSource } from '../builders/history.ts';
import { sha256 } from '../builders/request.ts';
import { templates } from '../builders/templates.ts';
import { runs } from './runs.ts';

const { numRuns: requests } = runs(20);

describe.each(templates())('law: a year of %s', (template) => {
  const source = templateSource(template, sha256);
  const all = made(source, { requests, hash: sha256 });

  test('is as many requests as were asked for, told apart and marked as samples', () => {
    expect(all).toHaveLength(requests);
    expect(new Set(all.map(({ id }) => id)).size).toBe(requests);
    expect(all.every(({ id }) => isSampleRequest(id))).toBe(true);
  });

  test('is lived in: most requests end, some another way than others', () => {
    const outcomes = new Set(all.map(({ request }) => request.outcome));
    expect(outcomes.size).toBeGreaterThan(1);
    expect(all.filter(({ request }) => request.status === 'suspended')).toEqual([]);
    expect(all.filter(({ request }) => request.outcome === 'withdrawn').length).toBeLessThan(
      requests / 4,
    );
  });

  test('holds together: its entries verify, and fold to the state that is told', () => {
    const heads: { [stream: string]: Head } = {};
    const lines: Line[] = [];
    for (const { id, entries, request } of all) {
      const stream = `request/${id}` as const;
      let state = initial;
      for (const [seq, { text, hash, private: kept }] of entries.entries()) {
        const line = readRecord(
          { text, hash, private: kept, at: { stream, seq } },
          lines.length + 1,
        );
        lines.push(line);
        heads[stream] = { seq, hash };
        if (line.ok) state = fold(state, openEvents(line.entry, kept), stampOf(line.entry));
      }
      expect(state).toEqual(request);
    }
    expect(verifyLines(heads, lines, sha256)).toMatchObject({ ok: true });
  });

  test('departs nowhere when it is replayed through its own version', () => {
    const { compiled, directory } = source;
    const found = backtest(compiled, all.map(historyOf), directory, null);
    expect(found.requests.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
  });
});

test('the same seed gives the same bytes, another one others', () => {
  const source = templateSource('general/model-deployment-approval', sha256);
  const texts = (seed: number): string =>
    made(source, { requests: 5, seed, hash: sha256 })
      .flatMap(({ entries }: MadeRequest) => entries.map(({ text }) => text))
      .join('\n');
  expect(texts(1)).toBe(texts(1));
  expect(texts(2)).not.toBe(texts(1));
});
