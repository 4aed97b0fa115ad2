#!/usr/bin/env node
/** Runs the command line, built on demand: again whenever a source is newer than what was built. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist-node', 'cli.js');
const rooms = ['model', 'engine', 'verify', 'layout', 'simulate', 'formats', 'cli'];

if (stale()) await build();
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

async function build() {
  if (!existsSync(join(root, 'node_modules', 'vite'))) {
    console.error('The packages are missing: run "npm ci" once, or "npm start".');
    process.exit(2);
  }
  const vite = await import('vite');
  await vite.build({ root, mode: 'node', logLevel: 'warn' });
}
