import type { SampleExpected } from '#model/sample.ts';
import type { Played } from './sample.ts';

/** What differs between an expected and a played run, one sentence each; none: they agree. */
export function compareRun(expected: SampleExpected, played: Played): readonly string[] {
  const found: string[] = [];
  if (played.stopped !== null)
    found.push(`act ${played.stopped.act + 1} was refused: ${played.stopped.says}`);
  if (expected.tier !== played.tier)
    found.push(`tier: expected ${expected.tier ?? 'none'}, was ${played.tier ?? 'none'}`);
  if (expected.outcome !== played.outcome)
    found.push(
      `outcome: expected ${expected.outcome ?? 'still running'}, was ${played.outcome ?? 'still running'}`,
    );
  const at = expected.trail.findIndex((node, i) => played.trail[i] !== node);
  const parts =
    at >= 0 ? at : expected.trail.length < played.trail.length ? expected.trail.length : -1;
  if (parts >= 0)
    found.push(
      `trail: at place ${parts + 1} expected ${expected.trail[parts] ?? 'the end'}, was ${played.trail[parts] ?? 'the end'}`,
    );
  return found;
}
