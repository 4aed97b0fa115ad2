/** The shape of an entry and its private part, for files from outside. */
import { idSchema } from '#model/id.schema.ts';
import type { CommandId, Digest, PersonId } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import { z } from '#model/zod.ts';
import type { Actor } from '../command.ts';
import type { Entry, Private, SealedEvent, Stream } from './entry.ts';

export const hexSchema = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hex');

export const isStream = (value: unknown): value is Stream =>
  typeof value === 'string' &&
  value.length <= 300 &&
  (value === 'workspace' || /^(?:request|sop)\/./.test(value));
export const streamSchema = z.custom<Stream>(isStream, { error: 'is no stream' });

const actorSchema: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: idSchema<PersonId>() }),
  z.strictObject({ kind: z.literal('clock') }),
  z.strictObject({ kind: z.literal('system'), name: z.enum(['subprocess', 'issuer']) }),
]);
const eventSchema = z.custom<SealedEvent>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string',
  { error: 'is no event' },
);

export const entrySchema: z.ZodType<Entry> = z.strictObject({
  actor: actorSchema,
  at: z.number(),
  clock: z.number().exactOptional(),
  command: z.strictObject({
    id: z.custom<CommandId>((id) => typeof id === 'string'),
    type: z.string(),
  }),
  events: z.array(eventSchema),
  for: idSchema<PersonId>().exactOptional(),
  format: z.literal([1, 2]),
  prev: hexSchema,
  sealed: hexSchema.nullable(),
  seq: z.int().nonnegative(),
  stream: streamSchema,
  version: idSchema<Digest>().exactOptional(),
  zone: z.string(),
});
export const privateSchema: z.ZodType<Private> = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/, 'is no salt'),
  values: z.array(z.custom<Json>((value) => value !== undefined)),
});
