/** `.runs.json`: sample requests of an SOP, with the run expected of each (CORE.md §12). */
import { idSchema } from '#model/id.schema.ts';
import type { SopId } from '#model/ids.ts';
import { sampleSchema } from '#model/sample.schema.ts';
import type { Sample } from '#model/sample.ts';
import { z } from '#model/zod.ts';
import { readFile } from './file.ts';
import type { Read, Shape } from './file.ts';

export interface RunsFile {
  readonly format: 'countersign-runs/1';
  readonly sop: SopId;
  readonly runs: readonly Sample[];
}
const schema: z.ZodType<RunsFile> = z.object({
  format: z.literal('countersign-runs/1'),
  sop: idSchema<SopId>(),
  runs: z.array(sampleSchema).superRefine((runs, context) => {
    const seen = new Set<string>();
    for (const [i, { id }] of runs.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: [i, 'id'], message: `is "${id}" a second time` });
      seen.add(id);
    }
  }),
});
const shape: Shape<RunsFile> = {
  format: 'countersign-runs',
  version: 1,
  what: 'a file of sample requests',
  schema,
};

export const readRuns = (text: string): Read<RunsFile> => readFile(text, shape);

/** `readRuns(writeRuns(file))` gives the file back. Names keep their order: a script is read as a story. */
export const writeRuns = (file: RunsFile): string => `${JSON.stringify(file, null, 2)}\n`;
