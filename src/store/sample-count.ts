/** Sample requests are told by their ids. Apart, so that a screen can watch their number without what removes them. */
import { samplePrefix } from '#simulate/history/sample-request.ts';
import type { Database } from './database.ts';

/** Behind every id that begins so. */
export const lastSample = `${samplePrefix}\u{ffff}`;

/** How many of them are here. */
export const sampleRequests = (db: Database): Promise<number> =>
  db.requests.where('id').between(samplePrefix, lastSample).count();
