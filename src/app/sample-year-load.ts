/** The year of sample requests that is being loaded, if one is: it goes on where the page is left that began it. */
import type { Database } from '#store/database.ts';
import type { Loading } from '#store/load-sample-year.ts';
import type { YearOf } from '#store/sample-year.worker.ts';
import { failureSays } from '#store/quota.ts';
import type { SopId } from '#model/ids.ts';
import { forgetAcknowledged } from './boot.ts';
import { samplesOf } from './samples-of.ts';

export type YearState =
  | { readonly is: 'idle'; readonly failed: string | null }
  | { readonly is: 'loading'; readonly done: number; readonly of: number }
  | { readonly is: 'removing' };

/** Of all SOPs together: more take long. As many of each as its people can do: a forecast from more would never settle. */
const most = 1_000;

let state: YearState = { is: 'idle', failed: null };
let loading: Loading | null = null;
const listeners = new Set<() => void>();
function become(next: YearState): void {
  state = next;
  for (const listener of listeners) listener();
}

export const yearState = (): YearState => state;
export function watchYear(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** `only`: of this SOP; else of all that are published. */
export async function loadYear(database: Database, only: SopId | null): Promise<void> {
  if (state.is !== 'idle') return;
  become({ is: 'loading', done: 0, of: 0 });
  try {
    const { loadSampleYear } = await import('#store/load-sample-year.ts');
    const sops = (await published(database)).filter(({ sop }) => only === null || sop === only);
    if (sops.length === 0) return become({ is: 'idle', failed: nothingToMakeItOf });
    const ask = { sops, seed: 1, until: Date.now(), most };
    loading = loadSampleYear(database, ask, (done, of) => become({ is: 'loading', done, of }));
    const answer = await loading.made;
    become({ is: 'idle', failed: answer.ok ? null : answer.says });
  } catch (error) {
    become({ is: 'idle', failed: failureSays(error) });
  } finally {
    loading = null;
  }
}
const nothingToMakeItOf =
  'Publish an SOP that was made from a template first: its sample requests are what the year is made of.';

/** Calls the loading off and takes back what was written. */
export const cancelYear = (): Promise<void> => taken(() => loading?.cancel());

export const removeYear = (database: Database): Promise<void> =>
  taken(async () => (await import('#store/sample-year.ts')).removeSampleYear(database));

async function taken(work: () => Promise<void> | undefined): Promise<void> {
  become({ is: 'removing' });
  try {
    forgetAcknowledged();
    await work();
    become({ is: 'idle', failed: null });
  } catch (error) {
    become({ is: 'idle', failed: failureSays(error) });
  }
}

/** SOPs with a version in force and sample requests of their template. */
async function published(database: Database): Promise<readonly YearOf[]> {
  const rows = await database.sops.toArray();
  const all = await Promise.all(
    rows
      .filter(({ effective, deleted }) => effective !== null && deleted === undefined)
      .map(async ({ id }) => ({ sop: id, samples: await samplesOf(database)(id) })),
  );
  return all.filter(({ samples }) => samples.length > 0);
}
