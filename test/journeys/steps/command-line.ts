/** The command line, as it is called from a shell. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

const bin = join(import.meta.dirname, '../../../bin/countersign.mjs');

export function countersign(...args: readonly string[]): { code: number | null; says: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
  });
  return { code: status, says: stdout + stderr };
}
