import { liveQuery } from 'dexie';
import { expect, it, onTestFinished } from 'vitest';
import { soon } from '../../test/builders/soon.ts';
import { freshName } from '../../test/builders/store.ts';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import { answerThread, openThread, remarksOf } from './comments.ts';
import { Database } from './database.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';

const [sop, ann, ben] = [as<SopId>('sop'), as<PersonId>('ann'), as<PersonId>('ben')];
const on = { table: 'nodes', id: 'g', name: 'Review' } as const;
function database(name = freshName()): Database {
  const db = new Database(name);
  onTestFinished(() => db.close());
  return db;
}

it('what one tab says the other sees, and the workspace takes it along', async () => {
  const name = freshName();
  const here = database(name);
  const there = database(name);
  const seen: number[] = [];
  const live = liveQuery(() => remarksOf(there, sop)).subscribe((rows) => seen.push(rows.length));
  onTestFinished(() => {
    live.unsubscribe();
  });
  const thread = await openThread(here, { sop, by: ann, text: ' Why here? ', on });
  await soon(() => expect(seen.at(-1)).toBe(1));
  await answerThread(there, { sop, by: ben, thread, text: '', does: 'resolve' });
  await answerThread(there, { sop, by: ben, thread, text: '   ' });
  await openThread(there, { sop: as<SopId>('other'), by: ben, text: 'Elsewhere', on });
  const all = await remarksOf(here, sop);
  expect(all.map(({ text, does }) => [text, does])).toEqual(
    expect.arrayContaining([
      ['Why here?', undefined],
      ['', 'resolve'],
    ]),
  );
  expect(all).toHaveLength(2);
  const other = database();
  expect(await importWorkspace(other, await exportWorkspace(here))).toMatchObject({ ok: true });
  expect(await remarksOf(other, sop)).toEqual(all);
});
