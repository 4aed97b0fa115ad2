/** The assumptions of a diagram and a scenario, opaque to the model, read here; what cannot be is told in sentences. */
import type { Diagram } from '#model/diagram.ts';
import type { Json } from '#model/json.ts';
import { z } from '#model/zod.ts';
import type { Distribution } from '../random/distribution.ts';

const amount = z.number('is no number').nonnegative('is negative');
const positive = z.number('is no number').positive('is not above 0');
const share = z.number('is no number').min(0, 'is negative').max(100, 'is above 100');
const unit = z
  .enum(['businessHours', 'hours', 'businessMinutes', 'minutes', 'businessDays', 'days'])
  .exactOptional();
const durationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), value: amount, unit }),
  z.object({ kind: z.literal('exponential'), mean: positive, unit }),
  z
    .object({ kind: z.literal('triangular'), min: amount, mode: amount, max: amount, unit })
    .refine(({ min, mode, max }) => min <= mode && mode <= max, 'must have min ≤ mode ≤ max'),
  z.object({ kind: z.literal('lognormal'), mean: positive, cv: amount, unit }),
  z.object({ kind: z.literal('gamma'), mean: positive, cv: amount, unit }),
  z.object({ kind: z.literal('empirical'), values: z.array(amount).min(1, 'is empty'), unit }),
]);
/** A distribution and its unit; without a unit, hours of work. */
export type Duration = Distribution & { readonly unit?: string };
const percents = z.record(z.string(), share);

const arrivalsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('poisson'),
    perWeek: positive.nullable(),
    calendar: z.string().exactOptional(),
    most: z.int().positive().exactOptional(),
  }),
  z.object({ kind: z.literal('times'), at: z.array(z.number()).min(1, 'is empty') }),
]);

const rowSchemas = {
  sop: z.object({ arrivals: arrivalsSchema.exactOptional(), calendar: z.string().exactOptional() }),
  role: z.object({
    headcount: z.int('is no whole number').nonnegative('is negative').exactOptional(),
    sharePercent: share.exactOptional(),
    costPerHour: amount.exactOptional(),
    calendar: z.string().exactOptional(),
    discipline: z.enum(['fifo', 'due', 'priority']).exactOptional(),
    unlimited: z.boolean().exactOptional(),
  }),
  work: z.object({
    touch: durationSchema.exactOptional(),
    outcomePercent: percents.exactOptional(),
  }),
  decision: z.object({ branchPercent: percents.exactOptional() }),
  subprocess: z.object({
    duration: durationSchema.exactOptional(),
    outcomePercent: percents.exactOptional(),
  }),
};
type Rows = { readonly [K in keyof typeof rowSchemas]: z.infer<(typeof rowSchemas)[K]> };

/** The assumptions as read, and what is wrong with them. */
export class Assumptions {
  readonly says: string[] = [];
  readonly #rows: { readonly [id: string]: { readonly [member: string]: Json } };
  readonly #diagram: Diagram;

  constructor(
    diagram: Diagram,
    more: { readonly [id: string]: { readonly [member: string]: Json } },
  ) {
    this.#diagram = diagram;
    const rows: { [id: string]: { readonly [member: string]: Json } } = { ...diagram.assumptions };
    for (const [id, row] of Object.entries(more)) {
      if (id !== 'sop' && !Object.hasOwn(diagram.nodes, id))
        this.says.push(`The scenario assumes something of “${id}”, which this SOP does not have.`);
      rows[id] = { ...rows[id], ...row };
    }
    this.#rows = rows;
  }

  of<K extends keyof Rows>(kind: K, id: string): Rows[K] {
    const row = Object.hasOwn(this.#rows, id) ? (this.#rows[id] ?? {}) : {};
    const read = rowSchemas[kind].safeParse(row);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const path = (issue?.path ?? []).map(String).join('.');
    this.says.push(
      `${this.name(id)}: the assumed ${path === '' ? 'row' : path} ${plain(issue?.message)}.`,
    );
    return {};
  }

  name(id: string): string {
    if (id === 'sop') return 'The SOP';
    return `“${Object.values(this.#diagram.nodes).find((node) => node.id === id)?.name ?? id}”`;
  }
}

const plain = (message: string | undefined): string =>
  message !== undefined && /^(is|must|has) /.test(message) ? message : 'cannot be read';

/** Adds up to 100 within a thousandth. */
export const isWhole = (percent: readonly number[]): boolean =>
  Math.abs(percent.reduce((sum, each) => sum + each, 0) - 100) < 0.001;
