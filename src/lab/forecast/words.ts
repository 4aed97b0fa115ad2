/** Figures as this page writes them: never without their interval, both in one unit. */
import type { Estimate } from '#simulate/forecast/estimate.ts';

/** Hours; a share between 0 and 1; an amount of money per request; a plain number. */
export type Kind = 'time' | 'share' | 'money' | 'number';
export interface Written {
  readonly value: string;
  /** "±0.3"; empty where one replication alone says something. */
  readonly half: string;
}

interface Scale {
  readonly times: number;
  readonly unit: string;
  readonly digits: number;
}
function scaleOf(value: number, kind: Kind): Scale {
  const size = Math.abs(value);
  switch (kind) {
    case 'time':
      if (size < 1) return { times: 60, unit: ' min', digits: 0 };
      if (size < 48) return { times: 1, unit: ' h', digits: 1 };
      return { times: 1 / 24, unit: ' d', digits: 1 };
    case 'share':
      return { times: 100, unit: ' %', digits: 1 };
    case 'money':
      return { times: 1, unit: '', digits: size < 100 ? 1 : 0 };
    case 'number':
      return { times: 1, unit: '', digits: size < 10 ? 2 : 1 };
  }
}
/** With as many digits behind the point; never "-0.0". */
const fixed = (value: number, digits: number): string =>
  new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Number(value.toFixed(digits)) + 0);
/** At least as many digits as it takes to be more than nothing, up to one more than the value has. */
function halfText(half: number, { times, digits }: Scale): string {
  const scaled = half * times;
  if (scaled === 0) return '±0';
  if (Number(scaled.toFixed(digits)) > 0) return `±${fixed(scaled, digits)}`;
  return Number(scaled.toFixed(digits + 1)) > 0
    ? `±${fixed(scaled, digits + 1)}`
    : `±<${fixed(10 ** -digits, digits)}`;
}

/** "2.6 d" and "±0.1". `like`: in the unit that this value takes. */
export function written({ mean, half }: Estimate, kind: Kind, like = mean): Written {
  const scale = scaleOf(like, kind);
  return {
    value: `${fixed(mean * scale.times, scale.digits)}${scale.unit}`,
    half: half === null ? '' : halfText(half, scale),
  };
}
export const valueText = (of: Estimate | null | undefined, kind: Kind): string =>
  of === null || of === undefined ? '–' : written(of, kind).value;
/** "2.6 d ±0.1" */
export function fullText(of: Estimate | null | undefined, kind: Kind): string {
  if (of === null || of === undefined) return '–';
  const { value, half } = written(of, kind);
  return half === '' ? value : `${value} ${half}`;
}
/** "−0.9 d ±0.2": with a sign, shares in points. */
export function changeText(of: Estimate, kind: Kind): string {
  // The unit of whichever is larger: minutes would say more of chance than there is to say.
  const scale = scaleOf(Math.max(Math.abs(of.mean), of.half ?? 0), kind);
  const size = fixed(Math.abs(of.mean) * scale.times, scale.digits);
  const sign = Number(size.replaceAll(',', '')) === 0 ? '' : of.mean < 0 ? '−' : '+';
  const unit = kind === 'share' ? ' pts' : scale.unit;
  const half = of.half === null ? '' : ` ${halfText(of.half, scale)}`;
  return `${sign}${size}${unit}${half}`;
}
/** More than chance: the interval does not hold 0. */
export const isSure = ({ mean, half }: Estimate): boolean => half !== null && Math.abs(mean) > half;
