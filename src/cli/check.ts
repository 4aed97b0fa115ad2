import { digest } from '#model/digest.ts';
import type { Finding } from '#model/finding.ts';
import { findings } from '#verify/findings.ts';
import { parseArgs, printable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readSopFile, sha256 } from './read.ts';

/** Schema and structural findings of an SOP file. Exit code 1 where there is an error; warnings are allowed. */
export const check: Command = (args) => {
  const { files, flags } = parseArgs(args, 1, 'check FILE [--json]', ['--json']);
  const [name = ''] = files;
  const file = readSopFile(name);
  const found = findings(file.diagram);
  const errors = found.filter(({ level }) => level === 'error').length;
  if (flags.has('--json')) {
    const report = {
      file: name,
      id: file.id,
      digest: digest(file.diagram, sha256),
      findings: found,
    };
    console.log(JSON.stringify(report, null, 2));
  } else {
    for (const finding of found) console.log(printable(line(finding)));
    console.log(`${name}: ${summary(found)}`);
  }
  return errors > 0 ? 1 : 0;
};

function line({ level, rule, at, says }: Finding): string {
  const where = [at.id ?? at.table, at.field].filter((part) => part !== undefined).join('.');
  return `${level.padEnd(7)} ${where}: ${says} (${rule})`;
}

function summary(found: readonly Finding[]): string {
  if (found.length === 0) return 'nothing found ✓';
  const count = (level: Finding['level'], one: string): string => {
    const n = found.filter((finding) => finding.level === level).length;
    return n === 1 ? `1 ${one}` : `${n} ${one}s`;
  };
  return `${count('error', 'error')}, ${count('warning', 'warning')}, ${count('hint', 'hint')}`;
}
