/** `.scenario.json`: what a forecast of an SOP assumes beside the SOP's own assumptions (docs/guide/simulate.md). */
import { jsonObjectSchema } from '#model/id.schema.ts';
import type { JsonObject } from '#model/json.ts';
import { z } from '#model/zod.ts';
import { readFile } from './file.ts';
import type { Read, Shape } from './file.ts';

export interface ScenarioFile {
  readonly format: 'countersign-scenario/1';
  readonly name?: string;
  /** An instant, `2026-10-16T15:40:00-05:00`. */
  readonly start?: string;
  readonly seed?: number;
  readonly cases?: number;
  readonly replications?: number;
  readonly warmup?: number;
  readonly target?: number;
  readonly assumptions?: { readonly [id: string]: JsonObject };
  readonly forms?: readonly {
    readonly form: JsonObject;
    readonly metrics?: JsonObject;
    readonly weight?: number;
    readonly priority?: number;
    readonly submitted?: string;
  }[];
}
const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
    'is no instant (2026-10-16T15:40:00-05:00)',
  )
  .exactOptional();
const number = z.number().exactOptional();
const schema: z.ZodType<ScenarioFile> = z.object({
  format: z.literal('countersign-scenario/1'),
  name: z.string().exactOptional(),
  start: instant,
  seed: number,
  cases: number,
  replications: number,
  warmup: number,
  target: number,
  assumptions: z.record(z.string(), jsonObjectSchema).exactOptional(),
  forms: z
    .array(
      z.object({
        form: jsonObjectSchema,
        metrics: jsonObjectSchema.exactOptional(),
        weight: z.number().positive('is not above 0').exactOptional(),
        priority: number,
        submitted: instant,
      }),
    )
    .exactOptional(),
});
const shape: Shape<ScenarioFile> = {
  format: 'countersign-scenario',
  version: 1,
  what: 'a scenario',
  schema,
};

export const readScenario = (text: string): Read<ScenarioFile> => readFile(text, shape);
