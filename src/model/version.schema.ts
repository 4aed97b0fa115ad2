/** The shape of a published version (CORE.md §1). */
import { diagramSchema, digestSchema } from './diagram.schema.ts';
import { idSchema } from './id.schema.ts';
import type { PersonId, SopId } from './ids.ts';
import type { Acceptance, Approval, Version } from './version.ts';
import { z } from './zod.ts';

const person = idSchema<PersonId>();
const approvalSchema: z.ZodType<Approval> = z.object({
  by: person,
  at: z.number(),
  note: z.string().exactOptional(),
});
const acceptanceSchema: z.ZodType<Acceptance> = z.object({
  rule: z.string(),
  id: z.string().exactOptional(),
  by: person,
  reason: z.string(),
});

export const versionSchema: z.ZodType<Version> = z.object({
  sop: idSchema<SopId>(),
  number: z.int().positive(),
  revision: z.string(),
  digest: digestSchema,
  appearance: digestSchema,
  diagram: diagramSchema,
  publishedAt: z.number(),
  publishedBy: person,
  reason: z.string(),
  effectiveFrom: z.string(),
  nextReview: z.string().nullable(),
  supersedes: digestSchema.nullable(),
  approvals: z.array(approvalSchema),
  accepted: z.array(acceptanceSchema),
});
