/** How commands end and speak. */

/** 0 fine (warnings allowed) · 1 an error found or a mismatch · 2 bad usage or unreadable input. */
type Code = 0 | 1 | 2;
export type Command = (args: readonly string[]) => Code | Promise<Code>;

/** Bad usage or unreadable input: one sentence on stderr, exit code 2. */
export class Unusable extends Error {}

/** Splits `--json` and the like from files; refuses what is unknown. */
export function parseArgs(
  args: readonly string[],
  files: number,
  usage: string,
  flags: readonly string[] = [],
): { readonly files: readonly string[]; readonly flags: ReadonlySet<string> } {
  const given = new Set<string>();
  const named: string[] = [];
  for (const arg of args) {
    if (!arg.startsWith('--')) named.push(arg);
    else if (flags.includes(arg)) given.add(arg);
    else throw new Unusable(`There is no option ${arg}. Usage: countersign ${usage}`);
  }
  if (named.length !== files) {
    const found = named.length === 1 ? '1 was given' : `${named.length} were given`;
    throw new Unusable(
      `${files} file${files === 1 ? '' : 's'} expected, ${found}. Usage: countersign ${usage}`,
    );
  }
  return { files: named, flags: given };
}

/** Text of a file or a name as one line of a terminal: nothing in it is obeyed. */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '�');
