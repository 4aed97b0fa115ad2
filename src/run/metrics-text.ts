import { z } from '#model/zod.ts';
import type { JsonObject } from '#model/json.ts';

export type MetricsText =
  | { readonly ok: true; readonly metrics: JsonObject }
  | { readonly ok: false; readonly says: string };

const object = z.record(z.string(), z.json());

/**
 * Reads pasted metrics: one JSON object. What the figures may be (depth, names, size) is the engine's to say; here only
 * what is no JSON object at all is refused, with line and column where the text breaks.
 */
export function metricsOf(text: string): MetricsText {
  if (text.trim() === '') return { ok: false, says: 'Paste the figures as a JSON object.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, says: `This is no JSON: ${where(text, error)}` };
  }
  const parsed = object.safeParse(value);
  return parsed.success
    ? { ok: true, metrics: parsed.data }
    : { ok: false, says: 'Metrics are one JSON object, such as {"auc": 0.84}.' };
}

/** Engines name the place as an offset, as line and column, or not at all. */
function where(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset === undefined) return 'it ends too early or a character is out of place.';
  const before = text.slice(0, Number(offset)).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1} is not as expected.`;
}
