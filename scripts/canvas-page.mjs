/**
 * Builds test/bench/canvas-page.tsx, which sets `window.__bench`: this editor as a canvas benchmark drives it.
 * `node scripts/canvas-page.mjs` prints where it is, as JSON.
 */
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @returns a folder to be served, and the page in it */
export async function canvasPage() {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const root = fileURLToPath(new URL('..', import.meta.url));
  const dir = `${root}.cache/bench-canvas`;
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
      rolldownOptions: { input: `${root}test/bench/canvas.html` },
    },
  });
  return { dir, page: 'test/bench/canvas.html' };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(JSON.stringify(await canvasPage()));
