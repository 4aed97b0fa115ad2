import type { Database } from '#store/database.ts';
import { getSop } from '#store/sops.ts';
import type { SamplesOf } from '#ui/samples.tsx';
import { loadSamples } from './library/template-files.ts';

/** The samples of an SOP are those of the template it was made from. */
export const samplesOf =
  (database: Database): SamplesOf =>
  async (sop) => {
    const row = await getSop(database, sop);
    return row?.from === undefined || row.from === null ? [] : loadSamples(row.from);
  };
