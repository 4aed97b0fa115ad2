import { readJson } from '#formats/json.ts';
import type { JsonObject } from '#model/json.ts';
import { z } from '#model/zod.ts';

export type MetricsText =
  | { readonly ok: true; readonly metrics: JsonObject }
  | { readonly ok: false; readonly says: string };

const object = z.record(z.string(), z.json());

/**
 * Reads pasted metrics: one JSON object. Read strictly, as files are: of a name that stands twice or `__proto__`, the
 * checks would read one value and a reader of the evidence see another. What the figures may be (depth, names, size) is
 * the engine's to say.
 */
export function metricsOf(text: string): MetricsText {
  if (text.trim() === '') return { ok: false, says: 'Paste the figures as a JSON object.' };
  const read = readJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (!read.ok) return { ok: false, says: `Line ${read.line} cannot be read: ${read.says}.` };
  const parsed = object.safeParse(read.value);
  return parsed.success
    ? { ok: true, metrics: parsed.data }
    : { ok: false, says: 'Metrics are one JSON object, such as {"auc": 0.84}.' };
}
