import { afterEach, describe, expect, it, vi } from 'vitest';
import { as } from '#model/ids.ts';
import type { PersonId, SopId } from '#model/ids.ts';
import {
  actor,
  lead,
  openWorkspace,
  publication,
  publishedWorkspace,
  sopId,
  storeSample,
  template,
} from '../../test/builders/store.ts';
import { append } from './append.ts';
import { Database } from './database.ts';
import { addToDirectory, readDirectory, setDirectory } from './directory.ts';
import { commandId } from './hash.ts';
import { newId } from './new-id.ts';
import { entriesOf } from './requests.ts';
import { hasSamples, installSamples, removeSamples } from './samples.ts';
import { compiledVersion } from './compiled.ts';
import { createSop, publish, retireSop } from './sop-life.ts';
import {
  deleteSop,
  effectiveVersion,
  getSop,
  getVersion,
  listSops,
  renameSop,
  restoreSop,
  versionsOf,
} from './sops.ts';
import { addUpdate, readUpdates, replaceUpdates } from './updates.ts';
import { verifyStored } from './verify.ts';

afterEach(() => vi.restoreAllMocks());
const ids = async (db: Database): Promise<SopId[]> => (await listSops(db)).map((row) => row.id);

describe('an SOP in the library', () => {
  it('is created, renamed, deleted, and deleted no more', async () => {
    const db = await openWorkspace();
    await createSop(db, { id: sopId, title: 'Draft', from: null, actor });
    expect(await getSop(db, sopId)).toMatchObject({ title: 'Draft', status: 'draft', from: null });
    await renameSop(db, sopId, 'Release');
    const kept = await deleteSop(db, sopId);
    expect(await ids(db)).toEqual([]);
    await restoreSop(db, kept);
    expect(await ids(db)).toEqual([sopId]);
    expect((await getSop(db, sopId))?.title).toBe('Release');
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('deleted in one tab and published in another, it stands in the library', async () => {
    const db = await openWorkspace();
    await createSop(db, { id: sopId, title: 'x', from: null, actor });
    await deleteSop(db, sopId);
    await publish(db, sopId, publication, actor);
    expect(await ids(db)).toEqual([sopId]);
  });

  it('once published it cannot be deleted, only retired; then it takes no requests', async () => {
    const db = await publishedWorkspace();
    await expect(deleteSop(db, sopId)).rejects.toThrow('retire it instead');
    expect(await retireSop(db, sopId, 'Replaced by another', actor)).not.toHaveProperty('refused');
    expect(await ids(db)).toEqual([]);
    expect(await listSops(db, { retired: true })).toHaveLength(1);
    expect(await effectiveVersion(db, sopId)).toBeUndefined();
    const submit = { type: 'submit', id: commandId(), request: 'r', sop: sopId, form: {} };
    expect(await append(db, 'request/r', submit as never, actor)).toMatchObject({
      refused: 'not_effective',
      says: 'This SOP is retired: it takes no new requests.',
    });
  });

  it('is published in numbered versions, which requests find by digest', async () => {
    const db = await publishedWorkspace();
    expect(await publish(db, sopId, publication, actor)).toMatchObject({ refused: 'unchanged' });
    const { control } = template.diagram;
    const changed = { ...template.diagram, control: { ...control, documentNo: 'X-2' } };
    const dates = { effectiveFrom: '2026-12-01', nextReview: '2027-06-01' };
    await publish(db, sopId, { ...publication, diagram: changed, ...dates }, actor);
    const versions = await versionsOf(db, sopId);
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(versions[1]).toMatchObject({
      publishedBy: lead,
      supersedes: versions[0]?.digest,
      ...dates,
    });
    expect(await effectiveVersion(db, sopId)).toEqual(versions[1]);
    const first = versions[0];
    expect(first && (await getVersion(db, first.digest))).toEqual(first);
    expect(first && (await compiledVersion(db, first.digest))?.diagram).toEqual(first?.diagram);
    // A copy that means the same has the same digest: each SOP finds its own version.
    const copy = as<SopId>('copy');
    await createSop(db, { id: copy, title: 'Copy', from: sopId, actor });
    await publish(db, copy, { ...publication, diagram: changed }, actor);
    expect((await effectiveVersion(db, copy))?.sop).toBe(copy);
    expect((await effectiveVersion(db, sopId))?.sop).toBe(sopId);
  });

  it('with errors, or warnings nobody accepted, is not published', async () => {
    const db = await openWorkspace();
    await createSop(db, { id: sopId, title: 'Draft', from: null, actor });
    const unsound = { ...template.diagram, assignments: {} };
    expect(await publish(db, sopId, { ...publication, diagram: unsound }, actor)).toMatchObject({
      refused: 'not_sound',
    });
    const warned = publication.accepted.length > 0;
    const answer = await publish(db, sopId, { ...publication, accepted: [] }, actor);
    expect('refused' in answer ? answer.refused : null).toBe(warned ? 'not_accepted' : null);
    expect(await versionsOf(db, sopId)).toHaveLength(warned ? 0 : 1);
  });

  it('keeps its draft’s updates in order', async () => {
    const db = await openWorkspace();
    for (const byte of [1, 2, 3]) await addUpdate(db, sopId, new Uint8Array([byte]));
    await addUpdate(db, as<SopId>('other'), new Uint8Array([9]));
    expect(await readUpdates(db, sopId)).toEqual([1, 2, 3].map((byte) => new Uint8Array([byte])));
    await replaceUpdates(db, sopId, new Uint8Array([7]));
    expect(await readUpdates(db, sopId)).toEqual([new Uint8Array([7])]);
  });
});

describe('the directory', () => {
  it('gets what is missing and keeps what it has', async () => {
    const db = new Database(`d-${newId('x')}`);
    const priya = as<PersonId>('priya.raman');
    await setDirectory(db, [
      { table: 'people', id: priya, row: { name: 'Priya R.', active: true } },
    ]);
    await addToDirectory(db, template.directory, template.holidays, actor);
    const directory = await readDirectory(db);
    expect(directory.people[priya]).toEqual({ name: 'Priya R.', active: true });
    expect(Object.keys(directory.groups).length).toBe(
      Object.keys(template.directory?.groups ?? {}).length,
    );
    expect(await addToDirectory(db, template.directory, template.holidays, actor)).toBeNull();
    expect(await entriesOf(db, 'workspace')).toHaveLength(2);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('a person with a past cannot be taken away', async () => {
    const db = await publishedWorkspace();
    const without = [
      ...Object.entries((await readDirectory(db)).groups).map(([id, row]) => ({
        table: 'groups' as const,
        id: id as never,
        row: { ...row, members: [] },
      })),
      { table: 'people' as const, id: lead, row: null },
    ];
    expect(await setDirectory(db, without, actor)).toMatchObject({ refused: 'has_acted' });
  });
});

describe('samples', () => {
  it('come and go in one entry each, and leave what people made', async () => {
    const db = new Database(`s-${newId('x')}`);
    const own = as<PersonId>('own.person');
    await setDirectory(db, [{ table: 'people', id: own, row: { name: 'Own', active: true } }]);
    const before = await readDirectory(db);
    expect(await hasSamples(db)).toBe(false);
    expect(await installSamples(db, template)).toBeNull();
    expect(await hasSamples(db)).toBe(true);
    expect(await installSamples(db, template)).toBeNull(); // nothing to add
    expect(await removeSamples(db)).toBeNull();
    expect(await readDirectory(db)).toEqual(before);
    expect(await hasSamples(db)).toBe(false);
    expect(await entriesOf(db, 'workspace')).toHaveLength(3);
  });

  it('who acted stays, inactive; a group with members of one’s own stays without samples', async () => {
    const db = await publishedWorkspace();
    await storeSample(db, 'flagship_a');
    const own = as<PersonId>('own.person');
    const { groups } = await readDirectory(db);
    const [key = '', group] = Object.entries(groups)[0] ?? [];
    if (group === undefined) throw new Error('no group');
    await setDirectory(db, [
      { table: 'people', id: own, row: { name: 'Own', active: true } },
      { table: 'groups', id: key as never, row: { ...group, members: [...group.members, own] } },
    ]);
    expect(await removeSamples(db, actor)).toBeNull();
    const after = await readDirectory(db);
    expect(after.people[lead]).toMatchObject({ active: false });
    expect(after.people[as<PersonId>('bjorn.dahl')]).toBeUndefined();
    expect(Object.values(after.groups)).toEqual([{ ...group, members: [own] }]);
    // Added again, they act again.
    expect(await installSamples(db, template, actor)).toBeNull();
    expect((await readDirectory(db)).people[lead]).toMatchObject({ active: true });
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });
});

it('new ids carry their prefix and differ', () => {
  const made = new Set(Array.from({ length: 2_000 }, () => newId('n')));
  expect(made.size).toBe(2_000);
  for (const id of made) expect(id).toMatch(/^n_[0-9a-z]{8}$/);
});
