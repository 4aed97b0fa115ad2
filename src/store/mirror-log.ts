/**
 * The mirror's log file: the lines of `.log.jsonl`, in chain order, without the line of heads. Runs in the mirror's
 * worker, under its lock: another tab may have written since, so each call looks at the file's size first.
 */
import type { Entry, Private } from '#engine/log/entry.ts';
import type { Erased } from '#engine/log/export.ts';
import { withoutNonces } from '#engine/log/nonces.ts';
import { chainHash, firstChain } from '#engine/log/seal.ts';
import { canonical } from '#model/canonical.ts';
import type { Hex } from '#model/diagram.ts';
import { hash } from './hash.ts';

/** What `createSyncAccessHandle` gives, as far as it is used here. */
export interface SyncFile {
  readonly getSize: () => number;
  readonly read: (into: Uint8Array<ArrayBuffer>, options: { readonly at: number }) => number;
  readonly write: (bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

/** Where the copy ends: its last row of the workspace chain; 0 where it holds nothing. */
export interface MirrorHead {
  readonly n: number;
  readonly chain: Hex;
}
/** A line to add, with what its place is judged by. */
export interface MirrorLine {
  readonly n: number;
  readonly chain: Hex;
  readonly stream: string;
  readonly seq: number;
  /** Hash of the entry. */
  readonly entry: Hex;
  readonly line: string;
  /** This entry records the redaction of others, and of this evidence. */
  readonly erases?: {
    readonly places: readonly Erased[];
    readonly evidence: readonly Hex[];
  };
}
/** `gap`: lines before these are missing; `apart`: the copy has another entry in that place. */
export type Appended = MirrorHead & { readonly is: 'there' | 'gap' | 'apart' };

/** What came of announcing a line; unless it is `there`, nothing was written. */
interface Announced {
  readonly answer: Appended;
  readonly end: () => void;
  readonly cut: () => void;
}

const newline = 10;
const decoder = new TextDecoder();
const encoder = new TextEncoder();
/** Bytes read at once. */
const chunk = 1 << 20;
/** No line of the log has more bytes. */
const longest = 8 << 20;

export interface LogFile {
  readonly head: () => MirrorHead;
  readonly append: (lines: readonly MirrorLine[]) => Appended;
  /**
   * Writes and flushes a line but for its end, without which it is no line yet: its entry is being committed meanwhile.
   * Nobody may write before it is ended or cut: the lock is held.
   */
  readonly announce: (line: MirrorLine) => Announced;
  /** The head with the last line even where that was never ended, if it is whole and follows. */
  readonly flushed: () => MirrorHead;
  /** Ends the line that `flushed` found: its command may be acknowledged, and the database has lost it. */
  readonly adopt: () => MirrorHead;
  /** Every complete line, in batches of about a megabyte. */
  readonly read: (each: (lines: readonly string[]) => void) => void;
  readonly clear: () => void;
}

export const beginning: MirrorHead = { n: 0, chain: firstChain(hash) };

export function logFile(file: SyncFile): LogFile {
  let head = beginning;
  /** Offset after the last complete line that this tab knows; −1: the file was never looked at. */
  let end = -1;

  const bytes = (from: number, to: number): Uint8Array<ArrayBuffer> => {
    const into = new Uint8Array(to - from);
    const got = file.read(into, { at: from });
    return got === into.length ? into : into.subarray(0, got);
  };
  /** Looks for what other tabs wrote. What stands behind the last line end is half a line of a tab that was killed. */
  const look = (): number => {
    const size = file.getSize();
    if (size === end) return size;
    let to = size;
    let tail = bytes(Math.max(0, to - chunk), to);
    let from = to - tail.length;
    // Widen until two line ends, or the start of the file, are in sight.
    while (from > 0 && tail.indexOf(newline) === tail.lastIndexOf(newline)) {
      from = Math.max(0, from - chunk);
      tail = bytes(from, size);
    }
    const last = tail.lastIndexOf(newline);
    to = from + last + 1;
    if (last === -1) head = beginning;
    else {
      const first = tail.subarray(0, last).lastIndexOf(newline) + 1;
      head = headOf(decoder.decode(tail.subarray(first, last))) ?? head;
    }
    end = to;
    return size;
  };

  const read = (each: (lines: readonly string[]) => void): void => {
    look();
    let rest = new Uint8Array(0);
    for (let at = 0; at < end;) {
      const next = bytes(at, Math.min(end, at + chunk));
      at += next.length;
      const all = joined(rest, next);
      const last = all.lastIndexOf(newline);
      if (last === -1) rest = all;
      else {
        each(decoder.decode(all.subarray(0, last)).split('\n'));
        rest = all.slice(last + 1);
      }
    }
  };

  /**
   * Overwrites the private values of lines and their salts with blanks, or nonces with their veils, which are as long: the
   * file keeps its length, and the rest its place.
   */
  const erase = (places: readonly Erased[]): void => {
    let at = 0;
    read((lines) => {
      for (const line of lines) {
        const size = encoder.encode(line).length;
        const place = places.find((each) => isAt(line, each));
        const left = place === undefined ? null : without(line, place);
        if (left !== null) {
          const over = new Uint8Array(size).fill(32);
          over.set(encoder.encode(left));
          file.write(over, { at });
        }
        at += size + 1;
      }
    });
  };

  /** Writes at the end, over what stands there unended; flushed. */
  const put = (text: string, size: number): number => {
    const block = encoder.encode(text);
    const wrote = file.write(block, { at: end });
    if (wrote !== block.length) {
      file.truncate(end);
      throw new DOMException('The second copy could not be written whole.', 'QuotaExceededError');
    }
    // Half a line of a tab that was killed, or a longer one; not cut before, for it may be this very line, acknowledged.
    if (size > end + block.length) file.truncate(end + block.length);
    file.flush();
    return block.length;
  };

  /** Which of these lines are to be written, and where the log ends then. */
  const placed = (
    lines: readonly MirrorLine[],
  ): {
    readonly is: Appended['is'];
    readonly texts: readonly string[];
    readonly top: MirrorHead;
  } => {
    const texts: string[] = [];
    let top = head;
    const not = (is: 'gap' | 'apart') => ({ is, texts: [], top: head });
    for (const line of lines) {
      if (line.n < top.n) continue;
      if (line.n === top.n) {
        if (line.chain !== top.chain) return not('apart');
        continue;
      }
      if (line.n > top.n + 1) return not('gap');
      if (chainHash(top.chain, line, hash) !== line.chain) return not('apart');
      texts.push(line.line);
      top = { n: line.n, chain: line.chain };
    }
    return { is: 'there', texts, top };
  };

  /** What stands behind the last line end, if it is a whole line that follows. */
  const unended = (): { readonly head: MirrorHead; readonly size: number } | null => {
    const size = look();
    if (size === end || size - end > longest) return null;
    const tail = bytes(end, size);
    const next = followingOf(decoder.decode(tail), head);
    return next === null ? null : { head: next, size: tail.length };
  };

  return {
    head: () => {
      look();
      return head;
    },
    append: (lines) => {
      const size = look();
      const { is, texts, top } = placed(lines);
      if (texts.length === 0) return { ...head, is };
      // First the erasure: who is killed between the two finds the head behind, and does both again.
      for (const { n, erases } of lines)
        if (n > head.n && erases !== undefined) {
          erase(erases.places);
          file.flush();
        }
      end += put(`${texts.join('\n')}\n`, size);
      head = top;
      return { ...head, is };
    },
    announce: (line) => {
      const size = look();
      const { is, texts, top } = placed([line]);
      const [text] = texts;
      if (text === undefined) return { answer: { ...head, is }, end: () => {}, cut: () => {} };
      const length = put(text, size);
      return {
        answer: { ...top, is },
        // Not flushed: where its end is lost, `adopt` finds the line.
        end: () => {
          endLine(end + length);
          head = top;
        },
        cut: () => file.truncate(end),
      };
    },
    flushed: () => unended()?.head ?? head,
    adopt: () => {
      const last = unended();
      if (last !== null) {
        endLine(end + last.size);
        file.flush();
        head = last.head;
      }
      return head;
    },
    read,
    clear: () => {
      file.truncate(0);
      file.flush();
      head = beginning;
      end = 0;
    },
  };

  function endLine(at: number): void {
    if (file.write(Uint8Array.of(newline), { at }) !== 1)
      throw new DOMException('The second copy could not be written whole.', 'QuotaExceededError');
    end = at + 1;
  }
}

function headOf(line: string): MirrorHead | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('n' in value) || !('chain' in value))
      return null;
    const { n, chain } = value;
    return typeof n === 'number' && typeof chain === 'string' ? { n, chain } : null;
  } catch {
    return null;
  }
}

/** Where the log ends with this line after that head; null: it is cut, or does not follow. */
function followingOf(line: string, head: MirrorHead): MirrorHead | null {
  const next = headOf(line);
  if (next === null || next.n !== head.n + 1) return null;
  const { entry, hash: entryHash }: { entry: Entry; hash: Hex } = JSON.parse(line);
  const row = { stream: entry.stream, seq: entry.seq, entry: entryHash };
  const whole = hash(canonical(entry)) === entryHash;
  return whole && chainHash(head.chain, row, hash) === next.chain ? next : null;
}

/** Quick to refuse: almost every line is another one. */
function isAt(line: string, { stream, seq }: { stream: string; seq: number }): boolean {
  if (!line.includes(`"seq":${seq},"stream":${JSON.stringify(stream)}`)) return false;
  const value: { entry: { stream: string; seq: number } } = JSON.parse(line);
  return value.entry.stream === stream && value.entry.seq === seq;
}

/** The line after the erasure; null where there is nothing to erase. */
function without(line: string, { only }: Erased): string | null {
  const open = line.lastIndexOf(',"private":{');
  if (open === -1) return null;
  if (only === undefined) return `${line.slice(0, open)},"private":null}`;
  const { entry, private: kept }: { entry: Entry; private: Private } = JSON.parse(line);
  return `${line.slice(0, open)},"private":${canonical(withoutNonces(entry, kept, hash))}}`;
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
