import { digest as digestOf } from '#model/digest.ts';
import { parseArgs } from './outcome.ts';
import type { Command } from './outcome.ts';
import { readSopFile, sha256 } from './read.ts';

/** Prints the digest of an SOP's meaning. Exit code 1 where the file names another one. */
export const digest: Command = (args) => {
  const { files } = parseArgs(args, 1, 'digest FILE');
  const [name = ''] = files;
  const file = readSopFile(name);
  const found = digestOf(file.diagram, sha256);
  console.log(found);
  return file.digest === undefined || file.digest === found ? 0 : 1;
};
