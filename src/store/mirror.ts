/**
 * The second copy of the workspace (METHODS.md §7): every entry, version, draft and piece of evidence also in OPFS,
 * written by a worker. A command is acknowledged when its line is flushed there too; where the copy fails the command
 * stays committed, and the state says that the copy is behind.
 */
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import { lineOf } from '#engine/log/export.ts';
import { openWorkspaceEvents, readEntry } from '#engine/log/open.ts';
import { erasedBy } from '#engine/log/verify.ts';
import { canonical } from '#model/canonical.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';
import type { Database } from './database.ts';
import { placeOf, privateOf, rowsAt } from './entries.ts';
import type { Appended, MirrorHead, MirrorLine } from './mirror-log.ts';
import type { MirrorWorker } from './mirror.worker.ts';
import { setMirror } from './mirrors.ts';
import type { Committed, MirrorSink, MirrorState } from './mirrors.ts';
import { failureSays } from './quota.ts';

export interface Mirror extends MirrorSink {
  readonly catchUp: () => Promise<Appended | null>;
  readonly remote: Remote<MirrorWorker>;
  readonly close: () => void;
}

/** Entries read and sent at once: each batch keeps the page from drawing, and a lost copy has a million lines. */
const batch = 250;
/** ms after which a command waits for the copy no longer: it is committed, and the copy catches up later. */
const patience = 5_000;

/**
 * Starts the mirror of this tab; whatever is appended from here on reaches it. `acknowledged`: told the number of each
 * entry that database and copy both have.
 */
export function startMirror(db: Database, acknowledged?: (n: number) => void): Mirror {
  const worker = new Worker(new URL('./mirror.worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<MirrorWorker>(worker);
  const listeners = new Set<() => void>();
  let state: MirrorState = 'starting';
  let why: string | null = null;
  const become = (next: MirrorState, because: string | null = null): void => {
    if (state === next && why === because) return;
    state = next;
    why = because;
    for (const listener of listeners) listener();
  };
  const failed = (error: unknown): null => {
    become(state === 'starting' ? 'none' : 'behind', failureSays(error));
    return null;
  };
  const ready: Promise<boolean> = remote.open(db.name).then(
    () => {
      become('current');
      return true;
    },
    (error: unknown) => failed(error) !== null,
  );
  worker.addEventListener('error', (event) => failed(event.error ?? new Error(event.message)));

  const judged = (answer: Appended): Appended => {
    if (answer.is === 'apart') become('apart', 'The second copy has another history.');
    else if (answer.is === 'there') become('current');
    return answer;
  };
  const catchUp = async (): Promise<Appended | null> => {
    if (!(await ready)) return null;
    try {
      let answer: Appended = { ...(await remote.head()), is: 'there' };
      for (;;) {
        const lines = await linesAfter(db, answer);
        const [first] = lines;
        if (first === undefined) return judged(answer);
        await before(db, remote, lines);
        answer = await remote.append(lines);
        if (answer.is !== 'there') return judged(answer);
      }
    } catch (error) {
      return failed(error);
    }
  };
  /** Lines whose entries are being committed. */
  const under = new Map<Committed, Promise<Appended | null>>();
  const coming = (entry: Committed): void => {
    if (state !== 'current') return;
    const line = mirrorLine(entry);
    // What else is written with a line is not written before it is committed.
    if (line.erases !== undefined || publishes(line)) return;
    under.set(entry, remote.announce(line).catch(failed));
  };
  const dropped = (entry: Committed): void => {
    if (under.delete(entry)) remote.settle(entry.n, false).catch(failed);
  };
  const written = async (entry: Committed): Promise<Appended> => {
    const announced = under.get(entry);
    if (under.delete(entry)) remote.settle(entry.n, true).catch(failed); // told, not waited for
    const answer = await announced;
    if (answer) return answer;
    const line = mirrorLine(entry);
    await before(db, remote, [line]);
    return remote.append([line]);
  };
  const committed = async (entry: Committed): Promise<void> => {
    if (!(await ready) || state === 'apart') return;
    try {
      const answer = await written(entry);
      if (answer.is === 'gap') await catchUp();
      else judged(answer);
      if (state === 'current') acknowledged?.(entry.n);
    } catch (error) {
      failed(error);
    }
  };

  const mirror: Mirror = {
    state: () => state,
    why: () => why,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    remote,
    catchUp,
    coming,
    dropped,
    committed: (entry) =>
      within(committed(entry), () => become('behind', 'The second copy does not answer.')),
    draft: (sop, bytes, whole) => {
      void ready.then((up) => (up ? remote.addDraft(sop, bytes, whole) : undefined)).catch(failed);
    },
    evidence: async (sha256, bytes) => {
      if (await ready) await remote.addEvidence(sha256, bytes).catch(failed);
    },
    rewrite: async () => {
      if (!(await ready)) return;
      await remote.clear();
      become('current');
      await catchUp();
      await copyDrafts(db, remote);
      await copyEvidence(db, remote);
    },
    close: () => worker.terminate(),
  };
  setMirror(db, mirror);
  return mirror;
}

async function within(work: Promise<void>, late: () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patient = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late();
      resolve();
    }, patience);
  });
  await Promise.race([work, patient]);
  clearTimeout(timer);
}

function mirrorLine(entry: Committed): MirrorLine {
  const { at: _, ...record } = entry;
  const erases = erasures(entry);
  return {
    n: entry.n,
    chain: entry.chain,
    stream: entry.at.stream,
    seq: entry.at.seq,
    entry: entry.hash,
    line: lineOf(record),
    ...(erases === null ? {} : { erases }),
  };
}

/** What this entry records as erased. */
function erasures({ at, text }: Committed): MirrorLine['erases'] | null {
  if (at.stream !== 'workspace' || !text.includes('"type":"redacted"')) return null;
  const entry = readEntry(text);
  const evidence = openWorkspaceEvents(entry, null).flatMap((event) =>
    event.type === 'redacted' ? event.evidence : [],
  );
  return { places: erasedBy(entry), evidence };
}

/** The next lines after a head, along the workspace chain. */
async function linesAfter(db: Database, head: MirrorHead): Promise<readonly MirrorLine[]> {
  return db.transaction('r', [db.chain, db.entries, db.private], async () => {
    const rows = await db.chain.where('n').above(head.n).limit(batch).toArray();
    const [entries, values] = await Promise.all([
      rowsAt(db.entries, rows),
      rowsAt(db.private, rows),
    ]);
    return rows.flatMap((row) => {
      const entry = entries.get(placeOf(row));
      if (entry === undefined) return [];
      return [
        mirrorLine({
          text: entry.text,
          hash: entry.hash,
          private: privateOf(values.get(placeOf(row))),
          n: row.n,
          chain: row.hash,
          at: { stream: row.stream, seq: row.seq },
        }),
      ];
    });
  });
}

/** What has to be there, or gone, before these lines are: who is killed in between does it again. */
async function before(
  db: Database,
  remote: Remote<MirrorWorker>,
  lines: readonly MirrorLine[],
): Promise<void> {
  await keepVersions(db, remote, lines);
  for (const { erases } of lines) {
    for (const sha256 of erases?.evidence ?? []) await remote.removeEvidence(sha256);
    if (erases?.places.some(({ stream }) => stream.startsWith('sop/')) === true)
      await remote.putVersions((await db.versions.toArray()).map((each) => canonical(each)));
  }
}

const publishes = ({ stream, line }: MirrorLine): boolean =>
  stream.startsWith('sop/') && line.includes('"type":"published"');

/** The versions that these lines publish. */
async function keepVersions(
  db: Database,
  remote: Remote<MirrorWorker>,
  lines: readonly MirrorLine[],
): Promise<void> {
  // The id of the SOP is all that is looked up, so a text that only looks like it costs a read and no more.
  const published = lines.filter(publishes);
  const texts: string[] = [];
  for (const sop of new Set(published.map(({ stream }) => as<SopId>(stream.slice(4)))))
    for (const version of await db.versions
      .where('[sop+number]')
      .between([sop, 0], [sop, Infinity])
      .toArray())
      texts.push(canonical(version));
  if (texts.length > 0) await remote.addVersions(texts);
}

async function copyDrafts(db: Database, remote: Remote<MirrorWorker>): Promise<void> {
  const begun = new Set<SopId>();
  for (const key of await db.updates.toCollection().primaryKeys()) {
    const row = await db.updates.get(key);
    if (row === undefined) continue;
    await remote.addDraft(row.sop, row.bytes, !begun.has(row.sop));
    begun.add(row.sop);
  }
}

async function copyEvidence(db: Database, remote: Remote<MirrorWorker>): Promise<void> {
  for (const key of await db.blobs.toCollection().primaryKeys()) {
    const row = await db.blobs.get(key);
    if (row !== undefined) await remote.addEvidence(row.sha256, row.bytes);
  }
}
