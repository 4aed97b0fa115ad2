/** The templates that ship with the app: plain files, each loaded when it is needed. */
import type { SopFile } from '#formats/sop.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Sample } from '#model/sample.ts';

const sops = import.meta.glob<string>('../../../templates/*/*.sop.json', {
  query: '?raw',
  import: 'default',
});
/** One small file for all cards: twelve whole SOPs are ten times as much to fetch, and seconds to check. */
const cards = import.meta.glob<readonly TemplateCard[]>('../../../templates/cards.json', {
  import: 'default',
});
const runs = import.meta.glob<string>('../../../templates/*/*.runs.json', {
  query: '?raw',
  import: 'default',
});

/** What the library shows of a template before it is opened. */
export interface TemplateCard {
  readonly id: string;
  /** As much of it as is drawn: no checklists, forms or calendars. Made of the file, and held to it by a test. */
  readonly diagram: Diagram;
}

/** Its id: industry and name, as in "general/five-gate-deployment". */
const idOf = (path: string): string =>
  path.replace(/^.*templates\//, '').replace(/\.(sop|runs)\.json$/, '');

/** Ids of all templates; the general ones first, for they fit every industry. */
export const templateIds: readonly string[] = Object.keys(sops)
  .map(idOf)
  .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
function rank(id: string): number {
  if (id === 'general/five-gate-deployment') return 0;
  return id.startsWith('general/') ? 1 : 2;
}

/** All cards, in the order of `templateIds`. */
export async function loadCards(): Promise<readonly TemplateCard[]> {
  const found = (await Promise.all(Object.values(cards).map((load) => load()))).flat();
  return found.toSorted((a, b) => templateIds.indexOf(a.id) - templateIds.indexOf(b.id));
}

const loaded = new Map<string, Promise<SopFile>>();

/** A template's file; read once. A template that does not read is a broken promise of the program. */
export function loadTemplate(id: string): Promise<SopFile> {
  let file = loaded.get(id);
  if (file === undefined) {
    file = readTemplate(id);
    loaded.set(id, file);
  }
  return file;
}

async function readTemplate(id: string): Promise<SopFile> {
  const load = Object.entries(sops).find(([path]) => idOf(path) === id)?.[1];
  if (load === undefined) throw new Error(`There is no template ${id}.`);
  const [text, { readSop }] = await Promise.all([load(), import('#formats/sop.ts')]);
  const read = readSop(text);
  if (!read.ok) throw new Error(`Template ${id}: ${read.says}`);
  return read.file;
}

/** The sample requests of a template; none where it has none. */
export async function loadSamples(id: string): Promise<readonly Sample[]> {
  const load = Object.entries(runs).find(([path]) => idOf(path) === id)?.[1];
  if (load === undefined) return [];
  const [text, { readRuns }] = await Promise.all([load(), import('#formats/runs.ts')]);
  const read = readRuns(text);
  return read.ok ? read.file.runs : [];
}

const industryWords: Readonly<Record<string, string>> = {
  general: 'Any industry',
  bank: 'Financial services',
  'financial-services': 'Financial services',
  healthcare: 'Healthcare',
  commerce: 'E-commerce',
  'e-commerce': 'E-commerce',
  manufacturing: 'Manufacturing',
  agency: 'Agencies',
  agencies: 'Agencies',
  'public-sector': 'Public sector',
};
/** "financial-services" → "Financial services" */
export function industryWord(industry: string): string {
  const known = industryWords[industry];
  if (known !== undefined) return known;
  const words = industry.replaceAll(/[-_]/g, ' ').trim();
  return words === '' ? 'Any industry' : words[0]?.toUpperCase() + words.slice(1);
}
