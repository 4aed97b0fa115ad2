/**
 * What marks a request that was made up: its id says so. It follows from the log alone, so that a repair, the second copy
 * and an imported workspace know it too. A made-up request is never given an approval token.
 */
import type { RequestId } from '#model/ids.ts';
import { as } from '#model/ids.ts';

/** What their ids begin with. */
export const samplePrefix = 'sample-';

/** `day` as an ISO date, `mark` told apart from all others of that day. */
export const sampleRequestId = (day: string, mark: string): RequestId =>
  as<RequestId>(`${samplePrefix}${day}-${mark}`);

export const isSampleRequest = (id: string): boolean => id.startsWith(samplePrefix);
