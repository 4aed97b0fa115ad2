/** Comments of an SOP, remark by remark: written once, never changed, so tabs and imports need no merging. */
import { Dexie } from 'dexie';
import type { Pin, Remark } from '#model/comments.ts';
import type { SopId } from '#model/ids.ts';
import { now } from './clock.ts';
import type { Database } from './database.ts';
import { newId } from './new-id.ts';

/** Characters of one remark. */
export const longestRemark = 4_000;

/** All remarks on an SOP; asked within a live query it answers anew when any tab adds one. */
export const remarksOf = (db: Database, sop: SopId): Promise<Remark[]> =>
  db.comments.where('[sop+thread]').between([sop, Dexie.minKey], [sop, Dexie.maxKey]).toArray();

type Said = Pick<Remark, 'sop' | 'by' | 'text'>;

/** Opens a thread on a thing of the diagram; resolves with the thread's id. */
export async function openThread(db: Database, said: Said & { readonly on: Pin }): Promise<string> {
  const thread = newId('t');
  await put(db, { ...said, thread });
  return thread;
}

/** Answers in a thread; `does` resolves it or opens it again. */
export const answerThread = (
  db: Database,
  said: Said & Pick<Remark, 'thread' | 'does'>,
): Promise<void> => put(db, said);

async function put(db: Database, said: Omit<Remark, 'id' | 'at'>): Promise<void> {
  const text = said.text.trim().slice(0, longestRemark);
  if (text === '' && said.does === undefined) return;
  await db.comments.add({ ...said, text, id: newId('c'), at: now() });
}
