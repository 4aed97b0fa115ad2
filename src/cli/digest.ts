import { digest as digestOf } from '#model/digest.ts';
import { parseArgs, Unusable } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readSopFile, sha256 } from './read.ts';

/** Prints the digest of an SOP's meaning; refuses a file that states another one. */
export const digest: Command = (args) => {
  const { files } = parseArgs(args, 1, 'digest FILE');
  const [name = ''] = files;
  const file = readSopFile(name);
  const found = digestOf(file.diagram, sha256);
  if (file.digest !== undefined && file.digest !== found) {
    throw new Unusable(
      `${name} says its digest is ${file.digest}, but its content has ${found}: it was changed by hand.`,
    );
  }
  console.log(found);
  return 0;
};
