import { tierOf } from '#engine/form.ts';
import type { Compiled } from '#engine/compiled.ts';
import { dataWith } from '#engine/data.ts';
import type { Form } from '#engine/request.ts';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';

/** The tier a form would get if it were submitted now; null where no rule holds yet. `now` UTC ms. */
export function tierNow(compiled: Compiled, form: Form, now: number): string | null {
  const request = { id: as<RequestId>('new'), submittedAt: now };
  return tierOf(compiled, dataWith(compiled, request, form, null, {}));
}
