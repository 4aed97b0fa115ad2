/** What the menu can make of a diagram; loaded when it is first asked for. */
import type { Diagram } from '#model/diagram.ts';
import { displayName } from '#model/rows.ts';
import { pngOf } from './png.ts';
import { print, printText } from './print.ts';
import { fontsOf, svgText } from './svg.tsx';

export type Way = 'svg' | 'png' | 'copy' | 'print';

/** Resolves with what was done, as a sentence. */
export async function exported(diagram: Diagram, way: Way, revision: string): Promise<string> {
  const name = nameOf(displayName(diagram));
  switch (way) {
    case 'svg':
      save(`${name}.svg`, new Blob([svgText(diagram, await fontsOf())], { type: 'image/svg+xml' }));
      return 'SVG saved';
    case 'png':
      save(`${name}.png`, await pngOf(diagram));
      return 'PNG saved';
    case 'copy':
      // The picture is promised at once: a browser takes it only within the press itself.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(diagram) })]);
      return 'Picture copied';
    case 'print':
      await print(printText(diagram, { revision, printed: now() }));
      return 'Print opened';
  }
}

const now = (): string =>
  new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date());

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}

/** "AI policy §4.2" → "ai-policy-4-2" */
function nameOf(title: string): string {
  const name = title
    .normalize('NFKD')
    .replaceAll(/[^\w]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return name === '' ? 'sop' : name;
}
