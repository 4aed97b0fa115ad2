/** How a piece of evidence can be shown in full without running anything of it. */
export type Shown = 'text' | 'json' | 'image' | 'download';

const images = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif']);
/** Shown as their source: a page or drawing may carry scripts, and evidence is never run. */
const texts = new Set([
  'txt',
  'md',
  'csv',
  'tsv',
  'log',
  'yaml',
  'yml',
  'toml',
  'ini',
  'xml',
  'html',
  'htm',
  'svg',
  'sql',
  'py',
  'r',
  'sh',
]);
/** Longer than this a text is downloaded: nobody reads it in a dialog, and a tab must stay usable. Bytes. */
const longest = 2_000_000;

/** By the name's ending alone, never by what the content claims to be. `size` in bytes. */
export function shownAs(name: string, size: number): Shown {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (images.has(ending)) return 'image';
  if (size > longest) return 'download';
  if (ending === 'json') return 'json';
  return texts.has(ending) ? 'text' : 'download';
}

/** The MIME type an image is shown under: chosen here, so that a file cannot choose `text/html`. */
export function imageType(name: string): string {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return `image/${ending === 'jpg' ? 'jpeg' : ending}`;
}

/** An address that may be opened: http or https, nothing that runs. */
export function safeUrl(text: string): string | null {
  try {
    const url = new URL(text.trim());
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
