import type { CommandOf, Refusal } from '../command.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';

/** Somebody was shown a piece of evidence in full, or downloaded it: this very version. */
export function open(run: Run, { evidence, version }: CommandOf<'open'>): Refusal | null {
  const { evidence: all } = run.request;
  const piece = Object.hasOwn(all, evidence) ? all[evidence] : undefined;
  if (piece === undefined || piece.version !== version)
    return {
      refused: 'evidence_missing',
      says:
        piece === undefined
          ? 'This evidence has not been attached.'
          : 'This evidence has been replaced: open its latest version.',
      needs: [evidence],
    };
  emit(run, { evidence, type: 'opened', version });
  return null;
}
