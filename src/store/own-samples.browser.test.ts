import { expect, test } from 'vitest';
import { freshName, publishedWorkspace, samples, sopId } from '../../test/builders/store.ts';
import { Database } from './database.ts';
import { isOwn, newOwnSample, ownSamples, removeSample, saveSample } from './own-samples.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';

test('a sample that was recorded is the SOP’s, goes with the workspace’s export, and can be taken away', async () => {
  const db = await publishedWorkspace();
  const [first] = samples;
  if (first === undefined) throw new Error('no sample');
  const own = { ...first, id: newOwnSample(), name: 'Own' };
  expect(isOwn(own)).toBe(true);
  expect(isOwn(first)).toBe(false);
  await saveSample(db, sopId, own);
  await saveSample(db, sopId, { ...own, name: 'Own, renamed' });
  expect((await ownSamples(db, sopId)).map(({ name }) => name)).toEqual(['Own, renamed']);
  const other = new Database(freshName());
  const answer = await importWorkspace(other, await exportWorkspace(db));
  expect(answer.ok).toBe(true);
  expect(await ownSamples(other, sopId)).toEqual(await ownSamples(db, sopId));
  await removeSample(db, sopId, own.id);
  expect(await ownSamples(db, sopId)).toEqual([]);
  other.close();
});
