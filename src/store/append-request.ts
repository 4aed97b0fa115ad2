/** Commands to a running request: engine's `decide` and `fold` around the append, and the copies that lists read. */
import type { Actor, Command } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import { decide, isRefusal } from '#engine/decide.ts';
import { fold } from '#engine/evolve.ts';
import type { HoldsSeal } from '#engine/context.ts';
import type { Event } from '#engine/event.ts';
import { initial } from '#engine/initial.ts';
import type { Entry } from '#engine/log/entry.ts';
import { stampOf } from '#engine/log/open.ts';
import { sealText } from '#engine/people/sealing.ts';
import type { Request } from '#engine/request.ts';
import type { Hex } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { Digest, RequestId, SopId } from '#model/ids.ts';
import { isSampleRequest } from '#simulate/history/sample-request.ts';
import { appendEntry } from './appending.ts';
import type { Appended, Decided, Loaded, Refused } from './appending.ts';
import { childVersions, compiledVersion } from './compiled.ts';
import { countStatus } from './counters.ts';
import type { ChainRow, Database, InboxRow } from './database.ts';
import { hash } from './hash.ts';
import { inboxRows, inboxRowsOf, keepInbox } from './inbox-rows.ts';
import { directoryAt } from './known-directory.ts';
import { numberNew } from './numbers.ts';
import { sealChecked } from './person-keys.ts';
import { currentFold } from './refold.ts';
import { keepRegistry } from './registry-rows.ts';
import { requestRow, timerRow } from './request-rows.ts';

/** @param pin the version a child request is submitted to; of any other the SOP's effective one */
export async function appendToRequest(
  db: Database,
  id: RequestId,
  command: Command,
  actor: Actor,
  pin?: Digest,
): Promise<Appended | Refused> {
  if (command.type === 'submit' && command.request !== id)
    throw new Error(`Request ${command.request} cannot be submitted to the stream of ${id}.`);
  const seals = await sealsOf(db, command, actor);
  return appendEntry(db, `request/${id}`, command, actor, (top) =>
    load(db, id, command, actor, { pin, seals, top }),
  );
}

/** Checked before the transaction, which cannot wait for WebCrypto. */
function sealsOf(db: Database, command: Command, actor: Actor): HoldsSeal | Promise<HoldsSeal> {
  const seal = command.type === 'sign' || command.type === 'affirm' ? command.seal : undefined;
  if (seal === undefined || actor.kind !== 'person') return noSeal;
  return sealChecked(db, actor.id, seal, sealText(seal.content));
}
const noSeal: HoldsSeal = () => false;

async function load(
  db: Database,
  id: RequestId,
  command: Command,
  actor: Actor,
  {
    pin,
    seals,
    top,
  }: {
    readonly pin: Digest | undefined;
    readonly seals: HoldsSeal;
    readonly top: PromiseLike<ChainRow | undefined>;
  },
): Promise<Loaded> {
  const [row, directory, inbox] = await Promise.all([
    db.requests.get(id),
    directoryAt(db, top),
    inboxRowsOf(db, id),
  ]);
  const request = row === undefined ? initial : await currentFold(db, row);
  const compiled = await pinned(db, row?.version ?? pin ?? null, command);
  const last = row === undefined ? null : { seq: row.seq, hash: row.hash, at: request.at };
  if ('refused' in compiled) return { last, decide: () => compiled };
  const version = await childVersions(db, compiled);
  const target = command.type === 'migrate' ? await versionOf(db, request.sop, command.to) : null;
  return {
    last,
    decide: (now, zone): Decided | Refused => {
      const known = { now, zone, actor, directory, hash, version, seals };
      const context = target === null ? known : { ...known, target };
      const decision = decide(compiled, request, command, context);
      if (isRefusal(decision)) return decision;
      return {
        events: decision.events,
        for: decision.for,
        ...(compiled.digest === 'draft' ? {} : { version: compiled.digest }),
        keep: (entry, entryHash) =>
          keep(db, {
            before: request,
            after: fold(request, decision.events, stampOf(entry)),
            events: decision.events,
            entry,
            hash: entryHash,
            // A migration is kept as the version it goes to reads it.
            compiled: target ?? compiled,
            directory,
            inbox,
          }),
      };
    },
  };
}

/** A version of this SOP, or null. */
async function versionOf(db: Database, sop: SopId, digest: Digest): Promise<Compiled | null> {
  const rows = await db.versions.where('digest').equals(digest).toArray();
  if (!rows.some((row) => row.sop === sop)) return null;
  return (await compiledVersion(db, digest)) ?? null;
}

/** The version a request is pinned to; a new one gets the SOP's effective version. */
async function pinned(
  db: Database,
  version: Request['version'] | null,
  command: Command,
): Promise<Compiled | Refused> {
  if (version === null && command.type !== 'submit')
    return { refused: 'not_running', says: 'There is no such request on this device.' };
  const sop = command.type === 'submit' ? await db.sops.get(command.sop) : undefined;
  const digest = version ?? sop?.effective ?? null;
  if (digest === null)
    return {
      refused: 'not_effective',
      says:
        sop?.status === 'obsolete'
          ? 'This SOP is retired: it takes no new requests.'
          : 'This SOP has no effective version yet. Publish it first.',
    };
  const compiled = await compiledVersion(db, digest);
  return compiled ?? { refused: 'not_effective', says: 'Its version is not on this device.' };
}

interface Kept {
  readonly before: Request;
  readonly after: Request;
  readonly events: readonly Event[];
  readonly entry: Entry;
  readonly hash: Hex;
  readonly compiled: Compiled;
  readonly directory: Directory;
  /** The request's rows as they stand. */
  readonly inbox: readonly InboxRow[];
}

/** None waits for another: each round trip to the database costs a tenth of the whole command. */
async function keep(db: Database, kept: Kept): Promise<void> {
  const { before, after, compiled, directory, entry } = kept;
  const out = kept.events.filter((event) => leaves(event, after));
  await Promise.all([
    db.requests.put(requestRow(after, entry, kept.hash)),
    before.status === 'new' && numberNew(db, [after.id]),
    keepInbox(db, kept.inbox, inboxRows(compiled, after, directory)),
    keepRegistry(db, compiled, after, before),
    keepTimer(db, before, after),
    countStatus(db, before, after),
    out.length > 0 &&
      db.outbox.bulkAdd(
        out.map((event) => ({
          request: after.id,
          seq: entry.seq,
          event,
          // A notification is read where it stands: nobody has to carry it anywhere.
          done: event.type === 'notified' ? (1 as const) : (0 as const),
        })),
      ),
  ]);
}

async function keepTimer(db: Database, before: Request, after: Request): Promise<void> {
  const row = timerRow(after);
  if (row !== null) await db.timers.put(row);
  else if (timerRow(before) !== null) await db.timers.delete(after.id);
}

/** What the world is to be told: notifications, tokens to issue (never for a made-up request), child requests and their going, a child's end to its parent. */
export const leaves = (event: Event, request: Request): boolean =>
  event.type === 'notified' ||
  (event.type === 'issued' && !isSampleRequest(request.id)) ||
  event.type === 'spawned' ||
  (event.type === 'cancelled' && event.tokens.length > 0) ||
  (event.type === 'completed' && request.parent !== null);
