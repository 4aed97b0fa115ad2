/** countersign: checks, plays and verifies from the command line. */
import { check } from './check.ts';
import { digest } from './digest.ts';
import { Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { run } from './run.ts';
import { verify } from './verify.ts';

const commands: { readonly [name: string]: Command } = {
  check,
  run,
  digest,
  'verify-log': verify,
};

const usage = `countersign check FILE [--json]           schema and structural findings of an SOP
countersign run SOP RUNS [--json]         plays sample requests, compares with what is expected
countersign digest FILE                   the digest of an SOP's meaning
countersign verify-log EVENTS.jsonl       checks the hash chains of an exported log

Exit code: 0 fine (warnings allowed), 1 an error found or a mismatch, 2 bad usage or unreadable input.`;

const [name, ...args] = process.argv.slice(2);
if (name === undefined || name === 'help' || name === '--help') {
  console.log(usage);
  process.exitCode = name === undefined ? 2 : 0;
} else {
  process.exitCode = await done(name);
}

async function done(command: string): Promise<number> {
  const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (act === undefined)
    return unusable(
      `There is no command “${command}”; there are: ${Object.keys(commands).join(', ')}.`,
    );
  try {
    return await act(args);
  } catch (error) {
    if (error instanceof Unusable) return unusable(error.message);
    throw error;
  }
}

function unusable(says: string): number {
  console.error(says);
  return 2;
}
