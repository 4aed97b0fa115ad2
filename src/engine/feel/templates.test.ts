/** Law 13 on what is shipped: every expression of every template, on the data of its samples, is what feelin says. */
import { evaluate } from 'feelin';
import { expect, it } from 'vitest';
import type { Json, JsonObject } from '#model/json.ts';
import { templateDiagram, templateRuns, templates } from '../../../test/builders/templates.ts';
import type { Data } from '../compiled.ts';
import { expressionsOf } from '../faults/feel.ts';
import { expr } from './expr.ts';

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
function* dataOf(template: string): Generator<Data> {
  const request = { id: 'r1', submittedAt: '2026-10-16T15:40:00-05:00' };
  for (const run of templateRuns(template)) {
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

it.each(templates())('%s', (template) => {
  const texts = new Set(expressionsOf(templateDiagram(template)).map(({ text }) => text));
  expect(texts.size).toBeGreaterThan(1);
  const wrong: unknown[] = [];
  let evaluations = 0;
  for (const data of dataOf(template))
    for (const text of texts) {
      evaluations += 1;
      const value = expr(text).eval(data);
      const oracle: unknown = evaluate(text, { ...data }).value ?? null;
      if (value !== JSON.parse(JSON.stringify(oracle))) wrong.push({ text, value, oracle, data });
    }
  expect(wrong).toEqual([]);
  expect(evaluations).toBeGreaterThan(10);
});
