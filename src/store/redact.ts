/**
 * Redaction (METHODS.md §7): erases the private values of one entry, their salt, and every copy of them this device
 * keeps. Who did it, why and what is left is an entry of the workspace's chain, which still verifies and shows the gap.
 */
import { fold } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import type { Actor } from '#engine/command.ts';
import type { Entry, Private, Stream } from '#engine/log/entry.ts';
import { isCovered, isWithoutNonces, noncesIn, withoutNonces } from '#engine/log/nonces.ts';
import {
  openEvents,
  openSopEvents,
  openWorkspaceEvents,
  readEntry,
  stampOf,
} from '#engine/log/open.ts';
import { evolveSop, initialSop } from '#engine/sop/state.ts';
import type { SopState } from '#engine/sop/state.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import { decideRedact } from '#engine/workspace/redact.ts';
import type { Redact } from '#engine/workspace/redact.ts';
import type { Hex } from '#model/diagram.ts';
import { readClaims } from '#formats/token.ts';
import { emptyDirectory } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { RequestId, SopId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { Version } from '#model/version.ts';
import { leaves } from './append-request.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Refused } from './appending.ts';
import { compiledVersion } from './compiled.ts';
import { foldFormat } from './database.ts';
import type { Database } from './database.ts';
import { storedOf } from './entries.ts';
import { commandId, hash as digest } from './hash.ts';
import { keepRegistry } from './registry-rows.ts';

/** Erases what is private in an entry, for good; refused where there is nothing, or no reason. */
export function redact(
  db: Database,
  stream: Stream,
  seq: number,
  { reason }: { readonly reason: string },
  actor: Actor,
): Promise<Appended | Refused> {
  const command: Redact = { type: 'redact', id: commandId(), stream, seq, reason };
  return appendEntry(db, 'workspace', command, actor, () => load(db, command), [db.blobs]);
}

/** What a redaction would take away: shown before it is asked for. */
export interface Redactable {
  /** The private values as they stand now. */
  readonly values: Private['values'];
  /** Evidence that goes with it, and evidence that stays for another entry names it too. */
  readonly evidence: { readonly gone: readonly Hex[]; readonly stays: readonly Hex[] };
  /** Other entries that hold one of the same texts, or a token that does: each has to be erased by itself. */
  readonly alike: readonly { readonly stream: Stream; readonly seq: number }[];
  /** Entries with signatures over these values: their nonces go too, or, in an older format, all that is private in them. */
  readonly signed: Signed;
}

/** Null: nothing private, or it was erased before. */
export async function redactable(
  db: Database,
  stream: Stream,
  seq: number,
): Promise<Redactable | null> {
  const kept = await db.private.get([stream, seq]);
  const row = await db.entries.get([stream, seq]);
  if (kept === undefined || row === undefined) return null;
  const texts = new Set(kept.values.filter((value) => typeof value === 'string' && value !== ''));
  const alike: { stream: Stream; seq: number }[] = [];
  await db.private.each((other) => {
    if (other.stream === stream && other.seq === seq) return;
    if (other.values.some((value) => texts.has(value) || repeats(value, texts)))
      alike.push({ stream: other.stream, seq: other.seq });
  });
  return {
    values: kept.values,
    evidence: await evidenceOf(db, readEntry(row.text)),
    alike,
    signed: await signedOver(db, readEntry(row.text)),
  };
}

/** Shorter words stand in any token by chance. */
const telling = 4;
/** An approval token says again what was approved, and by whom. */
function repeats(value: Json, texts: ReadonlySet<Json>): boolean {
  const claims = typeof value === 'string' && value.startsWith('ey') ? readClaims(value) : null;
  if (claims === null) return false;
  const said = JSON.stringify(claims);
  return [...texts].some(
    (text) => typeof text === 'string' && text.length >= telling && said.includes(text),
  );
}

interface Signed {
  readonly nonces: readonly number[];
  readonly whole: readonly { readonly seq: number; readonly values: number }[];
}

/** Signatures of the stream that may rest on this entry's values, as far as their nonces are still there. */
async function signedOver(db: Database, erased: Entry): Promise<Signed> {
  const nonces: number[] = [];
  const whole: { seq: number; values: number }[] = [];
  if (isCovered(erased))
    for (const { entry, private: kept } of await storedOf(db, erased.stream)) {
      if (entry.seq <= erased.seq || kept === null || !entry.events.some(isSignature)) continue;
      if (noncesIn(entry).length === 0) whole.push({ seq: entry.seq, values: kept.values.length });
      else if (!isWithoutNonces(entry, kept)) nonces.push(entry.seq);
    }
  return { nonces, whole };
}
const isSignature = ({ type }: { readonly type: string }): boolean =>
  type === 'signed' || type === 'affirmed';

/** Content goes when no other entry that is not erased itself names it. */
async function evidenceOf(db: Database, entry: Entry): Promise<Redactable['evidence']> {
  const gone: Hex[] = [];
  const stays: Hex[] = [];
  for (const event of entry.events) {
    const { sha256 } = event;
    if (event.type !== 'attached' || typeof sha256 !== 'string') continue;
    if ((await db.blobs.where('sha256').equals(sha256).count()) === 0) continue;
    const others = await db.entries
      .filter(
        (row) =>
          row.text.includes(sha256) && (row.stream !== entry.stream || row.seq !== entry.seq),
      )
      .toArray();
    const naming = others.filter((row) =>
      readEntry(row.text).events.some(
        (each) => each.type === 'attached' && each['sha256'] === sha256,
      ),
    );
    const held = await db.private.bulkGet(naming.map((row) => [row.stream, row.seq]));
    (held.some((row) => row !== undefined) ? stays : gone).push(sha256);
  }
  return { gone, stays };
}

async function eraseNonces(db: Database, stream: Stream, seq: number): Promise<void> {
  const row = await db.entries.get([stream, seq]);
  const kept = await db.private.get([stream, seq]);
  if (row !== undefined && kept !== undefined)
    await db.private.put({ stream, seq, ...withoutNonces(readEntry(row.text), kept, digest) });
}

async function load(db: Database, command: Redact) {
  const { stream, seq } = command;
  const keyOf = (other: { readonly seq: number }): [Stream, number] => [stream, other.seq];
  const workspace = await db.directory.get('workspace');
  const row = await db.entries.get([stream, seq]);
  const kept = await db.private.get([stream, seq]);
  const entry = row === undefined ? null : readEntry(row.text);
  const { gone } = entry === null ? { gone: [] } : await evidenceOf(db, entry);
  const { nonces, whole } =
    entry === null ? { nonces: [], whole: [] } : await signedOver(db, entry);
  const context = {
    values: entry === null ? null : (kept?.values.length ?? 0),
    evidence: gone,
    isRecord: entry?.command.type === 'redact',
    nonces,
    whole,
  };
  return {
    last:
      workspace === undefined
        ? null
        : { seq: workspace.seq, hash: workspace.hash, at: workspace.at },
    decide: (): Decided | Refused => {
      const answer = decideRedact(command, context);
      if ('refused' in answer) return answer;
      return {
        events: answer.events,
        for: null,
        keep: async (record, hash) => {
          await db.private.bulkDelete([[stream, seq], ...whole.map(keyOf)]);
          for (const each of nonces) await eraseNonces(db, stream, each);
          await db.blobs.bulkDelete([...gone]);
          // The head moves with the record; the fold, where the erased entry was the workspace's own, is built below.
          const before = workspace?.fold ?? emptyDirectory;
          const directory = stream === 'workspace' ? await directoryOf(db) : before;
          await db.directory.put({
            id: 'workspace',
            fold: directory,
            seq: record.seq,
            hash,
            at: record.at,
          });
          if (stream.startsWith('sop/')) await scrubSop(db, as<SopId>(stream.slice(4)), entry);
          if (stream.startsWith('request/'))
            await scrubRequest(db, as<RequestId>(stream.slice('request/'.length)), entry);
        },
      };
    },
  };
}

/** The directory's fold from its log; the record of this redaction changes nothing in it. */
async function directoryOf(db: Database): Promise<Directory> {
  let directory = emptyDirectory;
  for (const { entry, private: kept } of await storedOf(db, 'workspace'))
    directory = openWorkspaceEvents(entry, kept).reduce(evolveWorkspace, directory);
  return directory;
}

/** The SOP's fold, and the reasons and notes of the version that the entry published. */
async function scrubSop(db: Database, id: SopId, erased: Entry | null): Promise<void> {
  let state: SopState = initialSop;
  for (const { entry, private: kept } of await storedOf(db, `sop/${id}`))
    for (const event of openSopEvents(entry, kept)) state = evolveSop(state, event, stampOf(entry));
  await db.sops.update(id, { fold: state });
  if (erased === null) return;
  for (const event of openSopEvents(erased, null)) {
    if (event.type !== 'published') continue;
    const { reason, approvals, accepted } = event;
    const version = await db.versions.get([id, event.number]);
    if (version !== undefined)
      await db.versions.put({ ...version, reason, approvals, accepted } satisfies Version);
  }
}

/** The request's fold, what the registry shows of it, and what waits in the outbox. */
async function scrubRequest(db: Database, id: RequestId, erased: Entry | null): Promise<void> {
  const row = await db.requests.get(id);
  if (row === undefined || erased === null) return;
  let request = initial;
  let then = initial;
  for (const { entry, private: kept } of await storedOf(db, `request/${id}`)) {
    request = fold(request, openEvents(entry, kept), stampOf(entry));
    if (entry.seq === erased.seq) then = request;
  }
  await db.requests.update(id, { fold: request, foldFormat });
  const compiled = await compiledVersion(db, row.version);
  if (compiled !== undefined) await keepRegistry(db, compiled, request);
  const out = openEvents(erased, null).filter((event) => leaves(event, then));
  const rows = await db.outbox
    .filter((each) => each.request === id && each.seq === erased.seq)
    .toArray();
  for (const [i, each] of rows.entries()) {
    const event = out[i];
    if (event !== undefined) await db.outbox.put({ ...each, event });
  }
}
