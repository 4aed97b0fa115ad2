/** What is asked for, made from the samples of an SOP: each request is one of them with some answers changed. */
import type { Compiled } from '#engine/compiled.ts';
import { day, isoDate, parseDate } from '#engine/time/zone.ts';
import type { Form } from '#engine/request.ts';
import type { Field } from '#model/diagram.ts';
import type { EvidenceId, PersonId } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Sample } from '#model/sample.ts';
import { Temporal } from 'temporal-polyfill';
import type { Chance } from './chance.ts';

/** One request as it is to be asked for. */
export interface Wish {
  readonly sample: Sample;
  readonly requester: PersonId;
  readonly form: Form;
  /** As the sample has it, but for its dates: always valid. */
  readonly plain: Form;
  readonly metrics: readonly (readonly [EvidenceId, JsonObject])[];
}

export class Wishes {
  readonly #compiled: Compiled;
  readonly #samples: readonly Sample[];
  readonly #chance: Chance;
  /** Of each piece of evidence what a request that was approved had in the end. */
  readonly #good = new Map<EvidenceId, JsonObject>();

  constructor(compiled: Compiled, samples: readonly Sample[], chance: Chance) {
    this.#compiled = compiled;
    this.#samples = samples;
    this.#chance = chance;
    for (const sample of samples)
      for (const [id, metrics] of metricsOf(compiled, sample))
        if (approved(sample) || !this.#good.has(id)) this.#good.set(id, metrics);
  }

  wish(at: number): Wish | null {
    const sample = this.#chance.pick(this.#samples);
    if (sample === undefined) return null;
    const plain = shifted(this.#compiled, sample, at);
    const form: { [key: string]: Json } = { ...plain };
    for (const [key, field] of this.#compiled.fields) {
      const value = plain[key];
      if (value === undefined || value === null) continue;
      const varied = this.#varied(field, value);
      if (varied !== undefined) form[key] = varied;
    }
    const metrics = metricsOf(this.#compiled, sample).filter(
      ([id]) => sample.metrics[id] !== undefined,
    );
    return { sample, requester: sample.requester, form, plain, metrics };
  }

  /** Metrics that pass, as far as the samples know any; empty where none are known. */
  good(evidence: EvidenceId): JsonObject {
    return this.#good.get(evidence) ?? {};
  }
  get measured(): readonly EvidenceId[] {
    return [...this.#good.keys()];
  }

  #varied({ type, id }: Field, value: Json): Json | undefined {
    const chance = this.#chance;
    switch (type.kind) {
      case 'enum':
        return chance.often(0.3) ? chance.pick(type.values) : undefined;
      case 'boolean':
        return chance.often(0.15) ? value !== true : undefined;
      case 'number': {
        if (typeof value !== 'number' || !chance.often(0.7)) return undefined;
        const made =
          value === 0
            ? chance.uniform() * Math.min(type.max ?? 10, 10)
            : value * chance.lognormal(0.7);
        const digits =
          type.whole === true ? Math.max(1, Math.round(made)) : Number(made.toPrecision(2));
        return Math.min(type.max ?? Infinity, Math.max(type.min ?? 0, digits));
      }
      case 'string': {
        if (typeof value !== 'string') return undefined;
        if (value.startsWith('sha256:')) return `sha256:${chance.hex(32)}`;
        const { subject } = this.#compiled.diagram.control;
        if (type.pattern === undefined && !subject.includes(id)) return undefined;
        return value.replaceAll(/\d/g, (digit) =>
          digit === '0' ? digit : `${1 + chance.below(9)}`,
        );
      }
      case 'text':
      case 'multi':
      case 'date':
      case 'time':
        return undefined;
    }
  }
}

const approved = ({ expected }: Sample): boolean =>
  expected.outcome === 'approved' ||
  expected.outcome === 'completed' ||
  expected.outcome === 'expired';

/** Everything measured in a sample, submission and acts, the last of each. */
function metricsOf(
  compiled: Compiled,
  sample: Sample,
): readonly (readonly [EvidenceId, JsonObject])[] {
  const found = new Map<EvidenceId, JsonObject>();
  for (const { id, kind } of Object.values(compiled.diagram.evidence)) {
    const metrics = sample.metrics[id];
    if (kind === 'metrics' && metrics !== undefined) found.set(id, metrics);
  }
  for (const act of sample.acts)
    if (act.metrics !== undefined && act.evidence !== undefined)
      found.set(act.evidence, act.metrics);
  return [...found];
}

/** The sample's form, submitted at another day: its dates lie as far ahead as they did. */
function shifted(compiled: Compiled, sample: Sample, at: number): Form {
  const then = Temporal.Instant.from(sample.submitted).epochMilliseconds;
  const days = Math.floor(at / day) - Math.floor(then / day);
  const form: { [key: string]: Json } = { ...sample.form };
  for (const [key, { type }] of compiled.fields) {
    const value = form[key];
    const number = type.kind === 'date' && typeof value === 'string' ? parseDate(value) : null;
    if (number !== null) form[key] = isoDate(number + days);
  }
  return form;
}
