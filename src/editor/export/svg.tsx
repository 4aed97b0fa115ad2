/** The drawing as an SVG file that stands by itself: no classes, no variables, its face embedded where asked. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Diagram } from '#model/diagram.ts';
import { light, shared } from '#ui/tokens.ts';
import { Sheet, standing } from './sheet.tsx';

/** Of a style rule, what SVG knows as an attribute too. */
const attributes = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linejoin',
  'stroke-dasharray',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
];
const tokens: Readonly<Record<string, string>> = { ...light, ...shared };
const faces: Readonly<Record<string, string>> = {
  // Helvetica is what other programs on Linux and macOS have of about this width; DejaVu, their sans-serif, overflows.
  font: "'Inter Variable', Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif",
  'font-mono': "'JetBrains Mono Variable', 'JetBrains Mono', Menlo, Consolas, monospace",
};

/** Always on paper: the light colours. `fonts`: a style sheet with the faces as data, see `fontsOf`. */
export function svgText(diagram: Diagram, fonts = ''): string {
  const host = document.createElement('div');
  const root = createRoot(host);
  flushSync(() => {
    root.render(<Sheet diagram={standing(diagram)} />);
  });
  const svg = host.querySelector('svg');
  if (svg === null) throw new Error('The drawing was not made.');
  const copy = svg.cloneNode(true);
  root.unmount();
  if (!(copy instanceof SVGSVGElement)) throw new Error('The drawing is no SVG.');
  inline(copy);
  // What takes its face from the page has none in a file.
  copy.setAttribute('font-family', faces['font'] ?? 'sans-serif');
  if (fonts !== '') {
    const style = document.createElementNS(copy.namespaceURI, 'style');
    style.textContent = fonts;
    copy.prepend(style);
  }
  return new XMLSerializer().serializeToString(copy);
}

/** Classes become attributes, variables their values. */
function inline(svg: SVGSVGElement): void {
  const all = [svg, ...svg.querySelectorAll('*')];
  const rules = rulesFor(new Set(all.flatMap((element) => [...element.classList])));
  for (const element of all) {
    const own = element.getAttribute('style');
    for (const rule of element.classList.length + (element.parentElement?.classList.length ?? 0) ===
    0
      ? []
      : rules)
      if (element.matches(rule.selectorText)) take(element, rule.style);
    if (own !== null && (element instanceof SVGElement || element instanceof HTMLElement))
      take(element, element.style);
    for (const { name, value } of Array.from(element.attributes)) {
      if (name === 'class' || name === 'style' || /^(aria-|data-|tabindex)/.test(name))
        element.removeAttribute(name);
      else if (value.includes('var(') || value.startsWith('rgba(') || /^#[\da-f]{8}$/i.test(value))
        paint(element, name, resolved(value));
      else if (value === 'currentColor') paint(element, name, colorOf(element));
    }
  }
}

function take(element: Element, style: CSSStyleDeclaration): void {
  for (const name of attributes) {
    const value = style.getPropertyValue(name);
    if (value !== '') element.setAttribute(name, value);
  }
}

/** Lucide's icons draw in the current colour, which stands as `color` or `stroke` at their root. */
const colorOf = (element: Element): string => {
  const from = element.closest('[color]') ?? element.parentElement?.closest('[stroke]');
  return resolved(
    from?.getAttribute('color') ?? from?.getAttribute('stroke') ?? light['text-primary'],
  );
};

const resolved = (value: string): string =>
  value.replaceAll(
    /var\(--cs-([\w-]+)\)/g,
    (whole, name: string) => faces[name] ?? tokens[name] ?? whole,
  );

/** Colours with an alpha as SVG 1.1 has them: the colour, and its opacity beside it. */
function paint(element: Element, name: string, value: string): void {
  const rgba = /^rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)$/.exec(value);
  const hex = /^(#[\da-f]{6})([\da-f]{2})$/i.exec(value);
  const [color, alpha] =
    rgba !== null
      ? [
          `#${rgba
            .slice(1, 4)
            .map((part) => Number(part).toString(16).padStart(2, '0'))
            .join('')}`,
          rgba[4],
        ]
      : hex !== null
        ? [hex[1] ?? value, String(Math.round(Number.parseInt(hex[2] ?? 'ff', 16) / 2.55) / 100)]
        : [value, undefined];
  element.setAttribute(name, color);
  if (alpha !== undefined && (name === 'fill' || name === 'stroke'))
    element.setAttribute(`${name}-opacity`, alpha);
}

/** The page's style rules that speak of these classes, in their order. */
function rulesFor(classes: ReadonlySet<string>): CSSStyleRule[] {
  return [...document.styleSheets].flatMap((sheet) =>
    rulesOf(sheet).filter(
      (rule): rule is CSSStyleRule =>
        rule instanceof CSSStyleRule &&
        [...rule.selectorText.matchAll(/\.([\w-]+)/g)].some(([, name = '']) => classes.has(name)),
    ),
  );
}
/** A sheet of another origin (an extension's) doesn't say what is in it. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

/** The faces the drawing is set in, as data within the file: a picture of it has no other way to them. */
export async function fontsOf(): Promise<string> {
  const found = [...document.styleSheets]
    .flatMap(rulesOf)
    .filter((rule) => rule instanceof CSSFontFaceRule);
  const latin = found.filter(({ style }) =>
    /U\+0(000)?-/i.test(style.getPropertyValue('unicode-range')),
  );
  const texts = await Promise.all(
    latin.map(async ({ style, parentStyleSheet }) => {
      const url = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1];
      if (url === undefined) return '';
      const base = parentStyleSheet?.href ?? location.href;
      const answer = await fetch(new URL(url, base));
      if (!answer.ok) return '';
      const data = await dataUrl(await answer.blob());
      return `@font-face{font-family:${style.getPropertyValue('font-family')};font-weight:100 900;src:url(${data}) format("woff2")}`;
    }),
  );
  return texts.join('');
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      done(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => {
      failed(new Error('The face could not be read.'));
    });
    reader.readAsDataURL(blob);
  });
