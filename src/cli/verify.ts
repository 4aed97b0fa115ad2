import { parseArgs, printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readText } from './read.ts';
import { verifyLogCommand } from './verify-log.ts';

/** Whether an exported log is what was written; a file that is no log at all is unreadable input. */
export const verify: Command = (args) => {
  const { files } = parseArgs(args, 1, 'verify-log EVENTS.jsonl');
  const [name = ''] = files;
  const text = readText(name);
  const [first = ''] = text.split('\n', 1);
  if (!isHeader(first)) {
    throw new Unusable(
      `${name} is no exported log: its first line does not name the format countersign-log.`,
    );
  }
  const { code, lines } = verifyLogCommand(text);
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
