/** The seed of all properties in a run: `npm test` takes it from the commit, so that a commit is judged alike everywhere. */
import { configureGlobal, readConfigureGlobal } from 'fast-check';
import { inject } from 'vitest';

const seed = inject('seed');
if (seed !== null) configureGlobal({ ...readConfigureGlobal(), seed });

declare module 'vitest' {
  export interface ProvidedContext {
    seed: number | null;
  }
}
