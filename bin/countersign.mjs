#!/usr/bin/env node
/** Runs the command line, built on demand: again whenever a source is newer than what was built. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist-node', 'cli.js');
const rooms = ['model', 'engine', 'verify', 'layout', 'simulate', 'formats', 'cli'];

if (stale()) build();
await import(pathToFileURL(built).href);

function stale() {
  if (!existsSync(join(root, 'src'))) return false;
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return rooms.some((room) => newest(join(root, 'src', room)) > time);
}

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'),
      )
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );
}

/** Installs what is missing and builds; what that prints goes to stderr, for stdout is the command's. */
function build() {
  const made = spawnSync(process.execPath, [join(root, 'scripts', 'do.mjs'), 'cli'], {
    stdio: ['ignore', 2, 2],
  });
  if (made.status === 0) return;
  console.error('The command line could not be built (see above). Run "npm ci", then try again.');
  process.exit(2);
}
