import { as } from '#model/ids.ts';
import type { Json, JsonObject } from '#model/json.ts';
import type { Compiled, Data, Expr } from './compiled.ts';
import { see } from './feel/see.ts';
import type { Form, Request } from './request.ts';
import type { Seen } from './event.ts';
import { plain } from './normal.ts';
import { isoAt } from './time/date.ts';

/** What FEEL sees of a request. The submission's time is written out only when asked for: that needs a calendar. */
export function dataOf(compiled: Compiled, request: Request): Data {
  return dataWith(compiled, request, request.form, request.tier, request.metrics);
}

export function dataWith(
  compiled: Compiled,
  request: Pick<Request, 'id' | 'submittedAt'>,
  form: Form,
  tier: string | null,
  metrics: JsonObject,
): Data {
  return new Known(compiled, request, form, tier, metrics);
}

/** A class, for an object literal with a getter takes ten times as long to make, and this is made at every decision. */
class Known implements Data {
  readonly form: Form;
  readonly tier: string | null;
  readonly metrics: JsonObject;
  readonly #compiled: Compiled;
  readonly #request: Pick<Request, 'id' | 'submittedAt'>;
  constructor(
    compiled: Compiled,
    request: Pick<Request, 'id' | 'submittedAt'>,
    form: Form,
    tier: string | null,
    metrics: JsonObject,
  ) {
    this.form = form;
    this.tier = tier;
    this.metrics = metrics;
    this.#compiled = compiled;
    this.#request = request;
  }
  get request(): Data['request'] {
    const { id, submittedAt } = this.#request;
    return { id, submittedAt: isoAt(submittedAt, this.#compiled.diagram.control.zone) };
  }
}

/** The values an expression read, keys in canonical order. */
export function seenBy(expr: Expr, data: Data): Seen {
  if (expr.paths.length === 0) return {};
  const seen: { [path: string]: Json } = {};
  const read = see(expr, data);
  for (const path in read) seen[path] = plain(read[path]);
  return seen;
}

/** Several readings as one. */
export function together(readings: readonly Seen[]): Seen {
  if (readings.length === 1) return readings[0] ?? {};
  const all: { [path: string]: Json } = Object.assign({}, ...readings);
  const seen: { [path: string]: Json } = {};
  for (const path of Object.keys(all).toSorted()) seen[as(path)] = all[path] ?? null;
  return seen;
}
