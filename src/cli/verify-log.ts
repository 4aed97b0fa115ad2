/** `countersign verify-log FILE`: whether an exported log is what was written. */
import { verifyLog } from '#engine/log/verify.ts';
import { parseArgs, printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readText, sha256 } from './read.ts';

/** Whether an exported log is what was written; a file that is no log at all is unreadable input. */
export const verifyLogFile: Command = (args) => {
  const { files } = parseArgs(args, 1, 'verify-log FILE.log.jsonl');
  const [name = ''] = files;
  const text = readText(name);
  const [first = ''] = text.split('\n', 1);
  if (!isHeader(first)) {
    throw new Unusable(
      `${name} is no exported log: its first line does not name the format countersign-log.`,
    );
  }
  const { code, lines } = verdictOn(text);
  for (const line of lines) console.log(printable(line));
  return code;
};

function isHeader(line: string): boolean {
  try {
    const header: unknown = JSON.parse(line);
    if (typeof header !== 'object' || header === null || !('format' in header)) return false;
    return typeof header.format === 'string' && header.format.startsWith('countersign-log/');
  } catch {
    return false;
  }
}

/** What to print, and the exit code: 0 where the log verifies, 1 where it does not. `text`: the file's content. */
export function verdictOn(text: string): { code: 0 | 1; lines: string[] } {
  const verdict = verifyLog(text, sha256);
  if (!verdict.ok) return { code: 1, lines: [verdict.says] };
  const streams = Object.entries(verdict.heads);
  const shown = streams.length <= 10 ? streams : [];
  return {
    code: 0,
    lines: [
      `${count(verdict.entries, 'entry', 'entries')} in ${count(streams.length, 'stream', 'streams')}: every one unchanged and in its place.`,
      ...shown.map(([stream, head]) => `${stream}  entry ${head.seq}  ${head.hash}`),
      ...(verdict.chain ? [`workspace chain  row ${verdict.chain.n}  ${verdict.chain.hash}`] : []),
      ...verdict.redacted.map(
        ({ stream, seq }) =>
          `${stream}  entry ${seq}  private values erased, as the log itself records`,
      ),
      ...verdict.unnonced.map(
        ({ stream, seq }) =>
          `${stream}  entry ${seq}  nonce of its signature erased, as the log itself records`,
      ),
      'Compare the heads with ones you kept elsewhere to rule out that the whole file was rewritten.',
    ],
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
