/** Law 13 on what is shipped: every expression of every template, on the data of its samples, is what feelin says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from 'feelin';
import { expect, it } from 'vitest';
import type { Diagram } from '#model/diagram.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Data } from '../compiled.ts';
import { expressionsOf } from '../faults/feel.ts';
import { expr } from './expr.ts';

const root = join(import.meta.dirname, '../../../templates');
const read = (path: string): JsonObject => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
const templates = readdirSync(root, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.sop.json'))
  .toSorted();

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
function merged(into: JsonObject, from: JsonObject): JsonObject {
  const all: { [key: string]: Json } = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = all[key];
    all[key] = isObject(value) && isObject(known) ? merged(known, value) : value;
  }
  return all;
}

/** The data a sample begins with and the data it ends with; and that with every single value taken away. */
function* dataOf(path: string): Generator<Data> {
  const runs = read(path.replace('.sop.json', '.runs.json'))['runs'] as unknown as {
    form: JsonObject;
    metrics: { [evidence: string]: JsonObject };
    acts: { metrics?: JsonObject; changes?: JsonObject }[];
  }[];
  const request = { id: 'r1', submittedAt: '2026-10-16T15:40:00-05:00' };
  for (const run of runs) {
    const first = Object.values(run.metrics).reduce(merged, {});
    const last = run.acts.reduce((all, act) => merged(all, act.metrics ?? {}), first);
    const form = run.acts.reduce((all, act) => ({ ...all, ...act.changes }), run.form);
    for (const tier of ['high', 'standard', 'low', null]) {
      yield { form: run.form, metrics: first, tier, request };
      yield { form, metrics: last, tier, request };
    }
    for (const key of Object.keys(form)) {
      const { [key]: _, ...rest } = form;
      yield { form: rest, metrics: last, tier: null, request };
    }
    for (const key of Object.keys(last)) {
      const { [key]: _, ...rest } = last;
      yield { form, metrics: rest, tier: null, request };
    }
  }
}

it.each(templates)('%s', (template) => {
  const path = join(root, template);
  const diagram = read(path)['diagram'] as unknown as Diagram;
  const texts = new Set(expressionsOf(diagram).map(({ text }) => text));
  expect(texts.size).toBeGreaterThan(5);
  let evaluations = 0;
  for (const data of dataOf(path))
    for (const text of texts) {
      evaluations += 1;
      const value = expr(text).eval(data);
      const { value: oracle } = evaluate(text, { ...data });
      if (value !== (oracle === undefined ? null : JSON.parse(JSON.stringify(oracle))))
        expect({ text, data, value }).toEqual({ text, data, value: oracle });
    }
  expect(evaluations).toBeGreaterThan(100);
});
