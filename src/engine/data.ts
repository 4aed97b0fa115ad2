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
  const { id, submittedAt } = request;
  return {
    form,
    tier,
    metrics,
    request: {
      id,
      get submittedAt() {
        return isoAt(submittedAt, compiled.diagram.control.zone);
      },
    },
  };
}

/** The values an expression read, keys in canonical order. */
export function seenBy(expr: Expr, data: Data): Seen {
  if (expr.paths.length === 0) return {};
  const seen: { [path: string]: Json } = {};
  const read: { readonly [path: string]: unknown } = see(expr, data);
  for (const path of Object.keys(read).toSorted()) seen[path] = plain(read[path]);
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
