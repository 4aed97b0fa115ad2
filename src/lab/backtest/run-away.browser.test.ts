/** The backtest as the page runs it: in real workers, over a real IndexedDB. */
import { expect, it, onTestFinished } from 'vitest';
import { compile } from '#engine/compile.ts';
import { digest } from '#model/digest.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { TierId } from '#model/ids.ts';
import { backtest, summed } from '#simulate/backtest/backtest.ts';
import type { Database } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { hash } from '#store/hash.ts';
import { historiesOf } from '#store/histories.ts';
import { bank, bankId, bankYear } from '../../../test/builders/bank-year.ts';
import { freshName } from '../../../test/builders/store.ts';
import { backtestAway, choicesAway } from './run-away.ts';

const high = as<TierId>('tier_high');
/** The committee sees what is worth 100 million or more, not 500. */
const strict: Diagram = {
  ...bank.diagram,
  tiers: {
    ...bank.diagram.tiers,
    [high]: { ...bank.diagram.tiers[high], when: 'form.exposure_usd_m >= 100' },
  },
};

/** Of every row of every table: that nothing was written is not believed, but seen. */
async function digestOfAll(db: Database): Promise<string> {
  const tables = await Promise.all(
    db.tables.map(async (table) => [table.name, await table.toArray()]),
  );
  return hash(JSON.stringify(tables));
}

it('workers find what one backtest over all finds; nothing is written; one can be called off', async () => {
  const db = await bankYear(freshName(), 12);
  onTestFinished(() => db.close());
  const before = await digestOfAll(db);
  const choices = await choicesAway(db.name, bankId).result;
  expect(choices).toHaveLength(12);
  expect(new Set(choices.map(({ name }) => name)).size).toBe(12);
  expect(choices.every(({ subject, name }) => subject !== name)).toBe(true);
  const ids = choices.filter(({ ended }) => ended).map(({ id }) => id);

  const directory = await readDirectory(db);
  const job = {
    database: db.name,
    diagram: strict,
    digest: digest(strict, hash),
    directory,
    defaults: null,
  };
  const progress: number[] = [];
  const { found, left } = await backtestAway(job, ids, (done) => progress.push(done)).result;
  expect(left).toEqual([]);
  expect(progress.at(-1)).toBe(ids.length);

  const histories = (await historiesOf(db, ids)).flatMap((read) => (read.ok ? [read.history] : []));
  const alone = backtest(compile(strict, job.digest), histories, directory, null);
  expect(summed(found).says).toBe(alone.says);
  expect(found.map(({ request }) => request).toSorted()).toEqual(ids.toSorted());
  expect(summed(found).counts).toEqual(alone.counts);
  expect(alone.counts.same).toBeLessThan(ids.length);

  const off = backtestAway(job, ids, () => {});
  off.cancel();
  const later = new Promise((done) => setTimeout(() => done('nothing'), 300));
  expect(await Promise.race([off.result, later])).toBe('nothing');
  expect(await digestOfAll(db)).toBe(before);
});

it('a request that cannot be read is named, and stands in nobody else’s way', async () => {
  const db = await bankYear(freshName(), 5);
  onTestFinished(() => db.close());
  const ids = (await choicesAway(db.name, bankId).result).map(({ id }) => id);
  const [holed, erased, newer] = ids;
  await db.entries.delete([`request/${holed}`, 2]);
  await db.private.delete([`request/${erased}`, 0]);
  await db.entries
    .where('[stream+seq]')
    .equals([`request/${newer}`, 1])
    .modify((row: { text: string }) => {
      row.text = row.text.replace('"format":2', '"format":99');
    });
  // Not even the version they ran on is here any more.
  await db.versions.clear();
  const job = {
    database: db.name,
    diagram: bank.diagram,
    digest: digest(bank.diagram, hash),
    directory: await readDirectory(db),
    defaults: null,
  };
  const { found, left } = await backtestAway(job, ids, () => {}).result;
  expect(left.map(({ request, says }) => `${request}: ${says}`)).toEqual([
    `${holed}: Entry 3 of its log is missing.`,
    `${erased}: What entry 1 (submit) said was erased by a redaction.`,
    `${newer}: This log was written by a newer version of Countersign (format 99). Update to read it.`,
  ]);
  expect(found).toHaveLength(2);
});
