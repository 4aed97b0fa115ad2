/** A kept backtest, as an imported workspace brings it. */
import type { EndOutcome } from '#model/diagram.ts';
import { idSchema } from '#model/id.schema.ts';
import type { Digest, NodeId, PersonId, RequestId, SopId } from '#model/ids.ts';
import { z } from '#model/zod.ts';
import type { BacktestRow } from './backtest-row.ts';

const outcome: z.ZodType<EndOutcome | null> = z
  .enum(['approved', 'rejected', 'withdrawn', 'expired', 'revoked', 'completed'])
  .nullable();
const verdict = z.enum(['outcome', 'stopped', 'unknown', 'tier', 'way', 'time', 'same']);
const source = z.enum(['recorded', 'elsewhere', 'default', 'unknown']);
const count = z.int().nonnegative();
const hours = z.number().nullable();

const tested = z.strictObject({
  request: idSchema<RequestId>(),
  name: z.string(),
  subject: z.string(),
  verdict,
  outcome: z.tuple([outcome, outcome]),
  tier: z.tuple([z.string().nullable(), z.string().nullable()]),
  node: idSchema<NodeId>().nullable(),
  place: z.string(),
  because: z.string(),
  laterHours: hours,
  stopsHours: hours,
  assumed: z.array(z.strictObject({ source })),
  gaps: count,
});

export const backtestRowSchema: z.ZodType<BacktestRow> = z.strictObject({
  id: z.string(),
  sop: idSchema<SopId>(),
  name: z.string(),
  at: z.number(),
  by: idSchema<PersonId>().nullable(),
  digest: z.custom<Digest>((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)),
  version: z.int().positive().nullable(),
  picked: z.string(),
  hours,
  attached: z.boolean(),
  result: z.strictObject({
    says: z.string(),
    counts: z.record(verdict, count),
    assumed: z.record(source, count),
    requests: z.array(tested),
    left: z.array(
      z.strictObject({ request: idSchema<RequestId>(), name: z.string(), says: z.string() }),
    ),
  }),
});
