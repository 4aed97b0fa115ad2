/** The whole workspace as one zip, and back: everything in it is verified before anything is written. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { headerOf, lineOf } from '#engine/log/export.ts';
import type { Head } from '#engine/log/export.ts';
import { checkSeals } from '#engine/log/seals.ts';
import { readScenario } from '#formats/scenario.ts';
import type { ScenarioFile } from '#formats/scenario.ts';
import { canonical } from '#model/canonical.ts';
import type { Hex } from '#model/diagram.ts';
import { idSchema } from '#model/id.schema.ts';
import { sampleSchema } from '#model/sample.schema.ts';
import type { GroupId, HolidayListId, PersonId, SopId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import { readWhole } from './copy.ts';
import type { Copy } from './copy.ts';
import type { BacktestRow } from './backtest-row.ts';
import { backtestRowSchema } from './backtest-row.schema.ts';
import type { CommentRow, Database, SamplesRow, ScenarioRow, UpdateRow } from './database.ts';
import { privateOf } from './entries.ts';
import { allOwnSamples, putOwnSamples } from './own-samples.ts';
import type { OwnSamples } from './own-samples.ts';
import { checkSeal } from './person-keys.ts';
import { putCopy } from './rebuild.ts';
import type { LibraryNote } from './rebuild.ts';
import { mirrorOf } from './mirrors.ts';
import { readZip, zipped } from './zip.ts';
import type { ZipEntry, ZipSource } from './zip.ts';

const format = 'countersign-workspace/1';
const manifestName = 'manifest.json';
const logName = 'log.jsonl';
const versionsName = 'versions.jsonl';
const draftsName = 'drafts.jsonl';
const libraryName = 'library.json';
const parts = [logName, versionsName, draftsName, libraryName];
const evidenceName = /^evidence\/([0-9a-f]{64})$/;

/** Bytes taken in: of a text, which is read as one string, of a piece of evidence, and of all. */
const mostText = 400e6;
const mostEvidence = 500e6;
const mostOfAll = 4e9;

/** Entries read at once. */
const batch = 2_000;

interface Listed {
  readonly sha256: Hex;
  readonly size: number;
}

/** Everything of this workspace as a zip with a manifest of digests. Private keys are not in it: they leave no device. */
export async function exportWorkspace(db: Database): Promise<Blob> {
  const files: { [name: string]: Listed } = {};
  async function* all(): AsyncGenerator<ZipSource> {
    const { log, named } = await logOf(db);
    const texts: [string, Blob][] = [
      [logName, log],
      [versionsName, linesOf(await db.versions.toArray())],
      [draftsName, linesOf((await db.updates.orderBy('n').toArray()).map(draftLine))],
      [libraryName, new Blob([canonical(await libraryOf(db))])],
    ];
    for (const [name, content] of texts) {
      files[name] = await listed(content);
      yield { name, content, deflate: true };
    }
    const absent: Hex[] = [];
    for (const sha of named) {
      const row = await db.blobs.get(sha);
      if (row === undefined) absent.push(sha);
      else {
        const content = new Blob([new Uint8Array(row.bytes)]);
        files[`evidence/${sha}`] = { sha256: sha, size: content.size };
        yield { name: `evidence/${sha}`, content, deflate: false };
      }
    }
    const manifest = new Blob([canonical({ absent, files, format })]);
    yield { name: manifestName, content: manifest, deflate: true };
  }
  return zipped(all());
}

/** The log as it stands at one moment, in parts, for it may be longer than a string can be; and the evidence it names. */
async function logOf(db: Database): Promise<{ log: Blob; named: ReadonlySet<Hex> }> {
  const heads: { [stream: string]: Head } = {};
  const named = new Set<Hex>();
  const blocks: Blob[] = [];
  await db.transaction('r', [db.chain, db.entries, db.private], async () => {
    for (let last = 0; ;) {
      const rows = await db.chain.where('n').above(last).limit(batch).toArray();
      if (rows.length === 0) break;
      const keys = rows.map(({ stream, seq }): [typeof stream, number] => [stream, seq]);
      const entries = await db.entries.bulkGet(keys);
      const values = await db.private.bulkGet(keys);
      let text = '';
      for (const [i, row] of rows.entries()) {
        const entry = entries[i];
        if (entry === undefined)
          throw new Error(
            `Entry ${row.seq} of ${row.stream} is missing: look at the audit page before you export.`,
          );
        const kept = privateOf(values[i]);
        text += `${lineOf({ text: entry.text, hash: entry.hash, private: kept, n: row.n, chain: row.hash })}\n`;
        heads[row.stream] = { seq: row.seq, hash: entry.hash };
        // What was erased is no longer named: its content is gone on purpose.
        if (kept !== null) for (const sha of evidenceIn(entry.text)) named.add(sha);
        last = row.n;
      }
      blocks.push(new Blob([text]));
    }
  });
  return { log: new Blob([`${headerOf(heads)}\n`, ...blocks]), named };
}

const attachedSchema = z.object({
  events: z.array(
    z.object({ type: z.string(), sha256: z.string().optional(), url: z.unknown().optional() }),
  ),
});
/** Digests of the evidence that an entry attaches; none for a link: its digest is that of its address. */
function evidenceIn(text: string): readonly Hex[] {
  if (!text.includes('"type":"attached"')) return [];
  return attachedSchema
    .parse(JSON.parse(text))
    .events.flatMap(({ type, sha256: sha, url }) =>
      type === 'attached' && sha !== undefined && url === undefined ? [sha] : [],
    );
}

const linesOf = (rows: readonly unknown[]): Blob =>
  new Blob(rows.map((row) => `${typeof row === 'string' ? row : canonical(row)}\n`));

const draftLine = ({ sop, bytes }: UpdateRow): string => canonical({ bytes: toBase64(bytes), sop });

interface Library {
  readonly sops: readonly LibraryNote[];
  readonly samples: SamplesRow | null;
  readonly comments: readonly CommentRow[];
  /** Sample requests recorded here; absent: none were. */
  readonly runs?: readonly OwnSamples[];
  /** Those with a name; absent: there are none. */
  readonly backtests?: readonly BacktestRow[];
  readonly scenarios?: readonly ScenarioRow[];
}
async function libraryOf(db: Database): Promise<Library> {
  const sops = await db.sops.toArray();
  const runs = await allOwnSamples(db);
  const backtests = await db.backtests.toArray();
  const scenarios = await db.scenarios.toArray();
  return {
    ...(runs.length === 0 ? {} : { runs }),
    ...(backtests.length === 0 ? {} : { backtests }),
    ...(scenarios.length === 0 ? {} : { scenarios }),
    comments: await db.comments.toArray(),
    samples: (await db.meta.get('samples')) ?? null,
    sops: sops.map(({ id, title, deleted }) => ({
      ...(deleted === undefined ? {} : { deleted }),
      id,
      title,
    })),
  };
}

async function listed(content: Blob): Promise<Listed> {
  const hasher = sha256.create();
  const reader = content.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    hasher.update(next.value);
  return { sha256: bytesToHex(hasher.digest()), size: content.size };
}

/** What a zip holds, every part of it verified. */
interface Package {
  readonly copy: Copy;
  readonly library: Library;
  readonly drafts: readonly Omit<UpdateRow, 'n'>[];
  readonly evidence: readonly (Listed & { readonly entry: ZipEntry })[];
  /** Evidence that the log names and the workspace it came from did not have. */
  readonly absent: readonly Hex[];
}
type Bad = { readonly ok: false; readonly says: string };
export type ReadPackage = { readonly ok: true; readonly package: Package } | Bad;

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  absent: z.array(hex),
  files: z.record(z.string(), z.strictObject({ sha256: hex, size: z.int().nonnegative() })),
  format: z.string(),
});
const librarySchema: z.ZodType<Library> = z.strictObject({
  backtests: z.array(backtestRowSchema).exactOptional(),
  scenarios: z
    .array(
      z.strictObject({
        id: z.string(),
        sop: idSchema<SopId>(),
        name: z.string(),
        scenario: z.custom<ScenarioFile>((value) => readScenario(JSON.stringify(value) ?? '').ok),
        at: z.number(),
      }),
    )
    .exactOptional(),
  runs: z
    .array(z.strictObject({ sop: idSchema<SopId>(), runs: z.array(sampleSchema) }))
    .exactOptional(),
  sops: z.array(
    z.strictObject({
      id: idSchema<SopId>(),
      title: z.string(),
      deleted: z.number().exactOptional(),
    }),
  ),
  samples: z
    .strictObject({
      key: z.literal('samples'),
      people: z.array(idSchema<PersonId>()),
      groups: z.array(idSchema<GroupId>()),
      holidays: z.array(idSchema<HolidayListId>()),
    })
    .nullable(),
  comments: z.array(
    z.strictObject({
      id: z.string(),
      sop: idSchema<SopId>(),
      thread: z.string(),
      by: idSchema<PersonId>(),
      at: z.number(),
      text: z.string(),
      on: z
        .strictObject({
          table: z.enum(['nodes', 'flows', 'items']),
          id: z.string(),
          name: z.string(),
        })
        .exactOptional(),
      does: z.enum(['resolve', 'reopen']).exactOptional(),
    }),
  ),
});
const draftSchema = z.strictObject({ bytes: z.base64(), sop: idSchema<SopId>() });

const bad = (says: string): Bad => ({ ok: false, says });

/** Reads and verifies a whole zip, evidence too; writes nothing. Whatever the file is, the answer is a package or a sentence. */
export async function readPackage(file: Blob): Promise<ReadPackage> {
  try {
    return await read(file);
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error));
  }
}

async function read(file: Blob): Promise<ReadPackage> {
  const zip = await readZip(file, {
    allowed: (name) => name === manifestName || parts.includes(name) || evidenceName.test(name),
    most: (name) => (evidenceName.test(name) ? mostEvidence : mostText),
    mostOfAll,
  });
  if (!zip.ok) return zip;
  const { entries } = zip;
  const first = entries.get(manifestName);
  if (first === undefined)
    return bad('This zip is no workspace of Countersign: it has no manifest.');
  const manifest = manifestSchema.safeParse(jsonOf(textOf(await first.read())));
  if (!manifest.success) return bad('The manifest of this zip cannot be read.');
  const { files, absent } = manifest.data;
  if (manifest.data.format !== format)
    return bad(
      `This workspace has the format ${manifest.data.format.slice(0, 40)}; this version of Countersign reads ${format}.`,
    );
  for (const name of parts)
    if (!Object.hasOwn(files, name)) return bad(`The manifest does not name ${name}.`);
  for (const name of Object.keys(files))
    if (!entries.has(name)) return bad(`${name} is missing: this is only a part of a workspace.`);
  const contents = new Map<string, string>();
  const evidence: (Listed & { entry: ZipEntry })[] = [];
  for (const [name, entry] of entries) {
    if (name === manifestName) continue;
    const said = Object.hasOwn(files, name) ? files[name] : undefined;
    if (said === undefined) return bad(`${name} is not in the manifest.`);
    const bytes = await entry.read();
    const digest = bytesToHex(sha256(bytes));
    if (digest !== said.sha256 || bytes.length !== said.size)
      return bad(`${name} is not what the manifest says: the file was changed or damaged.`);
    const sha = evidenceName.exec(name)?.[1];
    if (sha === undefined) contents.set(name, textOf(bytes));
    else if (sha === digest) evidence.push({ ...said, entry });
    else return bad(`${name} does not have the content that its name says.`);
  }
  const copy = readWhole(contents.get(logName) ?? '', lines(contents.get(versionsName)));
  if (!copy.ok) return copy;
  const seals = await checkSeals(copy.copy.lines, checkSeal);
  if ('says' in seals) return bad(seals.says);
  const library = librarySchema.safeParse(jsonOf(contents.get(libraryName) ?? ''));
  if (!library.success) return bad(`${libraryName} cannot be read.`);
  const drafts: Omit<UpdateRow, 'n'>[] = [];
  for (const line of lines(contents.get(draftsName))) {
    const draft = draftSchema.safeParse(jsonOf(line));
    if (!draft.success) return bad('A draft in this zip cannot be read.');
    drafts.push({ sop: draft.data.sop, bytes: fromBase64(draft.data.bytes) });
  }
  const there = new Set([...evidence.map((each) => each.sha256), ...absent]);
  for (const { entry, record } of copy.copy.lines)
    if (record.private !== null)
      for (const sha of evidenceIn(record.text))
        if (!there.has(sha))
          return bad(
            `Evidence ${sha.slice(0, 12)}, which entry ${entry.seq} of ${entry.stream} names, is missing.`,
          );
  return {
    ok: true,
    package: { copy: copy.copy, library: library.data, drafts, evidence, absent },
  };
}

const lines = (text = ''): readonly string[] => text.split('\n').filter((line) => line !== '');
const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type Imported =
  | { readonly ok: true; readonly entries: number; readonly absent: readonly Hex[] }
  | {
      readonly ok: false;
      readonly refused: 'not_a_workspace' | 'not_empty';
      readonly says: string;
    };

/**
 * Takes in a workspace from a zip: into an empty one, or, where `replace` says so, in the place of all that is here.
 * All of it or nothing; what was here is gone then, so export it before.
 */
export async function importWorkspace(
  db: Database,
  file: Blob,
  { replace = false }: { readonly replace?: boolean } = {},
): Promise<Imported> {
  const found = await readPackage(file);
  if (!found.ok) return { ...found, refused: 'not_a_workspace' };
  if (!replace && (await db.chain.count()) > 0)
    return {
      ok: false,
      refused: 'not_empty',
      says: 'This workspace is not empty: two workspaces cannot be joined. Replace it, or leave it as it is.',
    };
  const { copy, library, drafts, evidence, absent } = found.package;
  const { sops, comments, samples, runs = [], backtests = [], scenarios = [] } = library;
  const added = await putEvidence(db, evidence);
  const asked = [db.backtests, db.scenarios];
  const aside = [db.updates, db.comments, db.meta, db.blobs, ...asked];
  try {
    await putCopy(db, copy, sops, aside, async () => {
      await Promise.all([db.updates, db.comments, db.meta, ...asked].map((each) => each.clear()));
      await db.updates.bulkAdd([...drafts]);
      await db.comments.bulkPut([...comments]);
      if (samples !== null) await db.meta.put(samples);
      await putOwnSamples(db, runs);
      await db.backtests.bulkPut([...backtests]);
      await db.scenarios.bulkPut([...scenarios]);
      const wanted = new Set(evidence.map((each) => each.sha256));
      const stale = await db.blobs.toCollection().primaryKeys();
      await db.blobs.bulkDelete(stale.filter((sha) => !wanted.has(sha)));
    });
  } catch (error) {
    await db.blobs.bulkDelete(added);
    throw error;
  }
  await mirrorOf(db)?.rewrite();
  return { ok: true, entries: copy.lines.length, absent };
}

/** Kept under their digest they disturb nothing, so they come before; answers with those that were not here. */
async function putEvidence(db: Database, evidence: Package['evidence']): Promise<Hex[]> {
  const added: Hex[] = [];
  try {
    for (const { sha256: sha, entry } of evidence) {
      if ((await db.blobs.where('sha256').equals(sha).count()) > 0) continue;
      await db.blobs.put({ sha256: sha, bytes: await entry.read() });
      added.push(sha);
    }
  } catch (error) {
    await db.blobs.bulkDelete(added);
    throw error;
  }
  return added;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8_000)
    text += String.fromCharCode(...bytes.subarray(i, i + 8_000));
  return btoa(text);
}
const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
