/**
 * The SOP as a document that is filed: document control, the diagram on one sheet, then every gate and step with who,
 * how long, what is checked and what is brought. The browser prints it, or saves it as PDF.
 */
import type { Diagram } from '#model/diagram.ts';
import { kindWords } from '#model/kind-words.ts';
import { outlineOf } from '#model/outline.ts';
import { assignmentsOf, displayName, evidenceOf, gateNumber, itemsOf } from '#model/rows.ts';
import { plural, slaText } from '#ui/format.ts';
import { spanOf } from '../inspector/iso.ts';
import { frameOf, standing } from './sheet.tsx';
import { svgText } from './svg.tsx';

export interface PrintFacts {
  /** "Draft ahead of version 3", "Version 3". */
  readonly revision: string;
  /** "21 Nov 2026, 14:02 UTC" */
  readonly printed: string;
}

const esc = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export function printText(diagram: Diagram, facts: PrintFacts): string {
  const { control } = diagram;
  const { w, h } = frameOf(standing(diagram));
  const title = displayName(diagram);
  const owner = control.owner === null ? '' : (diagram.nodes[control.owner]?.name ?? '');
  const block = [
    ['Document no', control.documentNo],
    ['Revision', facts.revision],
    ['Owner', owner],
    ['Reviewed every', monthsText(control.reviewEvery)],
    ['Printed', facts.printed],
  ]
    .map(([name = '', value = '']) => `<td><small>${name}</small>${esc(value) || '–'}</td>`)
    .join('');
  // A long way across is turned to the sheet's long side.
  const page = w >= h ? 'landscape' : 'portrait';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${esc(title)}</title><style>
@page { size: A4; margin: 14mm 12mm 16mm; @bottom-left { content: "${esc(title).replaceAll(/["\\\n]/g, ' ')} · ${esc(facts.revision)}"; font: 8pt sans-serif; color: #43515D } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #43515D } }
@page drawing { size: A4 ${page} }
* { box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { margin: 0; font: 9.5pt/1.4 'Inter Variable', Inter, 'Helvetica Neue', Arial, sans-serif; color: #13202B }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 6mm 0 2mm }
.block { width: 100%; border-collapse: collapse; margin: 0 0 4mm } .block td { border: .3mm solid #7E8B96; padding: 1.2mm 2mm; vertical-align: top }
small { display: block; font-size: 7pt; color: #43515D } .drawing { page: drawing; break-after: page; height: 100% }
.drawing svg { display: block; width: 100%; height: auto; max-height: ${page === 'landscape' ? 146 : 218}mm }
.steps { width: 100%; border-collapse: collapse; table-layout: fixed } .steps th:nth-child(1) { width: 26% } .steps th:nth-child(2) { width: 20% } .steps th:nth-child(3) { width: 9% } .steps th:nth-child(5) { width: 18% } .steps th { text-align: left; font-size: 8pt; color: #43515D; border-bottom: .4mm solid #13202B; padding: 1mm 2mm }
.steps td { border-bottom: .2mm solid #D3DAE0; padding: 1.2mm 2mm; vertical-align: top } .steps li, .steps small { break-inside: avoid } thead { display: table-header-group }
ul { margin: 0; padding-left: 4mm }
</style></head><body><section class="drawing"><h1>${esc(title)}</h1><table class="block"><tr>${block}</tr></table>${svgText(diagram)}</section><section>
${control.purpose.trim() === '' ? '' : `<h2>Purpose</h2><p>${esc(control.purpose)}</p>`}<h2>Gates and steps</h2><table class="steps"><thead><tr><th>What</th><th>Who</th><th>Time</th><th>Checked</th><th>Brought</th></tr></thead><tbody>${stepsOf(diagram)}</tbody></table></section></body></html>`;
}

/** "P6M" as one says it. */
function monthsText(every: string | null): string {
  const span = spanOf(every ?? '');
  return span === null ? (every ?? '') : plural(span.n, span.unit.slice(0, -1));
}

const list = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${esc(text)}</li>`).join('')}</ul>`;

function stepsOf(diagram: Diagram): string {
  return outlineOf(diagram)
    .flatMap(({ node, link, part, depth }) => {
      const it = link || part === 'aside' ? undefined : diagram.nodes[node];
      if (it === undefined) return [];
      const number = gateNumber(diagram, it.id);
      const who = assignmentsOf(diagram, it.id).map(
        ({ role, letter }) => `${letter} ${diagram.nodes[role]?.name ?? ''}`,
      );
      const time = it.kind === 'gate' && it.sla !== undefined ? slaText(it.sla.minutes) : '';
      return [
        `<tr><td style="padding-left:${2 + Math.min(depth, 6) * 3}mm"><small>${kindWords[it.kind]}${number === null ? '' : ` ${number}`}</small>${esc(it.name.trim())}</td><td>${list(who)}</td><td>${time}</td><td>${list(itemsOf(diagram, it.id).map(({ text, required }) => text + (required ? '' : ' (optional)')))}</td><td>${list(evidenceOf(diagram, it.id).map(({ name }) => name))}</td></tr>`,
      ];
    })
    .join('');
}

/** Opens the browser's print dialog on it, in a frame of its own; resolves when that is left. */
export async function print(html: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0';
  frame.setAttribute('aria-hidden', 'true');
  frame.srcdoc = html;
  document.body.append(frame);
  await new Promise((done) => {
    frame.addEventListener('load', done, { once: true });
  });
  const { title } = document;
  frame.contentWindow?.addEventListener('afterprint', () => {
    frame.remove();
  });
  document.title = new DOMParser().parseFromString(html, 'text/html').title || title;
  frame.contentWindow?.print();
  document.title = title;
}
