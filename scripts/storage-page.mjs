/**
 * Builds test/bench/storage-page.ts, which sets `window.__storage`: this store as a benchmark calls it, and a way to fill
 * a workspace with generated requests. `node scripts/storage-page.mjs` prints where it is, as JSON.
 */
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @returns a folder to be served, and the page in it */
export async function storagePage() {
  const { build } = await import('vite');
  const root = fileURLToPath(new URL('..', import.meta.url));
  const dir = `${root}.cache/bench-storage`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: dir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: `${root}test/bench/storage.html` },
    },
  });
  return { dir, page: 'test/bench/storage.html' };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await storagePage()));
