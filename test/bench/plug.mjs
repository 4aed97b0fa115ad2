/**
 * This engine and this store as a benchmark that compares several calls them. Needs `npm run build` before; the page of
 * the storage part is built when that part is run.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runOne, runOneResumed, runOneSaved } from '../../dist-node/bench.js';

export const name = 'countersign';
export const engine = { runOne, runOneSaved, runOneResumed };

const asked = process.argv.slice(1).some((word) => /storage|^all$/.test(word));
export const storage = asked ? await storagePage() : undefined;

/** Builds test/bench/storage-page.ts, which sets `window.__storage`; answers where it is. */
export async function storagePage() {
  const { build } = await import('vite');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const dir = `${root}.cache/bench-storage`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'error',
    build: {
      outDir: dir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: `${root}test/bench/storage.html` },
    },
  });
  return { dir, page: 'test/bench/storage.html' };
}
