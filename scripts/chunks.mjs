/** What the browser loads of the build, compressed: first for the shell, then on top of it for the editor. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** kB, gzip -9. */
export const kB = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;
export const sum = (files) => [...files].reduce((total, file) => total + kB(file), 0);
const scripts = (files) => [...files].filter((file) => file.endsWith('.js'));

/** `first`: all files of the first load; `shell`, `editor`: their JavaScript in kB; `styles`: CSS of the first load. */
export function chunks() {
  const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
  const needs = (chunk, files = new Set()) => {
    if (files.has(chunk.file)) return files;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const name of chunk.imports ?? []) needs(manifest[name], files);
    return files;
  };
  const all = Object.entries(manifest);
  const first = needs(all.find(([, chunk]) => chunk.isEntry)[1]);
  const page = all.find(([source]) => source.endsWith('editor/editor-page.tsx'));
  const later = page ? [...needs(page[1])].filter((file) => !first.has(file)) : [];
  return {
    first,
    shell: sum(scripts(first)),
    styles: sum([...first].filter((file) => file.endsWith('.css'))),
    editor: sum(scripts(later)),
  };
}
