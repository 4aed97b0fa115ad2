/** The log as a file, `.log.jsonl` (CORE.md §9): a line of heads, then a line an entry. */
import { canonical } from '#model/canonical.ts';
import type { Hex } from '#model/diagram.ts';
import type { Private, Stream } from './entry.ts';

export const logFormat = 'countersign-log/1';

/** Where a stream ends. */
export interface Head {
  readonly seq: number;
  readonly hash: Hex;
}
export type Heads = { readonly [stream: string]: Head };

/** An entry as it is kept. */
export interface LogRecord {
  readonly text: string;
  readonly hash: Hex;
  readonly private: Private | null;
  /** Its row in the workspace chain, from 1; absent in the export of one stream. */
  readonly n?: number;
  readonly chain?: Hex;
  /** Where it is stored, if that is known apart from what it says itself. */
  readonly at?: { readonly stream: Stream; readonly seq: number };
}

/** The line of a record, without its end. Keys in canonical order, so that each line has one spelling only. */
export function lineOf(record: LogRecord): string {
  const chain = record.chain === undefined ? '' : `"chain":${JSON.stringify(record.chain)},`;
  const n = record.n === undefined ? '' : `"n":${record.n},`;
  const kept = record.private === null ? 'null' : canonical(record.private);
  return `{${chain}"entry":${record.text},"hash":${JSON.stringify(record.hash)},${n}"private":${kept}}`;
}

/** An entry whose private values were erased, or only the nonces of its signatures. */
export interface Erased {
  readonly stream: Stream;
  readonly seq: number;
  readonly only?: 'nonces';
}

/** `erased`: redactions that stand in the workspace's log, where that is not in the file. */
export const headerOf = (heads: Heads, erased: readonly Erased[] = []): string =>
  canonical({
    ...(erased.length > 0 ? { erased } : {}),
    format: logFormat,
    heads,
  });

/** The whole file. Records in chain order with `n` and `chain`, or one stream's in its order without. */
export const exportLog = (
  heads: Heads,
  records: readonly LogRecord[],
  erased: readonly Erased[] = [],
): string => [headerOf(heads, erased), ...records.map(lineOf), ''].join('\n');
