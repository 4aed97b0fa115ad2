import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { soon } from '../../test/builders/soon.ts';
import { readJwks } from '#formats/jwks.ts';
import type { CheckSignature } from '#formats/jws.ts';
import type { Claims } from '#formats/token.ts';
import { verifyToken } from '#formats/verify-token.ts';
import type { Asked } from '#formats/verify-token.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Digest, PersonId, RequestId, SopId } from '#model/ids.ts';
import { findings } from '#verify/findings.ts';
import { number, people, sop } from '../../test/builders/sop.ts';
import {
  actor,
  freshName,
  publishedWorkspace,
  setClock,
  storeSample,
} from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import { Database } from './database.ts';
import { setDirectory } from './directory.ts';
import { storedOf } from './entries.ts';
import { commandId } from './hash.ts';
import { exportJwks, exportStatusList, issuer, rotateKey, workspaceKeys } from './keys.ts';
import { importRequests } from './import-requests.ts';
import type { RequestLog } from './import-requests.ts';
import { deliver, startOutbox } from './outbox.ts';
import { entriesOf, getRequest } from './requests.ts';
import { createSop, publish } from './sop-life.ts';
import { effectiveVersion } from './sops.ts';
import { verifyStored } from './verify.ts';

afterEach(() => vi.restoreAllMocks());

const max = { kind: 'person', id: as<PersonId>('max.dev') } as const;
const staff = people({ r_dev: ['max.dev'], r_lead: ['ann.lead'], r_own: ['olga.own'] }).directory();
const start = (title: string) =>
  sop(title).role('r_dev').role('r_lead').role('r_own').owner('r_lead');

async function publishDiagram(db: Database, id: SopId, diagram: Diagram): Promise<Digest> {
  await createSop(db, { id, title: id, from: null, actor: max });
  const accepted = findings(diagram)
    .filter(({ level }) => level === 'warning')
    .map(({ rule }) => ({ rule, by: max.id, reason: 'A test.' }));
  const answer = await publish(db, id, { diagram, reason: 'First', revision: 'A', accepted }, max);
  if (isRefused(answer)) throw new Error(answer.says);
  return (await effectiveVersion(db, id))?.digest ?? as('');
}

const childDiagram = () =>
  start('Child')
    .requesters('r_own')
    .intake({ sum: number(0, 100) })
    .step('s', { R: 'r_lead' })
    .end('e')
    .path('in', 's', 'e');
const parent = as<RequestId>('req_parent');
const child = as<RequestId>('req_parent.t1');

/** The SOPs of a parent and its child, published. */
async function bothPublished(): Promise<Database> {
  const db = new Database(freshName());
  const rows = [
    ...Object.entries(staff.people).map(([id, row]) => ({ table: 'people', id, row })),
    ...Object.entries(staff.groups).map(([id, row]) => ({ table: 'groups', id, row })),
  ];
  await setDirectory(db, rows as never, max);
  const version = await publishDiagram(db, as('sop_child'), childDiagram().diagram());
  const drawn = start('Parent')
    .requesters('r_dev')
    .intake({ amount: number() })
    .subprocess('sub', { sop: 'sop_child', version, form: { sum: 'form.amount + 1' } })
    .end('e_done')
    .end('e_gone', { outcome: 'withdrawn' })
    .path('in', 'sub')
    .flow('sub', 'e_done', 'completed')
    .flow('sub', 'e_gone', 'withdrawn');
  await publishDiagram(db, as('sop_parent'), drawn.diagram());
  return db;
}
/** A parent that has come to its subprocess. */
async function spawned(amount = 4): Promise<Database> {
  const db = await bothPublished();
  const submit = {
    type: 'submit',
    id: commandId(),
    request: parent,
    sop: as<SopId>('sop_parent'),
    form: { amount },
  } as const;
  const answer = await append(db, `request/${parent}`, submit, max);
  if (isRefused(answer)) throw new Error(answer.says);
  return db;
}
async function logOf(db: Database, id: RequestId): Promise<RequestLog> {
  const stored = await storedOf(db, `request/${id}`);
  const rows = await db.entries.bulkGet(
    stored.map((_, seq): [`request/${string}`, number] => [`request/${id}`, seq]),
  );
  return {
    id,
    entries: stored.map(({ private: kept, hash }, i) => ({
      text: rows[i]?.text ?? '',
      hash,
      private: kept,
    })),
  };
}
async function finishChild(db: Database): Promise<void> {
  const work = (await getRequest(db, child))?.work[0]?.id ?? as('');
  const by = { kind: 'person', id: as<PersonId>('ann.lead') } as const;
  const answer = await append(
    db,
    `request/${child}`,
    { type: 'finish', id: commandId(), work },
    by,
  );
  if (isRefused(answer)) throw new Error(answer.says);
}

describe('a child request', () => {
  it('is submitted under the pinned version, for whoever asked for the parent', async () => {
    const db = await spawned();
    const pinned = (await effectiveVersion(db, as('sop_child')))?.digest;
    // A newer version since then does not matter.
    const newer = childDiagram().step('s2', { R: 'r_lead' }).flow('s2', 'e').diagram();
    const accepted = findings(newer).map(({ rule }) => ({ rule, by: max.id, reason: 'A test.' }));
    await publish(
      db,
      as('sop_child'),
      { diagram: newer, reason: 'x', revision: 'B', accepted },
      max,
    );
    await deliver(db);
    expect(await getRequest(db, child)).toMatchObject({
      version: pinned,
      requester: 'max.dev',
      form: { sum: 5 },
      parent: { request: parent, token: 't1' },
    });
  });

  it('lets its parent go on when it ends; told twice or by two tabs it does so once', async () => {
    const db = await spawned();
    await Promise.all([deliver(db), deliver(new Database(db.name))]);
    await finishChild(db);
    await Promise.all([deliver(db), deliver(new Database(db.name))]);
    expect(await getRequest(db, parent)).toMatchObject({
      status: 'completed',
      outcome: 'completed',
    });
    // As after a crash before the rows were crossed off.
    await db.outbox.toCollection().modify({ done: 0 });
    await deliver(db);
    const events = (await entriesOf(db, `request/${parent}`)).flatMap((each) => each.events);
    expect(events.filter(({ type }) => type === 'childEnded')).toHaveLength(1);
    expect(await entriesOf(db, `request/${child}`)).toHaveLength(2);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('comes with an import as far as its log does, and goes on from there', async () => {
    const there = await spawned();
    const alone = await bothPublished();
    await importRequests(alone, [await logOf(there, parent)]);
    expect(await getRequest(alone, child)).toBeUndefined();
    await deliver(alone);
    expect(await getRequest(alone, child)).toMatchObject({ parent: { request: parent } });

    await deliver(there);
    await finishChild(there);
    const both = await bothPublished();
    const logs = [await logOf(there, parent), await logOf(there, child)];
    expect(await importRequests(both, logs)).toMatchObject({ ok: true });
    await deliver(both);
    expect(await getRequest(both, parent)).toMatchObject({ outcome: 'completed' });
    expect(await entriesOf(both, `request/${child}`)).toHaveLength(logs[1]?.entries.length ?? 0);
  });

  it('whose parent is suspended reports when that goes on', async () => {
    const db = await spawned();
    await deliver(db);
    const by = { kind: 'person', id: as<PersonId>('ann.lead') } as const;
    const reason = 'Wait';
    await append(db, `request/${parent}`, { type: 'suspend', id: commandId(), reason }, by);
    await finishChild(db);
    expect(await deliver(db)).toMatchObject({ waiting: 1 });
    await append(db, `request/${parent}`, { type: 'resume', id: commandId(), reason }, by);
    expect(await deliver(db)).toMatchObject({ waiting: 0 });
    expect(await getRequest(db, parent)).toMatchObject({ status: 'completed' });
  });

  it('goes with its parent when that is withdrawn; one not submitted yet is not submitted', async () => {
    const withdraw = { type: 'withdraw', reason: 'Not needed' } as const;
    const early = await spawned();
    await append(early, `request/${parent}`, { ...withdraw, id: commandId() }, max);
    await deliver(early);
    expect(await getRequest(early, child)).toBeUndefined();
    const late = await spawned();
    await deliver(late);
    await append(late, `request/${parent}`, { ...withdraw, id: commandId() }, max);
    expect(await deliver(late)).toMatchObject({ waiting: 0 });
    expect(await getRequest(late, child)).toMatchObject({ outcome: 'withdrawn' });
  });

  it('whose form would be refused is an incident of the parent, not a silent wait', async () => {
    const db = await spawned(100);
    expect(await getRequest(db, parent)).toMatchObject({
      status: 'suspended',
      incidents: [{ code: 'child_form', node: 'sub', seen: { fld_sum: 'At most 100.' } }],
    });
  });

  it('is delivered by one tab that stays open, and by the next when that closes', async () => {
    const db = await spawned();
    const stop = [startOutbox(db), startOutbox(new Database(db.name))];
    await soon(async () => expect(await getRequest(db, child)).toBeDefined());
    stop[0]?.();
    await finishChild(db);
    await soon(async () =>
      expect(await getRequest(db, parent)).toMatchObject({ status: 'completed' }),
    );
    stop[1]?.();
  });
});

/** Chromium's own Ed25519. */
const check: CheckSignature = async (key, signature, data) => {
  const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', imported, signature, data);
};

async function certified(): Promise<{ db: Database; id: RequestId; jws: string }> {
  const db = await publishedWorkspace();
  const { request } = await storeSample(db, 'hotfix');
  await deliver(db);
  return { db, id: request.id, jws: await tokenOf(db, request.id) };
}
async function tokenOf(db: Database, id: RequestId): Promise<string> {
  const events = (await entriesOf(db, `request/${id}`)).flatMap((each) => each.events);
  const found = events.flatMap((event) => (event.type === 'certified' ? [event.jws] : []));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}
const claimsOf = (jws: string): Claims =>
  JSON.parse(atob((jws.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as Claims;
async function asked(db: Database, jws: string, more: Partial<Asked> = {}): Promise<Asked> {
  const keys = readJwks(await exportJwks(db));
  if (!keys.ok) throw new Error(keys.says);
  const { artifacts, window, iat } = claimsOf(jws);
  const at = (window?.open[0]?.[0] ?? iat) * 1000;
  return { token: jws, keys: keys.file, artifact: artifacts[0]?.sha256 ?? '', at, ...more };
}

describe('an approval token made by the app', () => {
  it('says what the log says, and passes the verifier and an independent JOSE library', async () => {
    const { db, id, jws } = await certified();
    const question = await asked(db, jws);
    expect(await verifyToken(question, check)).toMatchObject({ ok: true });
    const { payload } = await jwtVerify(
      jws,
      createLocalJWKSet({ keys: question.keys.keys.map((key) => ({ ...key })) }),
      { typ: 'approval+jwt', currentDate: new Date(question.at) },
    );
    expect(payload).toMatchObject({ request: id, tier: 'low', iss: question.keys.issuer });
    const { signers, artifacts } = claimsOf(jws);
    expect(signers.map(({ gate, auth }) => `${gate} ${auth}`)).toEqual(
      expect.arrayContaining(['g1_technical none', 'g4_execution none']),
    );
    expect(artifacts).toHaveLength(1);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('is signed once, though it is asked for twice, at once and after a crash', async () => {
    const db = await publishedWorkspace();
    const { request } = await storeSample(db, 'hotfix');
    await Promise.all([deliver(db), deliver(new Database(db.name))]);
    const first = await tokenOf(db, request.id);
    await db.outbox.toCollection().modify({ done: 0 });
    await deliver(db);
    expect(await tokenOf(db, request.id)).toBe(first);
    expect((await getRequest(db, request.id))?.issued).toMatchObject([
      { certified: expect.any(Number) as number },
    ]);
  });

  it('of another workspace is refused', async () => {
    const { db, jws } = await certified();
    const other = await certified();
    const question = await asked(db, other.jws, {
      keys: (await asked(db, jws)).keys,
    });
    expect(await verifyToken(question, check)).toMatchObject({
      ok: false,
      says: expect.stringContaining('is not in the key set') as string,
    });
  });

  it('passes with the exported list, until it is revoked', async () => {
    const { db, id, jws } = await certified();
    // Some weeks later, the window being open.
    const at = (claimsOf(jws).window?.open.at(-1)?.[0] ?? 0) * 1000;
    setClock(at);
    const before = await asked(db, jws, { at, status: await exportStatusList(db) });
    expect(await verifyToken(before, check)).toMatchObject({ ok: true });
    const by = { kind: 'person', id: as<PersonId>('priya.raman') } as const;
    const revoke = { type: 'revoke', id: commandId(), reason: 'It leaks' } as const;
    expect(await append(db, `request/${id}`, revoke, by)).not.toHaveProperty('refused');
    const after = await asked(db, jws, { at, status: await exportStatusList(db) });
    expect(await verifyToken(after, check)).toMatchObject({
      ok: false,
      says: expect.stringMatching(/^The approval was revoked at/) as string,
    });
  });
});

describe('the workspace’s keys', () => {
  it('cannot be read out, and take turns: a token of the one before still passes', async () => {
    const { db, jws } = await certified();
    const [first] = await workspaceKeys(db);
    const row = await db.keys.get(first?.kid ?? '');
    expect(row?.key.extractable).toBe(false);
    await rotateKey(db, actor, { reason: 'Yearly' });
    const keys = await workspaceKeys(db);
    expect(keys).toMatchObject([{ until: keys[1]?.from, compromised: false }, { until: null }]);
    expect((await issuer(db)).kid).toBe(keys[1]?.kid);
    expect(await verifyToken(await asked(db, jws), check)).toMatchObject({ ok: true });
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('one that leaked leaves the key set, and what it signed is refused', async () => {
    const { db, jws } = await certified();
    await rotateKey(db, actor, { reason: 'Laptop stolen', compromised: true });
    expect(await verifyToken(await asked(db, jws), check)).toMatchObject({
      ok: false,
      says: expect.stringContaining('is not in the key set') as string,
    });
  });

  it('whose private half is not in this browser is replaced', async () => {
    const { db } = await certified();
    await db.keys.clear();
    const before = await workspaceKeys(db);
    await issuer(db);
    expect(await workspaceKeys(db)).toHaveLength(before.length + 1);
  });

  it('who made one, when and why stands in the workspace’s log', async () => {
    const { db } = await certified();
    await rotateKey(db, actor, { reason: 'Yearly' });
    const entries = await entriesOf(db, 'workspace');
    expect(entries.at(-1)?.entry.actor).toEqual({ id: actor.id, kind: 'person' });
    expect(entries.at(-1)?.events).toMatchObject([{ type: 'keyed', reason: 'Yearly' }]);
  });
});
