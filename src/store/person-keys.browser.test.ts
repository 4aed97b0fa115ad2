import { describe, expect, it } from 'vitest';
import { decide, isRefusal } from '#engine/decide.ts';
import type { Entry } from '#engine/log/entry.ts';
import type { Command } from '#engine/command.ts';
import { verifySealedLog } from '#engine/log/seals.ts';
import { sealText } from '#engine/people/sealing.ts';
import { evolveWorkspace } from '#engine/workspace/decide.ts';
import type { WorkspaceEvent } from '#engine/workspace/event.ts';
import { readClaims } from '#formats/token.ts';
import { keyOf } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import {
  freshName,
  lead,
  playedSample,
  publishedWorkspace,
  setClock,
  sopId,
  unique,
} from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import type { Appended, Refused } from './append.ts';
import { compiledVersion } from './compiled.ts';
import { appendEntry } from './appending.ts';
import { Database } from './database.ts';
import { readDirectory } from './directory.ts';
import { commandId, hash } from './hash.ts';
import { deliver } from './outbox.ts';
import { checkSeal, endPersonKey, sealWith, setPersonKey } from './person-keys.ts';
import { exportWorkspace, importWorkspace } from './portable.ts';
import { entriesOf, getRequest } from './requests.ts';
import { effectiveVersion } from './sops.ts';
import { exportStored, verifyStored } from './verify.ts';

const passphrase = 'correct horse battery';
const other = 'eleven purple giraffes';
const actor = { kind: 'person', id: lead } as const;
const bytes = (of: Uint8Array): string => [...of].join(',');
function done(answer: Appended | Refused): Appended {
  if (isRefused(answer)) throw new Error(answer.says);
  return answer;
}
const stream = 'request/sample/hotfix' as const;
const request = as<Parameters<typeof getRequest>[1]>('sample/hotfix');

/** The command with the seal of its signer, over what the page would show; as it is where they have no key. */
async function sealed(db: Database, command: Command, by: PersonId): Promise<Command> {
  const directory = await readDirectory(db);
  const version = await effectiveVersion(db, sopId);
  const compiled = version && (await compiledVersion(db, version.digest));
  const state = await getRequest(db, request);
  if (compiled === undefined || state === undefined) throw new Error('Nothing runs.');
  if ((command.type !== 'sign' && command.type !== 'affirm') || keyOf(directory, by) === null)
    return command;
  const answer = decide(compiled, state, command, {
    now: Date.now(),
    zone: 'UTC',
    actor: { kind: 'person', id: by },
    directory,
    hash,
    version: () => undefined,
  });
  if (isRefusal(answer)) throw new Error(answer.says);
  const content = answer.events.flatMap((event) =>
    event.type === 'signed' || event.type === 'affirmed' ? [event.content ?? ''] : [],
  )[0];
  const seal = await sealWith(db, by, passphrase, sealText(content ?? ''));
  if ('refused' in seal) throw new Error(seal.says);
  return { ...command, seal: { ...seal, content: content ?? '' } };
}

/** Plays the hotfix, everybody who signs in it with a key of their own; null: nobody has one. */
async function hotfix(db: Database, ...keyed: PersonId[]): Promise<void> {
  for (const person of keyed) done(await setPersonKey(db, person, passphrase));
  const played = await playedSample(db, 'hotfix');
  for (const { command, actor: by, at } of played.steps) {
    setClock(at);
    const sent =
      command.type !== 'submit' && by.kind === 'person'
        ? await sealed(db, command, by.id)
        : command;
    done(await append(db, stream, unique(sent, 'hotfix'), by));
  }
}
async function signers(db: Database): Promise<readonly PersonId[]> {
  const played = await playedSample(db, 'hotfix');
  const people = played.steps.flatMap(({ command, actor: by }) =>
    command.type === 'sign' && by.kind === 'person' ? [by.id] : [],
  );
  return [...new Set(people)];
}

/** Writes, past every check, that a new key was confirmed by the one before. */
async function forge(db: Database, person: PersonId): Promise<void> {
  const row = await db.directory.get('workspace');
  if (row === undefined) throw new Error('There is no directory.');
  const before = keyOf(row.fold, person)?.kid ?? '';
  const event: Extract<WorkspaceEvent, { readonly type: 'personKeyed' }> = {
    at: 1,
    compromised: false,
    key: { kid: 'z'.repeat(43), x: 'z'.repeat(43) },
    person,
    reason: 'Mine now',
    seal: { alg: 'EdDSA', kid: before, value: 'A'.repeat(86) },
    type: 'personKeyed',
  };
  const command = { type: 'setPersonKey', id: commandId() };
  const load = async () => ({
    last: { seq: row.seq, hash: row.hash, at: row.at },
    decide: () => ({
      events: [event],
      for: null,
      keep: async (entry: Entry, entryHash: string) => {
        const fold = evolveWorkspace(row.fold, event);
        const { seq, at } = entry;
        await db.directory.put({ id: 'workspace', fold, seq, hash: entryHash, at });
      },
    }),
  });
  done(await appendEntry(db, 'workspace', command, actor, load));
}

describe('a person’s signing key', () => {
  it('locks with the passphrase, and opens with it alone; only its public half is written', async () => {
    const db = await publishedWorkspace();
    const { entry } = done(await setPersonKey(db, lead, passphrase));
    const key = keyOf(await readDirectory(db), lead);
    expect(entry).toMatchObject({ stream: 'workspace', actor, events: [{ type: 'personKeyed' }] });
    const seal = await sealWith(db, lead, passphrase, 'text');
    if ('refused' in seal) throw new Error(seal.says);
    expect(await checkSeal(key?.x ?? '', 'text', seal.value)).toBe(true);
    expect(await checkSeal(key?.x ?? '', 'other', seal.value)).toBe(false);
    expect(await sealWith(db, lead, other, 'text')).toMatchObject({ refused: 'wrong_passphrase' });
    const [row] = await db.personKeys.toArray();
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'iv',
      'kid',
      'locked',
      'person',
      'rounds',
      'salt',
    ]);
    // In no export: neither the private half, nor what it is locked by.
    const zip = new Uint8Array(await (await exportWorkspace(db)).arrayBuffer());
    expect(bytes(zip)).not.toContain(bytes(row?.locked ?? new Uint8Array()));
    expect(await exportStored(db)).not.toContain(passphrase);
  });

  it('is refused with a short passphrase, and replaced with the one before or on record without it', async () => {
    const db = await publishedWorkspace();
    expect(await setPersonKey(db, lead, 'short')).toMatchObject({ refused: 'malformed' });
    done(await setPersonKey(db, lead, passphrase));
    const reason = 'New laptop';
    const wrong = await setPersonKey(db, lead, other, { reason, before: other });
    expect(wrong).toMatchObject({ refused: 'wrong_passphrase' });
    const confirmed = done(await setPersonKey(db, lead, other, { reason, before: passphrase }));
    expect(confirmed.entry.events[0]).toHaveProperty('seal');
    const forgotten = done(await setPersonKey(db, lead, passphrase, { reason: 'Forgotten' }));
    expect(forgotten.entry.events[0]).not.toHaveProperty('seal');
    expect(await db.personKeys.count()).toBe(1);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
    done(await endPersonKey(db, lead, actor, { reason: 'Leaves' }));
    expect(keyOf(await readDirectory(db), lead)).toBeNull();
    expect(await db.personKeys.count()).toBe(0);
  });
});

describe('signatures with a key', () => {
  it('stand in the log, the token and an export, and verify by the key of then after it was replaced', async () => {
    const db = await publishedWorkspace();
    const all = await signers(db);
    await hotfix(db, ...all);
    for (const person of all) done(await setPersonKey(db, person, other, { reason: 'Forgotten' }));
    const signed = (await entriesOf(db, stream)).flatMap(({ events }) =>
      events.filter((event) => event.type === 'signed'),
    );
    expect(signed.length).toBeGreaterThan(1);
    for (const { identity, seal } of signed) {
      expect(identity.auth).toBe('passphrase');
      expect(seal?.value).toMatch(/^[\w-]{86}$/);
    }
    const seals = { sealed: signed.length, unsealed: 0, leaked: 0, unchecked: 0 };
    expect(await verifyStored(db)).toMatchObject({ ok: true, seals });
    expect(await verifyStored(db, stream)).toMatchObject({ ok: true, seals });
    expect(await verifySealedLog(await exportStored(db), hash, checkSeal)).toMatchObject({ seals });
    const alone = await verifySealedLog(await exportStored(db, stream), hash, checkSeal);
    expect(alone).toMatchObject({ ok: true, seals: { sealed: 0, unchecked: signed.length } });
    await deliver(db);
    const certified = (await entriesOf(db, stream)).flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'certified' ? [event.jws] : [])),
    );
    const claims = readClaims(certified[0]);
    expect(new Set(claims?.signers.map(({ auth }) => auth))).toEqual(new Set(['passphrase']));
  });

  it('are refused without the seal, and with that of another text; nothing is written', async () => {
    const db = await publishedWorkspace();
    const [first = lead] = await signers(db);
    done(await setPersonKey(db, first, passphrase));
    const played = await playedSample(db, 'hotfix');
    for (const { command, actor: by, at } of played.steps) {
      setClock(at);
      const own = unique(command, 'hotfix');
      if (own.type !== 'sign' || by.kind !== 'person' || by.id !== first) {
        done(await append(db, stream, own, by));
        continue;
      }
      const before = await db.entries.count();
      const without = await append(db, stream, own, by);
      expect(without).toMatchObject({ refused: 'passphrase_needed' });
      const right = await sealed(db, own, first);
      if (right.type !== 'sign' || right.seal === undefined) throw new Error('No seal was made.');
      const value = await sealWith(db, first, passphrase, sealText('0'.repeat(64)));
      if ('refused' in value) throw new Error(value.says);
      const forged = { ...right, seal: { ...right.seal, value: value.value } };
      expect(await append(db, stream, forged, by)).toMatchObject({ refused: 'seal_wrong' });
      expect(await db.entries.count()).toBe(before);
      done(await append(db, stream, right, by));
      break;
    }
    expect(await verifyStored(db)).toMatchObject({ ok: true, seals: { sealed: 1 } });
  });

  it('are checked again where the workspace goes; the private half does not go along', async () => {
    const db = await publishedWorkspace();
    const all = await signers(db);
    await hotfix(db, ...all);
    const [first = lead] = all;
    const there = new Database(freshName());
    expect(await importWorkspace(there, await exportWorkspace(db))).toMatchObject({ ok: true });
    expect(await verifyStored(there)).toMatchObject({ ok: true, seals: { unsealed: 0 } });
    expect(await there.personKeys.count()).toBe(0);
    const says = expect.stringContaining('not in this browser');
    expect(await sealWith(there, first, passphrase, 'text')).toMatchObject({ says });
    const reason = 'Another browser';
    done(await setPersonKey(there, first, other, { reason }));
    expect(await sealWith(there, first, other, 'text')).toHaveProperty('value');

    await forge(db, first);
    const forged = { ok: false, stream: 'workspace', what: 'forged' };
    expect(await verifyStored(db)).toMatchObject(forged);
    expect(
      await importWorkspace(new Database(freshName()), await exportWorkspace(db)),
    ).toMatchObject({
      ok: false,
      says: expect.stringMatching(/was forged: its seal is not by the key of/),
    });
  });
});
