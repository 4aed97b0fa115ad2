/** The shipped templates as plain data, read from their files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagram } from '#model/diagram.ts';
import type { JsonObject } from '#model/json.ts';

const root = join(import.meta.dirname, '../../templates');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** `general/five-gate-deployment` and so on. */
export const templates = (): string[] =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.sop.json'))
    .map((path) => path.replace('.sop.json', ''))
    .toSorted();

/** In the file rows stand under their ids and don't repeat them. */
export function templateDiagram(template: string): Diagram {
  const { diagram } = read(`${template}.sop.json`) as {
    diagram: { [table: string]: { [id: string]: object } };
  };
  const bare = new Set(['control', 'format', 'assumptions']);
  const tables = Object.entries(diagram).map(([name, rows]) => [
    name,
    bare.has(name)
      ? rows
      : Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { id, ...row }])),
  ]);
  return Object.fromEntries(tables) as Diagram;
}

export interface TemplateRun {
  readonly form: JsonObject;
  /** By evidence. */
  readonly metrics: { readonly [evidence: string]: JsonObject };
  readonly acts: readonly { readonly metrics?: JsonObject; readonly changes?: JsonObject }[];
}
export const templateRuns = (template: string): readonly TemplateRun[] =>
  (read(`${template}.runs.json`) as { runs: TemplateRun[] }).runs;

/** The holiday lists a template brings, by id. */
export const templateHolidays = (
  template: string,
): { readonly [list: string]: { readonly days: readonly string[] } } =>
  (
    read(`${template}.sop.json`) as {
      holidays: { readonly [list: string]: { readonly days: readonly string[] } };
    }
  ).holidays;
