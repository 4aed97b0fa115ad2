/** Schemas of ids and of plain JSON, for the schemas beside the types. */
import type { Id } from './ids.ts';
import type { Json } from './json.ts';
import { z } from './zod.ts';

/**
 * An id: 1 to 200 characters without control characters. Names of Object.prototype are refused: a row named
 * `constructor` would be found in every table. So are whole numbers, which JavaScript lists before all other keys, so
 * that a map of them would not be written in canonical order, and `$p`, which marks a private value in the log.
 */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= 200 &&
  !/[\p{Cc}\p{Surrogate}]/u.test(value) &&
  !/^(?:\d+|\$p)$/.test(value) &&
  !(value in Object.prototype);

/** What is wrong with what is none, after the name of the field. */
export const notAnId = 'is no id (1 to 200 characters, no whole number, no reserved name)';

export const idSchema = <I extends Id<string>>() => z.custom<I>(isId, { error: notAnId });

const jsonSchema: z.ZodType<Json> = z.json();
export const jsonObjectSchema = z.record(z.string(), jsonSchema);
