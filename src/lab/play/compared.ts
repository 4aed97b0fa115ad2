/** A play beside what was expected of it, row by row. */
import { outcomes } from '#ui/outcome.tsx';
import type { EndOutcome } from '#model/diagram.ts';
import type { SampleExpected } from '#model/sample.ts';

export interface Row {
  readonly what: string;
  readonly expected: string;
  readonly played: string;
  readonly same: boolean;
}

const row = (what: string, expected: string, played: string): Row => ({
  what,
  expected,
  played,
  same: expected === played,
});

/** Tier, outcome, and every place of the way on either side. */
export function rowsOf(
  expected: SampleExpected,
  played: SampleExpected,
  nameOf: (place: string) => string,
): readonly Row[] {
  const places = Math.max(expected.trail.length, played.trail.length);
  const at = (trail: readonly string[], i: number): string => {
    const place = trail[i];
    return place === undefined ? '—' : nameOf(place);
  };
  return [
    row('Tier', expected.tier ?? 'none', played.tier ?? 'none'),
    row('Outcome', outcomeWords(expected.outcome), outcomeWords(played.outcome)),
    ...Array.from({ length: places }, (_, i) =>
      row(`Way ${i + 1}`, at(expected.trail, i), at(played.trail, i)),
    ),
  ];
}

const outcomeWords = (outcome: EndOutcome | null): string =>
  outcome === null ? 'still running' : outcomes[outcome].status;

/** `g1(returned)` → "Gate 1 (returned)"; `⟂a+b` → "Cancelled: A, B". */
export function placeWords(place: string, name: (node: string) => string): string {
  if (place.startsWith('⟂')) return `Cancelled: ${place.slice(1).split('+').map(name).join(', ')}`;
  const found = /^(.*)\((\w+)\)$/.exec(place);
  return found === null ? name(place) : `${name(found[1] ?? '')} (${found[2] ?? ''})`;
}
