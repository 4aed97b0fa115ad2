/** `countersign verify-log FILE`: whether an exported log is what was written. */
import { verifySealedLog } from '#engine/log/seals.ts';
import type { CheckSeal, Seals } from '#engine/log/seals.ts';
import { fromBase64url, utf8Bytes } from '#formats/base64url.ts';
import { parseArgs, printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readText, sha256 } from './read.ts';
import { checkSignature } from './verify-token.ts';

const checkSeal: CheckSeal = async (x, text, value) => {
  const key = fromBase64url(x);
  const signature = fromBase64url(value);
  if (key?.length !== 32 || signature === null) return false;
  try {
    return await checkSignature(key, signature, utf8Bytes(text));
  } catch {
    return false; // no point of the curve: a key of nobody
  }
};

/** Whether an exported log is what was written; a file that is no log at all is unreadable input. */
export const verifyLogFile: Command = async (args) => {
  const { files } = parseArgs(args, 1, 'verify-log FILE.log.jsonl');
  const [name = ''] = files;
  const text = readText(name);
  const [first = ''] = text.split('\n', 1);
  if (!isHeader(first)) {
    throw new Unusable(
      `${name} is no exported log: its first line does not name the format countersign-log.`,
    );
  }
  const { code, lines } = await verdictOn(text);
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
export async function verdictOn(text: string): Promise<{ code: 0 | 1; lines: string[] }> {
  const verdict = await verifySealedLog(text, sha256, checkSeal);
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
      ...sealsOf(verdict.seals),
      'Compare the heads with ones you kept elsewhere to rule out that the whole file was rewritten.',
    ],
  };
}

function sealsOf({ sealed, unsealed, leaked, unchecked }: Seals): string[] {
  return [
    ...(sealed > 0
      ? [`${signatures(sealed)} confirmed by the signer’s key: every one by the key of then.`]
      : []),
    ...(leaked > 0 ? [`${signatures(leaked)} with a key that later got into other hands.`] : []),
    ...(unchecked > 0
      ? [
          `${signatures(unchecked)} confirmed by a key that stands in the workspace’s log: export the whole log to check.`,
        ]
      : []),
    ...(unsealed > 0 ? [`${signatures(unsealed)} not authenticated.`] : []),
  ];
}

const signatures = (n: number): string => count(n, 'signature', 'signatures');
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
