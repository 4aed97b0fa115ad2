/**
 * The page that the kill test kills: it checks and repairs its workspace as the app does at its start, tells what is
 * there, and then sends commands until it dies, telling each one that was acknowledged.
 */
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { as } from '#model/ids.ts';
import type { PersonId, RequestId, SopId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { append, isRefused } from '#store/append.ts';
import { checkBoot, restore } from '#store/boot.ts';
import { openDatabase } from '#store/database.ts';
import type { Database } from '#store/database.ts';
import { commandId } from '#store/hash.ts';
import { startMirror } from '#store/mirror.ts';
import type { Mirror } from '#store/mirror.ts';
import { installSamples } from '#store/samples.ts';
import { createSop, publish } from '#store/sop-life.ts';
import { addUpdate } from '#store/updates.ts';
import { verifyStored } from '#store/verify.ts';
import { findings } from '#verify/findings.ts';
import runsText from '../../templates/general/five-gate-deployment.runs.json?raw';
import sopText from '../../templates/general/five-gate-deployment.sop.json?raw';

const tell = (path: string, body: unknown): Promise<unknown> =>
  fetch(path, { method: 'POST', body: JSON.stringify(body) });

const runs = readRuns(runsText);
if (!runs.ok) throw new Error(runs.says);
const form: { readonly [key: string]: Json } = runs.file.runs[0]?.form ?? {};
const person = as<PersonId>('tomas.okafor');
const actor = { kind: 'person', id: person } as const;
const sopId = as<SopId>('soak');
/** Commands under way at once. */
const lanes = 3;
/** Latest commands told at the start; all of them only when asked, for there are thousands. */
const latest = 3_000;

async function run(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const db = openDatabase('soak');
  const mirror = startMirror(db);
  const before = { database: await db.chain.count(), copy: (await mirror.remote.flushed()).n };
  const boot = await checkBoot(db, mirror);
  if (boot.state === 'lost') await restore(db, mirror, boot.copy);
  const whole = asked.has('verify');
  await tell('/boot', {
    ...before,
    state: boot.state,
    says: 'says' in boot ? boot.says : '',
    after: await db.chain.count(),
    ids: await idsOf(db, whole ? Infinity : latest),
    verdict: whole ? await verifyStored(db) : null,
    copied: whole ? (await mirror.remote.lines()).length : null,
  });
  if (whole) return;
  await furnish(db);
  const request = as<RequestId>(`r-${crypto.randomUUID()}`);
  await send(db, request, { type: 'submit', request, sop: sopId, form });
  await tell('/burst', {});
  await Promise.all(Array.from({ length: lanes }, (_, lane) => burst(db, mirror, request, lane)));
}

async function idsOf(db: Database, most: number): Promise<readonly string[]> {
  const last = (await db.chain.orderBy('n').last())?.n ?? 0;
  const rows = await db.chain
    .where('n')
    .above(last - most)
    .toArray();
  const entries = await db.entries.bulkGet(rows.map(({ stream, seq }) => [stream, seq]));
  return entries.flatMap((entry) => (entry === undefined ? [] : [entry.command]));
}

async function furnish(db: Database): Promise<void> {
  if ((await db.versions.count()) > 0) return;
  const read = readSop(sopText);
  if (!read.ok) throw new Error(read.says);
  const { diagram } = read.file;
  await installSamples(db, read.file);
  if ((await db.sops.get(sopId)) === undefined)
    await createSop(db, { id: sopId, title: 'Soak', from: null, actor });
  const accepted = findings(diagram)
    .filter(({ level }) => level === 'warning')
    .map(({ rule }) => ({ rule, by: person, reason: 'Known.' }));
  const answer = await publish(
    db,
    sopId,
    { diagram, reason: 'For the kill test', revision: 'A', accepted },
    actor,
  );
  if (isRefused(answer)) throw new Error(answer.says);
}

type Act =
  | { type: 'submit'; request: RequestId; sop: SopId; form: typeof form }
  | { type: 'comment'; text: string };

async function send(db: Database, request: RequestId, act: Act): Promise<void> {
  const id = commandId();
  const answer = await append(db, `request/${request}`, { ...act, id }, actor);
  if (isRefused(answer)) throw new Error(answer.says);
  // Not waited for: what was told just before the end may not arrive, then it is not counted.
  void tell('/ack', id);
}

async function burst(
  db: Database,
  mirror: Mirror,
  request: RequestId,
  lane: number,
): Promise<void> {
  for (let i = 0; ; i++) {
    await send(db, request, { type: 'comment', text: `lane ${lane}, ${i}: ${'x'.repeat(300)}` });
    if (mirror.state() !== 'current') throw new Error(`${mirror.state()}: ${mirror.why()}`);
    if (i % 10 === 0) await addUpdate(db, sopId, new Uint8Array(2_000));
  }
}

try {
  await run();
} catch (error) {
  await tell('/failed', String(error instanceof Error ? error.stack : error));
}
