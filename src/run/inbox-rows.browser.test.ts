/** What a person finds in their inbox, and is told, over a workspace in a real browser's IndexedDB. */
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Request } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, GroupId, NodeId, PersonId, RequestId, WorkId } from '#model/ids.ts';
import { append, isRefused } from '#store/append.ts';
import type { Database, InboxRow as StoredRow } from '#store/database.ts';
import { readDirectory } from '#store/directory.ts';
import { commandId } from '#store/hash.ts';
import type { InboxCursor } from '#store/inbox.ts';
import { getRequest } from '#store/requests.ts';
import { lead, publishedWorkspace, setClock, storeSample } from '../../test/builders/store.ts';
import { countWaiting, forgetInbox, keptInbox, readInbox } from './inbox-rows.ts';
import type { InboxQuery, InboxRow } from './inbox-rows.ts';
import { readNotices } from './notices-read.ts';

afterEach(() => vi.restoreAllMocks());

const developer = as<PersonId>('tomas.okafor');

const isConditional = ({ conditions }: Request): boolean =>
  conditions.some(({ status }) => status === 'open');

/** Approved at its first gate with a condition; then a document that was read there is replaced. */
async function changedAfterGate(): Promise<{ readonly db: Database; readonly request: Request }> {
  const db = await publishedWorkspace();
  onTestFinished(() => db.close());
  const played = await storeSample(db, 'flagship_b', isConditional);
  const before = await getRequest(db, played.request.id);
  if (before === undefined) throw new Error('no request');
  setClock(before.at + 1000);
  const answer = await append(
    db,
    `request/${before.id}`,
    {
      type: 'attach',
      id: commandId(),
      evidence: as<EvidenceId>('ev_model_card'),
      name: 'card.txt',
      sha256: 'b'.repeat(64),
      size: 3,
    },
    { kind: 'person', id: before.requester },
  );
  if (isRefused(answer)) throw new Error(answer.says);
  const request = await getRequest(db, before.id);
  if (request === undefined) throw new Error('no request');
  return { db, request };
}

async function inboxOf(
  db: Database,
  person: PersonId,
  query: Partial<InboxQuery>,
): Promise<readonly InboxRow[]> {
  const reader = { person, directory: await readDirectory(db), now: Date.now() };
  const found: InboxRow[] = [];
  let next: InboxCursor | null = null;
  do {
    const page = await readInbox(
      db,
      reader,
      { view: 'all', does: 'any', sop: null, ...query },
      next,
    );
    found.push(...page.rows);
    ({ next } = page);
  } while (next !== null);
  return found;
}
const told = async (db: Database, person: PersonId): Promise<readonly string[]> =>
  (await readNotices(db, person, await readDirectory(db), Date.now())).map(
    ({ says, place }) => `${says} → ${place ?? ''}`,
  );

it('who signed a gate that was overtaken finds it under their name, and is told', async () => {
  const { db } = await changedAfterGate();
  const rows = await inboxOf(db, lead, { view: 'mine' });
  expect(rows.filter(({ does }) => does === 'affirm')).toMatchObject([
    { at: 'g1_technical#1', node: 'g1_technical', due: null, refused: false },
  ]);
  expect(await inboxOf(db, lead, { does: 'affirm' })).toHaveLength(1);
  expect(await told(db, lead)).toContain(
    'Changed after you signed Technical readiness review: sign the change → g1_technical#1',
  );
});

it('a condition stands with its owners by when it is due, behind however much else', async () => {
  const { db, request } = await changedAfterGate();
  const [condition] = request.conditions;
  const { groups } = await readDirectory(db);
  const [group] = Object.keys(groups).filter((each) => each.endsWith('/r_developer'));
  const many = Array.from({ length: 3000 }, (_, i): StoredRow => ({
    owner: as<GroupId>(group ?? ''),
    request: as<RequestId>(`gone/${i}`),
    work: as<WorkId>('x#1'),
    node: as<NodeId>('x'),
    due: i,
  }));
  await db.inbox.bulkPut(many);
  const rows = await inboxOf(db, developer, { does: 'fulfil' });
  expect(rows).toMatchObject([
    { at: 'g1_technical#1/c1', due: condition?.due, condition: { status: 'open' } },
  ]);
  expect(await told(db, developer)).toContain(
    'A condition is yours to fulfill, from Technical readiness review → g1_technical#1/c1',
  );
});

it('what one has claimed of a group’s work counts once', async () => {
  const { db, request } = await changedAfterGate();
  const [work] = request.work;
  const { groups } = await readDirectory(db);
  const keeper = as<PersonId>(
    Object.entries(groups).find(([id]) => id.endsWith('/r_ops_lead'))?.[1].members[0] ?? '',
  );
  const before = await inboxOf(db, keeper, {});
  expect(before.some((row) => row.work?.id === work?.id)).toBe(true);
  await db.inbox.put({
    owner: keeper,
    request: request.id,
    work: as<WorkId>(work?.id ?? ''),
    node: as<NodeId>(work?.node ?? ''),
    due: work?.due ?? 0,
  });
  expect(await inboxOf(db, keeper, {})).toHaveLength(before.length);
  const reader = { person: keeper, directory: await readDirectory(db), now: Date.now() };
  expect(await countWaiting(db, reader, 99)).toEqual({
    count: before.filter(({ refused }) => !refused).length,
    more: false,
  });
  expect(await countWaiting(db, reader, 0)).toEqual({ count: 0, more: before.length > 0 });
});

it('the first page that the count has read is there for the inbox at once, and for nobody else', async () => {
  const { db } = await changedAfterGate();
  const directory = await readDirectory(db);
  const reader = { person: lead, directory, now: Date.now() };
  const all: InboxQuery = { view: 'all', does: 'any', sop: null };
  expect(keptInbox(db, reader, all)).toBeUndefined();
  await countWaiting(db, reader, 99);
  expect(keptInbox(db, reader, { ...all })).toEqual(await readInbox(db, reader, all));
  expect(keptInbox(db, { person: developer, directory }, all)).toBeUndefined();
  expect(keptInbox(db, { person: lead, directory: { ...directory } }, all)).toBeUndefined();
  expect(keptInbox(db, reader, { ...all, view: 'mine' })).toBeUndefined();
  forgetInbox(db);
  expect(keptInbox(db, reader, all)).toBeUndefined();
});
