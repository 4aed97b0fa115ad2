import { describe, expect, it, onTestFinished } from 'vitest';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, PersonId, RequestId } from '#model/ids.ts';
import { evolve } from '#engine/evolve.ts';
import { initial } from '#engine/initial.ts';
import { openEvents, stampOf } from '#engine/log/open.ts';
import type { Entry } from '#engine/log/entry.ts';
import { sealOf } from '#engine/log/seal.ts';
import { verifyLog } from '#engine/log/verify.ts';
import { digestOfSigned, signedContent } from '#engine/signed-content.ts';
import {
  lead,
  publication,
  publishedWorkspace,
  samples,
  sopId,
  storeSample,
} from '../../test/builders/store.ts';
import { append, isRefused } from './append.ts';
import type { Appended } from './append.ts';
import { getBlob, putBlob } from './blobs.ts';
import { checkBoot } from './boot.ts';
import { compiledVersion } from './compiled.ts';
import type { Database } from './database.ts';
import { readDirectory, setDirectory } from './directory.ts';
import { storedOf } from './entries.ts';
import { commandId, hash } from './hash.ts';
import { startMirror } from './mirror.ts';
import type { Mirror } from './mirror.ts';
import { redact, redactable } from './redact.ts';
import { getRequest } from './requests.ts';
import { effectiveVersion } from './sops.ts';
import { exportStored, verifyStored } from './verify.ts';

const id = as<RequestId>('r1');
const stream = `request/${id}` as const;
const actor = { kind: 'person', id: lead } as const;
const requester = { kind: 'person', id: as<PersonId>('tomas.okafor') } as const;
const secret = 'Hartwell-7731';

async function workspace(): Promise<{ db: Database; mirror: Mirror }> {
  const db = await publishedWorkspace();
  const mirror = startMirror(db);
  onTestFinished(() => mirror.close());
  await checkBoot(db, mirror);
  const [sample] = samples;
  const form = Object.fromEntries(
    Object.entries(sample?.form ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' && key === 'model_name' ? secret : value,
    ]),
  );
  const submit = { type: 'submit', id: commandId(), request: id, sop: sopId, form } as const;
  done(await append(db, stream, submit, requester));
  return { db, mirror };
}
function done(answer: Awaited<ReturnType<typeof append>>): Appended {
  if (isRefused(answer)) throw new Error(answer.says);
  return answer;
}
/** Whether the text stands anywhere in what this device keeps. */
async function found(db: Database, mirror: Mirror, text: string): Promise<string[]> {
  const places: string[] = [];
  for (const table of db.tables)
    if (JSON.stringify(await table.toArray()).includes(text)) places.push(table.name);
  if ((await mirror.remote.lines()).join('\n').includes(text)) places.push('copy');
  if ((await mirror.remote.versions()).join('\n').includes(text))
    places.push('versions of the copy');
  if ((await exportStored(db)).includes(text)) places.push('export');
  return places;
}
const because = { reason: 'Erasure request 14' };

const signedSample = 'hotfix';
const signedStream = `request/sample/${signedSample}` as const;
/** A request that several people have signed. */
async function signedWorkspace(): Promise<{ db: Database; mirror: Mirror }> {
  const db = await publishedWorkspace();
  const mirror = startMirror(db);
  onTestFinished(() => mirror.close());
  await checkBoot(db, mirror);
  await storeSample(db, signedSample);
  return { db, mirror };
}

/** Writes the request's log anew as the older format sealed it: nonces like every other private value. */
async function asFormat1(db: Database): Promise<void> {
  let prev: string | null = null;
  for (const { entry, private: kept } of await storedOf(db, signedStream)) {
    const { sealed, ...rest } = entry;
    const old: Entry = {
      ...rest,
      format: 1,
      prev: prev ?? entry.prev,
      sealed: kept === null ? sealed : sealOf({ ...entry, format: 1 }, kept, hash),
    };
    const text = canonical(old);
    prev = hash(text);
    await db.entries.update([signedStream, entry.seq], { text, hash: prev });
  }
  await db.requests.update(as<RequestId>(`sample/${signedSample}`), { hash: prev ?? '' });
}

/** Every signature of that request; `rebuilt`: its digest from what the log holds, with another nonce in place of its own. */
async function signatures(db: Database) {
  const version = await effectiveVersion(db, sopId);
  const compiled = version && (await compiledVersion(db, version.digest));
  if (compiled === undefined) throw new Error('Nothing is published.');
  let request = initial;
  const all = [];
  for (const { entry, private: kept } of await storedOf(db, signedStream))
    for (const event of openEvents(entry, kept)) {
      const work =
        event.type === 'signed' ? request.work.find((each) => each.id === event.work) : undefined;
      if (event.type === 'signed' && work !== undefined && entry.actor.kind === 'person') {
        const { for: principal, edge, meaning, nonce, verdict, conditions, reason } = event;
        const at = request;
        const signer = entry.actor.id;
        const said = { work, signer, principal, edge, meaning, verdict, conditions };
        const why = reason === undefined ? {} : { reason };
        const rebuilt = (guess: string | null): string =>
          digestOfSigned(
            signedContent(compiled, at, { ...said, ...why, nonce: guess ?? nonce }, hash),
            hash,
          );
        const { content, identity } = event;
        all.push({ seq: entry.seq, nonce, content, reason, name: identity.name, rebuilt });
      }
      request = evolve(request, event, stampOf(entry));
    }
  return all;
}

describe('a redaction', () => {
  it('reaches every copy of a form value, with its salt; the chain verifies and shows the gap', async () => {
    const { db, mirror } = await workspace();
    const salt = (await db.private.get([stream, 0]))?.salt ?? 'none';
    expect(await found(db, mirror, secret)).toEqual(
      expect.arrayContaining(['private', 'requests', 'copy', 'export']),
    );
    const before = await getRequest(db, id);
    done(await redact(db, stream, 0, because, actor));
    expect(await found(db, mirror, secret)).toEqual([]);
    expect(await found(db, mirror, salt)).toEqual([]);
    const verdict = await verifyStored(db);
    expect(verdict).toMatchObject({ ok: true, redacted: [{ stream, seq: 0 }] });
    expect(verifyLog(await exportStored(db), hash)).toMatchObject({ ok: true });
    expect(await verifyStored(db, stream)).toMatchObject({ redacted: [{ stream, seq: 0 }] });
    const own = await exportStored(db, stream);
    expect(verifyLog(own, hash)).toMatchObject({ ok: true, redacted: [{ stream, seq: 0 }] });
    const silent = own.replace(/"erased":\[.*?\],/, '');
    expect(verifyLog(silent, hash)).toMatchObject({ ok: false, seq: 0, what: 'removed' });
    const after = await getRequest(db, id);
    expect(after?.form['model_name']).toEqual({ redacted: true });
    expect(after?.tokens).toEqual(before?.tokens);
    expect(after?.work).toEqual(before?.work);
    expect(await mirror.remote.lines()).toEqual((await exportStored(db)).split('\n').slice(1, -1));
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
    done(await append(db, stream, { type: 'comment', id: commandId(), text: 'on' }, requester));
    expect((await mirror.remote.head()).n).toBe(await db.chain.count());
  });

  it('leaves no nonce by which a guess of what was erased could be held against a signature', async () => {
    const { db, mirror } = await signedWorkspace();
    const before = await signatures(db);
    expect(before.length).toBeGreaterThan(1);
    // Whoever guesses right and has the nonce confirms it: with it the digest is that of the guess.
    for (const { rebuilt, content } of before) expect(rebuilt(null)).toBe(content);
    const { entry } = done(await redact(db, signedStream, 0, because, actor));
    const over = before.map(({ seq }) => seq);
    expect(entry.events).toMatchObject([{ seq: 0, nonces: over }]);
    for (const { nonce } of before) expect(await found(db, mirror, nonce)).toEqual([]);
    // The attack: everything right but the nonce, for which whatever is left of 16 bytes is tried.
    const left = (await exportStored(db)).match(/#?[0-9a-f]{31,64}/g) ?? [];
    const tried = new Set(left.flatMap((each) => [each, each.slice(0, 32)]));
    for (const { rebuilt, content } of before)
      for (const guess of tried) expect(rebuilt(guess)).not.toBe(content);
    // What was not erased is still there, and still what was sealed.
    const after = await signatures(db);
    expect(after.map(({ name, reason }) => [name, reason])).toEqual(
      before.map(({ name, reason }) => [name, reason]),
    );
    const places = over.map((seq) => ({ stream: signedStream, seq }));
    const said = { ok: true, redacted: [{ stream: signedStream, seq: 0 }], unnonced: places };
    expect(await verifyStored(db)).toMatchObject(said);
    expect(await verifyStored(db, signedStream)).toMatchObject(said);
    expect(verifyLog(await exportStored(db), hash)).toMatchObject(said);
    const own = await exportStored(db, signedStream);
    expect(verifyLog(own, hash)).toMatchObject(said);
    // A nonce taken away without a word is found, and so is a change of what stands beside it.
    const silent = own.replace(/\{"only":"nonces".*?\},?/, '');
    expect(verifyLog(silent, hash)).toMatchObject({ ok: false, seq: over[0], what: 'removed' });
    const name = before[0]?.name ?? '';
    expect(verifyLog(own.replace(`"${name}"`, '"Somebody Else"'), hash)).toMatchObject({
      ok: false,
      what: 'changed',
    });
    expect(await mirror.remote.lines()).toEqual((await exportStored(db)).split('\n').slice(1, -1));
    expect(await checkBoot(db, mirror)).toEqual({ state: 'same' });
  });

  it('of a signature’s own entry takes its nonce along, and those after it; those before it stay', async () => {
    const { db } = await signedWorkspace();
    const [first, second, ...later] = await signatures(db);
    if (first === undefined || second === undefined) throw new Error('Two are needed.');
    expect(await redactable(db, signedStream, second.seq)).toMatchObject({
      signed: { nonces: later.map(({ seq }) => seq), whole: [] },
    });
    done(await redact(db, signedStream, second.seq, because, actor));
    expect((await signatures(db))[0]?.nonce).toBe(first.nonce);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('of a log of the older format, where a nonce cannot go alone, erases what is private in the signatures whole', async () => {
    const db = await publishedWorkspace();
    await storeSample(db, signedSample);
    await asFormat1(db);
    const before = await signatures(db);
    expect(await verifyStored(db, signedStream)).toMatchObject({ ok: true });
    const { entry } = done(await redact(db, signedStream, 0, because, actor));
    const over = before.map(({ seq }) => seq);
    expect(entry.events.map(({ seq }) => seq)).toEqual([0, ...over]);
    expect(await db.private.bulkGet(over.map((seq) => [signedStream, seq]))).toEqual(
      over.map(() => undefined),
    );
    expect(await verifyStored(db, signedStream)).toMatchObject({
      ok: true,
      redacted: [0, ...over].map((seq) => ({ stream: signedStream, seq })),
      unnonced: [],
    });
  });

  it('is an entry of the workspace that says who, why and what is gone', async () => {
    const { db } = await workspace();
    const { entry } = done(await redact(db, stream, 0, because, actor));
    expect(entry).toMatchObject({
      stream: 'workspace',
      actor: { id: lead },
      events: [{ type: 'redacted', stream, seq: 0, evidence: [] }],
    });
    expect(entry.events[0]?.['values']).toBeGreaterThan(1);
    const kept = await db.private.get(['workspace', entry.seq]);
    expect(kept?.values).toEqual(['Erasure request 14']);
  });

  it('erases evidence that nothing else names, and leaves what another entry still rests on', async () => {
    const { db, mirror } = await workspace();
    const attach = async (
      evidence: string,
      bytes: string,
    ): Promise<{ seq: number; sha: string }> => {
      const { sha256, size } = await putBlob(db, new TextEncoder().encode(bytes));
      const { entry } = done(
        await append(
          db,
          stream,
          {
            type: 'attach',
            id: commandId(),
            evidence: as<EvidenceId>(evidence),
            name: `${bytes}.txt`,
            size,
            sha256,
          },
          requester,
        ),
      );
      return { seq: entry.seq, sha: sha256 };
    };
    const pieces = Object.keys(publication.diagram.evidence);
    const alone = await attach(pieces[0] ?? '', 'Kestrel-5');
    const shared = await attach(pieces[1] ?? '', 'both');
    const again = await attach(pieces[2] ?? '', 'both');
    expect(await redactable(db, stream, shared.seq)).toMatchObject({
      evidence: { gone: [], stays: [shared.sha] },
      alike: [{ stream, seq: again.seq }],
    });
    done(await redact(db, stream, alone.seq, because, actor));
    done(await redact(db, stream, shared.seq, because, actor));
    expect(await getBlob(db, alone.sha)).toBeUndefined();
    expect(await getBlob(db, shared.sha)).toBeDefined();
    const copied = (await mirror.remote.evidence()).map(({ sha256 }) => sha256);
    expect(copied).toContain(shared.sha);
    expect(copied).not.toContain(alone.sha);
    expect(await found(db, mirror, 'Kestrel-5')).toEqual([]);
    done(await redact(db, stream, again.seq, because, actor));
    expect(await getBlob(db, shared.sha)).toBeUndefined();
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('of a name in the directory leaves a text where the name stood', async () => {
    const { db, mirror } = await workspace();
    const row = { name: secret, active: true };
    const person = as<PersonId>('erased.person');
    const { entry } = done(await setDirectory(db, [{ table: 'people', id: person, row }], actor));
    done(await redact(db, 'workspace', entry.seq, because, actor));
    const { people } = await readDirectory(db);
    expect(people[person]).toEqual({ active: true, name: '[redacted]' });
    expect((await found(db, mirror, 'erased.person')).length).toBeGreaterThan(0);
    expect(await verifyStored(db)).toMatchObject({ ok: true });
    done(await setDirectory(db, [{ table: 'people', id: person, row: { ...row, name: 'P. 7' } }]));
    expect((await readDirectory(db)).people[person]?.name).toBe('P. 7');
  });

  it('of a publication reaches the version beside the log, and the copy’s', async () => {
    const { db, mirror } = await workspace();
    expect(await found(db, mirror, publication.reason)).toEqual(
      expect.arrayContaining(['versions', 'sops', 'versions of the copy']),
    );
    done(await redact(db, `sop/${sopId}`, 1, because, actor));
    expect(await found(db, mirror, publication.reason)).toEqual([]);
    expect((await db.versions.toArray())[0]).toMatchObject({ reason: '[redacted]' });
    expect(await verifyStored(db)).toMatchObject({ ok: true });
  });

  it('is refused without a reason, twice, and of the record of a redaction', async () => {
    const { db } = await workspace();
    const refused = async (...args: [typeof stream | 'workspace', number, string?]) => {
      const answer = await redact(db, args[0], args[1], { reason: args[2] ?? 'x' }, actor);
      return isRefused(answer) ? answer.refused : 'written';
    };
    expect(await refused(stream, 0, ' ')).toBe('reason_needed');
    expect(await refused(stream, 99)).toBe('no_entry');
    const { entry } = done(await redact(db, stream, 0, because, actor));
    expect(await refused(stream, 0)).toBe('nothing_private');
    expect(await refused('workspace', entry.seq)).toBe('nothing_private');
  });
});
