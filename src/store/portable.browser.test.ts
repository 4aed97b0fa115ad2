import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { as } from '#model/ids.ts';
import type { EvidenceId, PersonId, RequestId } from '#model/ids.ts';
import {
  freshName,
  publication,
  publishedWorkspace,
  samples,
  sopId,
} from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import { putBlob } from './blobs.ts';
import { Database } from './database.ts';
import { commandId, hash } from './hash.ts';
import { exportWorkspace, importWorkspace, readPackage } from './portable.ts';
import { redact } from './redact.ts';
import { addUpdate, readUpdates } from './updates.ts';
import { exportStored, verifyStored } from './verify.ts';
import { readZip, zipped } from './zip.ts';
import type { ZipSource } from './zip.ts';

const id = as<RequestId>('r1');
const stream = `request/${id}` as const;
const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;

let source: Database;
let zip: Blob;
/** The files of the good zip, to make bad ones of. */
let files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

const anything = { allowed: () => true, most: () => 1e9, mostOfAll: 1e9 };
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

function empty(): Database {
  const db = new Database(freshName());
  onTestFinished(() => db.close());
  return db;
}

beforeAll(async () => {
  source = await publishedWorkspace();
  const form = samples.find((sample) => sample.id === 'flagship_a')?.form ?? {};
  const send = async (command: Parameters<typeof append>[2]): Promise<void> => {
    const answer = await append(source, stream, command, requester);
    if (isRefused(answer)) throw new Error(answer.says);
  };
  await send({ type: 'submit', id: commandId(), request: id, sop: sopId, form });
  const blob = await putBlob(source, bytesOf('the evidence'));
  const [evidence] = Object.keys(publication.diagram.evidence);
  await send({
    type: 'attach',
    id: commandId(),
    evidence: as<EvidenceId>(evidence ?? ''),
    name: '../../etc/passwd.html',
    ...blob,
  });
  await addUpdate(source, sopId, new Uint8Array([1, 2, 255]));
  await source.sops.update(sopId, { title: 'Renamed draft' });
  zip = await exportWorkspace(source);
  const read = await readZip(zip, anything);
  if (!read.ok) throw new Error(read.says);
  files = new Map(
    await Promise.all(
      [...read.entries].map(async ([name, entry]) => [name, await entry.read()] as const),
    ),
  );
});

async function* from(
  all: Iterable<readonly [string, Uint8Array<ArrayBuffer>]>,
): AsyncGenerator<ZipSource> {
  for (const [name, bytes] of all) yield { name, content: new Blob([bytes]), deflate: true };
}
/** The good zip with some files replaced (null: left out); the manifest follows, unless it is among them. */
async function changed(by: { readonly [name: string]: string | null }): Promise<Blob> {
  const all = new Map(files);
  for (const [name, text] of Object.entries(by))
    if (text === null) all.delete(name);
    else all.set(name, bytesOf(text));
  if (by['manifest.json'] === undefined) {
    const manifest = JSON.parse(textOf(files.get('manifest.json')));
    for (const [name, text] of Object.entries(by)) {
      if (text === null) delete manifest.files[name];
      else manifest.files[name] = { sha256: hash(text), size: bytesOf(text).length };
    }
    all.set('manifest.json', bytesOf(JSON.stringify(manifest)));
  }
  return zipped(from(all));
}
const log = (): string => textOf(files.get('log.jsonl'));
async function saysOf(file: Blob): Promise<string> {
  const read = await readPackage(file);
  return read.ok ? 'taken' : read.says;
}

describe('a workspace as a zip', () => {
  it('comes back the same in an empty workspace: log, folds, lists, drafts, evidence', async () => {
    const db = empty();
    expect(await importWorkspace(db, zip)).toMatchObject({ ok: true, absent: [] });
    expect(await exportStored(db)).toBe(await exportStored(source));
    expect(await verifyStored(db)).toMatchObject({ ok: true });
    for (const table of ['requests', 'inbox', 'timers', 'directory', 'versions', 'sops', 'blobs'])
      expect([table, await db.table(table).toArray()]).toEqual([
        table,
        await source.table(table).toArray(),
      ]);
    expect(await readUpdates(db, sopId)).toEqual(await readUpdates(source, sopId));
    const comment = { type: 'comment', id: commandId(), text: 'and on' } as const;
    expect(isRefused(await append(db, stream, comment, requester))).toBe(false);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('is byte for byte the same when nothing changed', async () => {
    const again = new Uint8Array(await (await exportWorkspace(source)).arrayBuffer());
    expect(again).toEqual(new Uint8Array(await zip.arrayBuffer()));
  });

  it('takes the place of another only when told to, and leaves nothing of it', async () => {
    const db = await publishedWorkspace();
    await putBlob(db, bytesOf('of the old one'));
    const before = await exportStored(db);
    expect(await importWorkspace(db, zip)).toMatchObject({ ok: false, refused: 'not_empty' });
    expect(await exportStored(db)).toBe(before);
    expect(await importWorkspace(db, zip, { replace: true })).toMatchObject({ ok: true });
    expect(await exportStored(db)).toBe(await exportStored(source));
    expect(await db.blobs.count()).toBe(1);
  });

  it('carries a redaction: what was erased is in no part of it', async () => {
    const db = empty();
    await importWorkspace(db, zip);
    await redact(db, stream, 1, { reason: 'Art. 17' }, requester);
    const after = await exportWorkspace(db);
    const all = await readZip(after, anything);
    expect(all.ok && [...all.entries.keys()].some((name) => name.startsWith('evidence/'))).toBe(
      false,
    );
    const third = empty();
    expect(await importWorkspace(third, after)).toMatchObject({ ok: true });
    expect(await verifyStored(third)).toMatchObject({ ok: true, redacted: [{ stream, seq: 1 }] });
  });
});

describe('a hostile or half file is refused with a sentence, and nothing is written', () => {
  const cases: [string, () => Promise<Blob> | Blob, RegExp][] = [
    ['no zip', () => new Blob(['hello']), /no zip file/],
    ['nothing', () => new Blob([]), /no zip file/],
    ['half of it', () => zip.slice(0, Math.floor(zip.size / 2)), /part of one/],
    ['a byte short', () => zip.slice(0, zip.size - 1), /part of one/],
    ['something behind it', () => new Blob([zip, 'x']), /end is missing/],
    ['something before it', () => new Blob(['x', zip]), /does not fit the file/],
    ['a name that climbs out', () => changed({ '../log.jsonl': 'x' }), /does not belong there/],
    ['an absolute name', () => changed({ '/etc/passwd': 'x' }), /does not belong there/],
    ['a drive', () => changed({ 'C:\\x': 'x' }), /does not belong there/],
    ['a hidden climb', () => changed({ 'evidence/../log.jsonl': 'x' }), /does not belong there/],
    ['no manifest', () => changed({ 'manifest.json': null }), /no manifest/],
    ['a manifest that is none', () => changed({ 'manifest.json': '[]' }), /cannot be read/],
    ['no log', () => changed({ 'log.jsonl': null }), /does not name log.jsonl/],
    ['an empty log', () => changed({ 'log.jsonl': '' }), /empty/],
    ['a changed log', () => changed({ 'log.jsonl': log().replace('"seq":1', '"seq":2') }), /Entry/],
    [
      'a log cut short',
      () => changed({ 'log.jsonl': log().split('\n').slice(0, 3).join('\n') }),
      /is missing|removed/,
    ],
    ['no version', () => changed({ 'versions.jsonl': '' }), /names, is missing/],
    [
      'another diagram as the version',
      () =>
        changed({
          'versions.jsonl': textOf(files.get('versions.jsonl')).replace('Gate', 'Gaet'),
        }),
      /not the one that was published/,
    ],
    [
      'evidence left out',
      () =>
        changed({ [[...files.keys()].find((name) => name.startsWith('evidence/')) ?? '']: null }),
      /Evidence .* is missing/,
    ],
    ['evidence under another digest', () => changed({ [`evidence/${hash('a')}`]: 'b' }), /content/],
    ['drafts that are none', () => changed({ 'drafts.jsonl': '{"sop":1}\n' }), /draft/],
    ['a library that is none', () => changed({ 'library.json': '{}' }), /library.json/],
    [
      'a file that the manifest has another digest of',
      () =>
        changed({
          'library.json': '{}',
          'manifest.json': textOf(files.get('manifest.json')),
        }),
      /not what the manifest says/,
    ],
    [
      'a name twice',
      async () => {
        const twice = [...files, ['log.jsonl', bytesOf('x')] as const];
        return zipped(from(twice));
      },
      /twice/,
    ],
    [
      'a size that lies',
      async () => patched('log.jsonl', 24, 5),
      /more than it says|twice|damaged|less than it says|two sizes/,
    ],
    ['a bomb', async () => patched('log.jsonl', 24, 399_000_000), /zip bomb/],
    ['a giant', async () => patched('log.jsonl', 24, 401_000_000), /larger than is taken in/],
    ['encrypted', async () => patched('log.jsonl', 8, 0x801, 2), /encrypted/],
    ['data somewhere else', async () => patched('log.jsonl', 42, 7), /does not stand where/],
  ];
  it.each(cases)('%s', async (_, make, says) => {
    const file = await make();
    expect(await saysOf(file)).toMatch(says);
    const db = empty();
    expect(await importWorkspace(db, file)).toMatchObject({ ok: false });
    for (const table of db.tables)
      expect([table.name, await table.count()]).toEqual([table.name, 0]);
  });

  it('a name twice but for its case', async () => {
    const twice = await zipped(from([...files, ['LOG.JSONL', bytesOf('x')]]));
    expect(await readZip(twice, anything)).toMatchObject({
      ok: false,
      says: expect.stringMatching(/twice/),
    });
  });

  it('any byte changed is noticed or changes nothing', async () => {
    const good = new Uint8Array(await zip.arrayBuffer());
    const head = {
      n: await source.chain.count(),
      chain: (await source.chain.orderBy('n').last())?.hash,
    };
    for (let i = 0; i < 60; i += 1) {
      const at = Math.floor((i / 60) * good.length);
      const bytes = good.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8));
      const read = await readPackage(new Blob([bytes]));
      expect(read.ok ? read.package.copy.head : head).toEqual(head);
    }
  });
});

/** The good zip with a number of the list's row of a file overwritten. */
async function patched(name: string, offset: number, value: number, size = 4): Promise<Blob> {
  const bytes = new Uint8Array(await zip.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const list = view.getUint32(bytes.length - 6, true);
  for (let at = list; at < bytes.length - 22;) {
    const length = view.getUint16(at + 28, true);
    if (textOf(bytes.subarray(at + 46, at + 46 + length)) === name) {
      if (size === 4) view.setUint32(at + offset, value, true);
      else view.setUint16(at + offset, value, true);
    }
    at += 46 + length;
  }
  return new Blob([bytes]);
}
