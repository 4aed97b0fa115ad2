/** `countersign verify-log FILE`: whether an exported log is what was written. */
import { createHash } from 'node:crypto';
import { verifyLog } from '#engine/log/verify.ts';

const hash = (utf8: string): string => createHash('sha256').update(utf8).digest('hex');

/** What to print, and the exit code: 0 where the log verifies, 1 where it does not. `text`: the file's content. */
export function verifyLogCommand(text: string): { code: 0 | 1; lines: string[] } {
  const verdict = verifyLog(text, hash);
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
      'Compare the heads with ones you kept elsewhere to rule out that the whole file was rewritten.',
    ],
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
