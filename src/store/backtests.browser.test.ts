import { expect, it, onTestFinished } from 'vitest';
import { as } from '#model/ids.ts';
import type { Digest } from '#model/ids.ts';
import { freshName, publishedWorkspace, sopId } from '../../test/builders/store.ts';
import type { BacktestRow } from './backtest-row.ts';
import {
  attachBacktest,
  attachedTo,
  backtestsOf,
  dropBacktest,
  keepBacktest,
  putBackBacktest,
} from './backtests.ts';
import { Database } from './database.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';
import { dropScenario, keepScenario, scenariosOf } from './scenarios.ts';

const now = as<Digest>('a'.repeat(64));
const later = as<Digest>('b'.repeat(64));
const row: Omit<BacktestRow, 'id' | 'at'> = {
  sop: sopId,
  name: ' Tighter ',
  by: null,
  digest: now,
  version: null,
  picked: 'All tiers, all outcomes',
  hours: 8,
  attached: false,
  result: {
    says: 'Of 2 requests: 1 would be stopped.',
    counts: { outcome: 0, stopped: 1, unknown: 0, tier: 0, way: 0, time: 0, same: 1 },
    assumed: { recorded: 0, elsewhere: 0, default: 1, unknown: 0 },
    requests: [
      {
        request: as('r/1'),
        name: 'REQ-0001',
        subject: 'pricing 2.3',
        verdict: 'stopped',
        outcome: ['approved', null],
        tier: ['low', 'high'],
        node: as('g1'),
        place: 'Gate 1',
        because: 'Too much.',
        laterHours: null,
        stopsHours: 1.5,
        assumed: [{ source: 'default' }],
        gaps: 0,
      },
    ],
    left: [{ request: as('r/2'), name: 'REQ-0002', says: 'Entry 3 of its log is missing.' }],
  },
};

it('a backtest is kept, attached to the draft, dropped, and put back', async () => {
  const db = new Database(freshName());
  onTestFinished(() => db.close());
  const kept = await keepBacktest(db, row);
  expect(kept.name).toBe('Tighter');
  expect(await attachedTo(db, sopId, now)).toEqual([]);
  await attachBacktest(db, kept.id, true);
  expect(await attachedTo(db, sopId, now)).toMatchObject([
    { name: 'Tighter', says: row.result.says, changed: false },
  ]);
  expect(await attachedTo(db, sopId, later)).toMatchObject([{ changed: true }]);
  const dropped = await dropBacktest(db, kept.id);
  expect(await backtestsOf(db, sopId)).toEqual([]);
  if (dropped !== undefined) await putBackBacktest(db, dropped);
  expect(await backtestsOf(db, sopId)).toEqual([{ ...kept, attached: true }]);
});

it('what was kept leaves with the workspace, and comes back in the place of what was there', async () => {
  const db = await publishedWorkspace();
  const other = await publishedWorkspace();
  onTestFinished(() => {
    db.close();
    other.close();
  });
  const kept = await keepBacktest(db, { ...row, by: as('priya.raman') });
  const scenario = { format: 'countersign-scenario/1', seed: 7 } as const;
  const asked = await keepScenario(db, { sop: sopId, name: 'More lawyers', scenario });
  await keepBacktest(other, row);
  await dropScenario(other, (await keepScenario(other, { sop: sopId, name: '', scenario })).id);
  const imported = await importWorkspace(other, await exportWorkspace(db), { replace: true });
  expect(imported).toMatchObject({ ok: true });
  expect(await backtestsOf(other, sopId)).toEqual([kept]);
  expect(await scenariosOf(other, sopId)).toEqual([asked]);
});
