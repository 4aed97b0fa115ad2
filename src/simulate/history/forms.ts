/** What is asked for, made from the samples of an SOP: each request is one of them with some answers changed. */
import type { Compiled } from '#engine/compiled.ts';
import { dataWith } from '#engine/data.ts';
import { tierOf } from '#engine/form.ts';
import { day, isoDate, parseDate } from '#engine/time/zone.ts';
import type { Form } from '#engine/request.ts';
import type { Field } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { EvidenceId, PersonId, RequestId } from '#model/ids.ts';
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
    const all = new Map<EvidenceId, JsonObject[]>();
    for (const sample of samples)
      for (const [id, metrics] of metricsOf(compiled, sample)) {
        const known = all.get(id) ?? [];
        all.set(id, [...known, metrics]);
        this.#good.set(id, metrics);
      }
    for (const [id, variants] of all) this.#good.set(id, this.#best(id, variants));
  }

  /** What passes most checks over all samples; measurements that one sample leaves out are taken from another. */
  #best(id: EvidenceId, variants: readonly JsonObject[]): JsonObject {
    const candidates = variants.flatMap((variant) => [variant, variants.reduce(filledUp, variant)]);
    let best: { metrics: JsonObject; failing: number } | null = null;
    for (const metrics of candidates) {
      let failing = 0;
      for (const sample of this.#samples) {
        const at = Temporal.Instant.from(sample.submitted).epochMilliseconds;
        failing += this.#failing(sample.form, [[id, metrics]], at).size;
      }
      if (best === null || failing < best.failing) best = { metrics, failing };
    }
    return best?.metrics ?? {};
  }

  /** Most pass every check, as most people look at the checklist before they ask; some do not. */
  wish(at: number): Wish | null {
    const sample = this.#chance.pick(this.#samples);
    if (sample === undefined) return null;
    const plain = shifted(this.#compiled, sample, at);
    let metrics = metricsOf(this.#compiled, sample).filter(
      ([id]) => sample.metrics[id] !== undefined,
    );
    if (
      more(this.#failing(plain, metrics, at), this.#failing(plain, [], at)) &&
      this.#chance.often(0.8)
    )
      metrics = metrics.map(([id]) => [id, this.good(id)] as const);
    const usual = this.#failing(plain, metrics, at);
    let form = this.#variation(plain);
    if (this.#chance.often(0.9))
      for (let i = 0; more(this.#failing(form, metrics, at), usual); i += 1)
        form = i < 4 ? this.#variation(plain) : plain;
    return { sample, requester: sample.requester, form, plain, metrics };
  }

  #variation(plain: Form): Form {
    const form: { [key: string]: Json } = { ...plain };
    for (const [key, field] of this.#compiled.fields) {
      const value = plain[key];
      if (value === undefined || value === null) continue;
      const varied = this.#varied(field, value);
      if (varied !== undefined) form[key] = varied;
    }
    return form;
  }

  /** Automated checks that would not pass, if all else were measured as well as any sample was. */
  #failing(form: Form, own: Wish['metrics'], at: number): ReadonlySet<string> {
    const compiled = this.#compiled;
    const metrics: { [key: string]: Json } = {};
    for (const each of this.#good.values()) Object.assign(metrics, each);
    for (const [, each] of own) Object.assign(metrics, each);
    const request = { id: as<RequestId>('wish'), submittedAt: at };
    const tier = tierOf(compiled, dataWith(compiled, request, form, null, metrics));
    const data = dataWith(compiled, request, form, tier, metrics);
    const failing = new Set<string>();
    for (const { items } of compiled.nodes)
      for (const { row, check, when } of items)
        if (check !== null && when?.eval(data) !== false && check.eval(data) !== true)
          failing.add(row.id);
    return failing;
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

/** The first, and what only the second has; one level down too. */
function filledUp(one: JsonObject, other: JsonObject): JsonObject {
  const found: { [key: string]: Json } = { ...other, ...one };
  for (const [key, value] of Object.entries(one)) {
    const more = other[key];
    if (isObject(value) && isObject(more)) found[key] = { ...more, ...value };
  }
  return found;
}
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Something fails of the first that does not of the second. */
const more = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((each) => !b.has(each));

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

/** The sample's form, submitted at another day: its dates lie as far ahead as they did, on the same days of the week. */
function shifted(compiled: Compiled, sample: Sample, at: number): Form {
  const then = Temporal.Instant.from(sample.submitted).epochMilliseconds;
  const days = Math.round((at - then) / (7 * day)) * 7;
  const form: { [key: string]: Json } = { ...sample.form };
  for (const [key, { type }] of compiled.fields) {
    const value = form[key];
    const number = type.kind === 'date' && typeof value === 'string' ? parseDate(value) : null;
    if (number !== null) form[key] = isoDate(number + days);
  }
  return form;
}
