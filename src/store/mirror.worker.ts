/**
 * Writes the mirror: files in the browser's private file system (OPFS), which Chromium keeps apart from IndexedDB. One
 * tab writes at a time, by a Web Lock held for each act; the files stay open meanwhile where the browser lets several
 * tabs hold them (`readwrite-unsafe`), else they are opened for each act.
 */
import { expose } from 'comlink';
import type { Hex } from '#model/diagram.ts';
import { logFile } from './mirror-log.ts';
import type { Appended, LogFile, MirrorHead, MirrorLine, SyncFile } from './mirror-log.ts';

declare global {
  interface FileSystemFileHandle {
    /** Of workers only, so it is not among TypeScript's types of a page. */
    createSyncAccessHandle: (options?: { readonly mode: string }) => Promise<SyncFile>;
  }
}

interface Opened {
  readonly name: string;
  readonly folder: FileSystemDirectoryHandle;
  readonly drafts: FileSystemDirectoryHandle;
  readonly evidence: FileSystemDirectoryHandle;
  readonly log: FileSystemFileHandle;
  /** Kept open; null where only one tab may have it open. */
  readonly kept: LogFile | null;
}
let opened: Promise<Opened> | undefined;

async function open(name: string): Promise<Opened> {
  const root = await navigator.storage.getDirectory();
  const own = { create: true };
  const top = await root.getDirectoryHandle('countersign', own);
  const folder = await top.getDirectoryHandle(encodeURIComponent(name), own);
  const log = await folder.getFileHandle('log.jsonl', own);
  return {
    name,
    folder,
    log,
    drafts: await folder.getDirectoryHandle('drafts', own),
    evidence: await folder.getDirectoryHandle('evidence', own),
    kept: await shared(log),
  };
}

/** The file held open together with other tabs, where the browser knows how. */
async function shared(handle: FileSystemFileHandle): Promise<LogFile | null> {
  try {
    const file = await handle.createSyncAccessHandle({ mode: 'readwrite-unsafe' });
    return logFile(file);
  } catch {
    return null;
  }
}

async function files(): Promise<Opened> {
  if (opened === undefined) throw new Error('The mirror was not opened.');
  return opened;
}

async function locked<T>(act: (files: Opened) => T | Promise<T>): Promise<T> {
  const at = await files();
  return navigator.locks.request(`countersign/mirror/${at.name}`, async () => act(at));
}

const withLog = <T>(act: (log: LogFile) => T | Promise<T>): Promise<T> =>
  locked(async ({ kept, log }) => {
    if (kept !== null) return act(kept);
    return withFile(log, (file) => act(logFile(file)));
  });

async function withFile<T>(
  handle: FileSystemFileHandle,
  act: (file: SyncFile) => T | Promise<T>,
): Promise<T> {
  const file = await handle.createSyncAccessHandle();
  try {
    return await act(file);
  } finally {
    file.close();
  }
}

function addTo(file: SyncFile, bytes: Uint8Array<ArrayBuffer>, at: number): void {
  if (file.write(bytes, { at }) !== bytes.length) {
    file.truncate(at);
    throw new DOMException('The second copy could not be written whole.', 'QuotaExceededError');
  }
  file.flush();
}

/** A draft's file: each update after its length, four bytes; a cut one at the end is left out. */
function framed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(bytes.length + 4);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, 4);
  return frame;
}
function unframed(all: Uint8Array<ArrayBuffer>): Uint8Array[] {
  const found: Uint8Array[] = [];
  const view = new DataView(all.buffer);
  for (let at = 0; at + 4 <= all.length;) {
    const size = view.getUint32(at);
    if (at + 4 + size > all.length) break;
    found.push(all.slice(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return found;
}

const contentOf = async (handle: FileSystemFileHandle): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await handle.getFile()).arrayBuffer());

/** What a folder holds. */
async function* within(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemFileHandle> {
  for await (const handle of folder.values())
    if (handle instanceof FileSystemFileHandle) yield handle;
}

/** ms for which a line that is announced keeps others from writing. */
const longest = 1_000;
/** Of each line that is announced: says whether its entry was committed. */
const announced = new Map<number, (committed: boolean) => void>();

/**
 * Writes the line but for its end, and says so; then waits for word, with the lock held. Who says nothing is waited for no
 * longer than `longest`: the line stays as it is, for it may be acknowledged, until somebody knows better.
 */
function announce(line: MirrorLine): Promise<Appended> {
  const word = new Promise<boolean>((resolve) => announced.set(line.n, resolve));
  return new Promise<Appended>((tell, fail) => {
    withLog(async (log) => {
      const { answer, end, cut } = log.announce(line);
      tell(answer);
      if (answer.is !== 'there') return;
      const late: { timer?: ReturnType<typeof setTimeout> } = {};
      const committed = await Promise.race([
        word,
        new Promise<null>((resolve) => {
          late.timer = setTimeout(() => resolve(null), longest);
        }),
      ]);
      clearTimeout(late.timer);
      if (committed === true) end();
      else if (committed === false) cut();
    }).catch(fail);
  });
}

const worker = {
  /** Writes and flushes a line whose entry is being committed; `settle` says whether it was, and ends or cuts it. */
  announce,
  settle: (n: number, committed: boolean): void => {
    announced.get(n)?.(committed);
    announced.delete(n);
  },

  open: async (name: string): Promise<MirrorHead> => {
    opened ??= open(name);
    return withLog((log) => log.head());
  },
  head: (): Promise<MirrorHead> => withLog((log) => log.head()),
  flushed: (): Promise<MirrorHead> => withLog((log) => log.flushed()),
  adopt: (): Promise<MirrorHead> => withLog((log) => log.adopt()),
  append: (lines: readonly MirrorLine[]): Promise<Appended> => withLog((log) => log.append(lines)),
  /** Every line; blanks behind an erased value are cut. */
  lines: (): Promise<string[]> =>
    withLog((log) => {
      const all: string[] = [];
      log.read((lines) => {
        for (const line of lines) all.push(line.trimEnd());
      });
      return all;
    }),

  /** Versions as lines of JSON; one that is there twice counts as it was written last. */
  addVersions: (lines: readonly string[]): Promise<void> =>
    locked(async ({ folder }) => {
      const handle = await folder.getFileHandle('versions.jsonl', { create: true });
      const block = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
      await withFile(handle, (file) => addTo(file, block, file.getSize()));
    }),
  putVersions: (lines: readonly string[]): Promise<void> =>
    locked(async ({ folder }) => {
      const handle = await folder.getFileHandle('versions.jsonl', { create: true });
      const block = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
      await withFile(handle, (file) => {
        file.truncate(0);
        addTo(file, block, 0);
      });
    }),
  versions: (): Promise<string[]> =>
    locked(async ({ folder }) => {
      const handle = await folder.getFileHandle('versions.jsonl', { create: true });
      const text = new TextDecoder().decode(await contentOf(handle));
      return text.split('\n').slice(0, -1);
    }),

  /** `whole`: this update stands for all before it. */
  addDraft: (sop: string, bytes: Uint8Array, whole: boolean): Promise<void> =>
    locked(async ({ drafts }) => {
      const handle = await drafts.getFileHandle(encodeURIComponent(sop), { create: true });
      await withFile(handle, (file) => {
        addTo(file, framed(bytes), whole ? 0 : file.getSize());
        if (whole) file.truncate(bytes.length + 4);
        file.flush();
      });
    }),
  drafts: (): Promise<{ sop: string; updates: Uint8Array[] }[]> =>
    locked(async ({ drafts }) => {
      const all = [];
      for await (const handle of within(drafts))
        all.push({
          sop: decodeURIComponent(handle.name),
          updates: unframed(await contentOf(handle)),
        });
      return all;
    }),

  addEvidence: (sha256: Hex, bytes: Uint8Array): Promise<void> =>
    locked(async ({ evidence }) => {
      const handle = await evidence.getFileHandle(sha256, { create: true });
      await withFile(handle, (file) => {
        if (file.getSize() === bytes.length) return; // equal content is kept once
        file.truncate(0);
        addTo(file, new Uint8Array(bytes), 0);
      });
    }),
  /** Names and sizes in bytes. */
  evidence: (): Promise<{ sha256: Hex; size: number }[]> =>
    locked(async ({ evidence }) => {
      const all = [];
      for await (const handle of within(evidence))
        all.push({ sha256: handle.name, size: (await handle.getFile()).size });
      return all;
    }),
  evidenceOf: (sha256: Hex): Promise<Uint8Array | null> =>
    locked(async ({ evidence }) => {
      try {
        return await contentOf(await evidence.getFileHandle(sha256));
      } catch {
        return null;
      }
    }),
  removeEvidence: (sha256: Hex): Promise<void> =>
    locked(async ({ evidence }) => {
      await evidence.removeEntry(sha256).catch(() => undefined);
    }),

  /** Empties the copy; it is written anew by who asks. */
  clear: (): Promise<void> =>
    locked(async ({ folder, drafts, evidence, kept, log }) => {
      if (kept === null) await withFile(log, (file) => logFile(file).clear());
      else kept.clear();
      await folder.removeEntry('versions.jsonl').catch(() => undefined);
      for (const part of [drafts, evidence])
        for await (const handle of within(part)) await part.removeEntry(handle.name);
    }),
};
export type MirrorWorker = typeof worker;
expose(worker);
