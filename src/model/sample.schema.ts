/** The shape of a sample request (CORE.md §12). */
import { endOutcomeSchema } from './diagram.schema.ts';
import { idSchema, jsonObjectSchema } from './id.schema.ts';
import type { EvidenceId, ItemId, NodeId, PersonId, TimerId } from './ids.ts';
import type { Sample, SampleAct } from './sample.ts';
import { z } from './zod.ts';

const text = z.string();
const maybe = text.exactOptional();
const node = idSchema<NodeId>();
const person = idSchema<PersonId>();

const instant = text.regex(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/,
  'is no instant (2026-10-16T15:40:00-05:00)',
);

const actSchema: z.ZodType<SampleAct> = z.object({
  node: node.exactOptional(),
  by: person.exactOptional(),
  do: text,
  verdict: z.enum(['approved', 'conditional', 'rejected', 'returned']).exactOptional(),
  reason: maybe,
  fields: z.array(text).exactOptional(),
  waive: z.array(text).exactOptional(),
  conditions: z
    .array(z.object({ text, owner: node, effect: z.enum(['nextGate', 'end', 'runsOn']) }))
    .exactOptional(),
  evidence: idSchema<EvidenceId>().exactOptional(),
  metrics: jsonObjectSchema.exactOptional(),
  changes: jsonObjectSchema.exactOptional(),
  timer: z.union([z.literal(''), idSchema<TimerId>()]).exactOptional(),
  on: maybe,
  to: person.exactOptional(),
  letter: z.enum(['S', 'C']).exactOptional(),
  role: node.exactOptional(),
  text: maybe,
  at: instant.exactOptional(),
  answers: z
    .array(
      z.object({
        item: idSchema<ItemId>(),
        result: z.enum(['pass', 'fail', 'na']),
        comment: maybe,
      }),
    )
    .exactOptional(),
});

export const sampleSchema: z.ZodType<Sample> = z.object({
  id: text,
  name: text,
  story: text,
  requester: person,
  submitted: instant,
  form: jsonObjectSchema,
  metrics: z.record(idSchema<EvidenceId>(), jsonObjectSchema),
  acts: z.array(actSchema),
  expected: z.object({
    tier: text.nullable(),
    outcome: endOutcomeSchema.nullable(),
    trail: z.array(text),
  }),
});
