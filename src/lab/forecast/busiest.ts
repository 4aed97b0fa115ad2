import type { Figures, RoleForecast } from '#simulate/forecast/result.ts';

/** Who is busiest of those whose number is known. */
export function busiest({ roles }: Pick<Figures, 'roles'>): RoleForecast | null {
  const [most] = roles
    .filter(({ utilisation }) => utilisation !== null)
    .toSorted((a, b) => (b.utilisation?.mean ?? 0) - (a.utilisation?.mean ?? 0));
  return most ?? null;
}
