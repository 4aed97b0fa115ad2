/** ISO 8601 durations as a number and a unit, for fields; a text that is more than that stays a text. */
export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
export interface Span {
  readonly n: number;
  readonly unit: Unit;
}

const patterns: readonly (readonly [RegExp, Unit])[] = [
  [/^PT(\d+)M$/, 'minutes'],
  [/^PT(\d+)H$/, 'hours'],
  [/^P(\d+)D$/, 'days'],
  [/^P(\d+)W$/, 'weeks'],
  [/^P(\d+)M$/, 'months'],
  [/^P(\d+)Y$/, 'years'],
];

export function spanOf(iso: string): Span | null {
  for (const [pattern, unit] of patterns) {
    const found = pattern.exec(iso)?.[1];
    if (found !== undefined) return { n: Number(found), unit };
  }
  return null;
}

export function isoOf({ n, unit }: Span): string {
  const letter = { minutes: 'M', hours: 'H', days: 'D', weeks: 'W', months: 'M', years: 'Y' }[unit];
  return unit === 'minutes' || unit === 'hours' ? `PT${n}${letter}` : `P${n}${letter}`;
}
