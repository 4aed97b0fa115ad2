/**
 * Builds a page of test/bench that a benchmark drives: `storage` (the store, and a way to fill a workspace with generated
 * requests) or `canvas` (the editor). `node scripts/bench-page.mjs storage` prints where it is, as JSON.
 */
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @returns a folder to be served, and the page in it */
export async function benchPage(name) {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const root = fileURLToPath(new URL('..', import.meta.url));
  const dir = `${root}.cache/bench-${name}`;
  const page = `test/bench/${name}.html`;
  await build({
    root,
    configFile: false,
    publicDir: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: dir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { input: `${root}${page}` },
    },
  });
  return { dir, page };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await benchPage(process.argv[2])));
