/** countersign: checks, plays and verifies from the command line. */
import { backtest } from './backtest.ts';
import { check } from './check.ts';
import { digest } from './digest.ts';
import { forecast } from './forecast.ts';
import { printable, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { run } from './run.ts';
import { verifyLogFile } from './verify-log.ts';
import { verifyTokenOf } from './verify-token.ts';

const commands: { readonly [name: string]: Command } = {
  check,
  run,
  digest,
  forecast,
  backtest,
  'verify-log': verifyLogFile,
  'verify-token': verifyTokenOf,
};

const usage = `countersign check FILE [--json]           schema and structural findings of an SOP
countersign run SOP RUNS [--json]         plays sample requests, compares with what is expected
countersign digest FILE                   the digest of an SOP's meaning
countersign forecast SOP [--scenario FILE] [--runs RUNS] [--cases N] [--replications R] [--seed S]
    [--json]                              how long requests will take, and where they wait
countersign backtest SOP --requests FILE.log.jsonl [--against SOP] [--assume-hours H] [--json]
                                          what a version would have made of stored requests
countersign verify-log FILE.log.jsonl     checks the hash chains of an exported log
countersign verify-token TOKEN --keys JWKS --artifact FILE|sha256:HEX
    [--status FILE] [--at TIME] [--require-auth]
                                          whether this artifact may be deployed by that token (text, file or -)

Exit code: 0 fine (warnings allowed), 1 an error found or a mismatch, 2 bad usage or unreadable input.`;

/** Does what the arguments say; answers the exit code. */
export async function commandLine(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === 'help' || name === '--help') {
    console.log(usage);
    return 0;
  }
  const known = Object.keys(commands).join(', ');
  try {
    if (name === undefined)
      throw new Unusable(`A command is missing: ${known}. “countersign help” tells more.`);
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined)
      throw new Unusable(`There is no command “${name}”; there are: ${known}.`);
    return await command(args);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(printable(error.message));
    return 2;
  }
}
