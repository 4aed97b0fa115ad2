/** The seal: a scalloped disc stands for a gate, everywhere. A number is to come, a mark is done (LOOK.md §1). */
import type { ReactNode } from 'react';
import { sealPath } from '#layout/silhouette.ts';
import { named } from './named.ts';
import type { Outcome } from './outcome.tsx';
import { hueOf, outcomes } from './outcome.tsx';
import classes from './seal.module.css';

type SealTone = 'ink' | 'token' | 'muted' | 'error';

export interface SealProps {
  /** Of the gate; null or absent: outside any numbering ("–"). */
  readonly number?: string | null;
  /** Closed with this outcome: its colour and mark stand instead of the number. */
  readonly outcome?: Outcome | undefined;
  readonly tone?: SealTone;
  /** Outline only: to come, in a strip; or the empty inbox. */
  readonly outline?: boolean;
  /** Without its inner ring, where that would be too fine to be seen. */
  readonly plain?: boolean;
}

const lobesAt = (r: number): number => (r <= 9 ? 12 : r <= 16 ? 14 : 16);
const hues: Readonly<Record<SealTone, string>> = {
  ink: 'ink',
  token: 'token',
  muted: 'expired',
  error: 'rejected',
};
/** Marks on a seal of radius 30, larger than the outcome's own. */
const marks: Readonly<Partial<Record<Outcome, string>>> = {
  approved: 'M-9 .5l6 6.4 12-14',
  conditional: 'M-9 .5l6 6.4 12-14',
};

/** The seal as an SVG group around (x, y) with radius `r` px. */
export function SealShape({
  x = 0,
  y = 0,
  r = 30,
  number = null,
  outcome,
  tone = 'ink',
  outline = false,
  plain = false,
}: SealProps & { readonly x?: number; readonly y?: number; readonly r?: number }): ReactNode {
  const hue = outcome === undefined ? hues[tone] : hueOf[outcome];
  const solid = outline ? 'var(--cs-border-strong)' : `var(--cs-${hue}-solid)`;
  const on = outline
    ? 'var(--cs-text-secondary)'
    : hue === 'token'
      ? 'var(--cs-bg-surface)'
      : `var(--cs-${hue}-on)`;
  const mark = outcome === undefined ? undefined : marks[outcome];
  const text = number ?? '–';
  return (
    <g transform={`translate(${x} ${y})`}>
      <path
        d={sealPath(0, 0, r, lobesAt(r))}
        fill={outline ? 'var(--cs-bg-surface)' : solid}
        stroke={outline ? solid : 'none'}
        strokeWidth={1.5}
      />
      {r >= 14 && !plain && (
        <circle
          r={r * 0.74}
          fill="none"
          stroke={outline ? solid : on}
          strokeWidth={outline ? 0.8 : 1}
          opacity={outline ? 0.6 : 0.45}
        />
      )}
      {outcome === undefined ? (
        <text
          dy=".36em"
          textAnchor="middle"
          fill={on}
          className={classes['number']}
          fontSize={
            r * (text.length > 2 ? 0.56 : text.length > 1 ? 0.7 : 0.8) * (r < 16 ? 1.15 : 1)
          }
        >
          {text}
        </text>
      ) : (
        <path
          d={mark ?? outcomes[outcome].mark}
          transform={`scale(${mark === undefined ? r / 16 : r / 30})`}
          fill="none"
          stroke={on}
          strokeWidth={mark === undefined ? 1.8 : r < 16 ? 4.2 : 3.4}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </g>
  );
}

/** The seal as an image, `size` px across. `label` is its accessible name; without one it is decoration. */
export function Seal({
  size = 32,
  label,
  ...seal
}: SealProps & { readonly size?: number; readonly label?: string }): ReactNode {
  const r = size / 2 / 1.06;
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`}
      className={classes['seal']}
      {...named(label)}
    >
      <SealShape r={r} {...seal} />
    </svg>
  );
}
