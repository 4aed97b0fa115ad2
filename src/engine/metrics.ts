import type { Json, JsonObject } from '#model/json.ts';

/** Objects merge, arrays and scalars replace (CORE.md §4.1); `patch` lies on top of `base`. Neither is written to. */
export function mergeMetrics(base: JsonObject, patch: JsonObject): JsonObject {
  const merged: { [key: string]: Json } = { ...base };
  for (const key of Object.keys(patch)) {
    const over = patch[key];
    if (over === undefined || key === '__proto__') continue;
    const under = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = isObject(over) && isObject(under) ? mergeMetrics(under, over) : over;
  }
  return merged;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What is wrong with a metrics piece, in words, or null. Keys are FEEL names, at most 6 deep; numbers finite (JSON has
 * no others). Its size is bounded with the command's.
 */
export function metricsFlaw(metrics: unknown, depth = 1): string | null {
  if (!isObject(metrics)) return 'Metrics are a JSON object.';
  if (depth > 6) return 'Metrics are nested at most 6 deep.';
  for (const key of Object.keys(metrics)) {
    if (!/^[A-Za-z_]\w*$/.test(key) || key === '__proto__')
      return `"${key}" cannot be named in an expression: a metric's name has letters, digits and _, and begins with a letter.`;
    const value = metrics[key];
    if (isObject(value)) {
      const inner = metricsFlaw(value, depth + 1);
      if (inner !== null) return inner;
    }
  }
  return null;
}
