/** Outcomes by shape, mark and colour, in that order (LOOK.md §2.1): told apart without any colour. */
import type { ReactNode } from 'react';
import type { EndOutcome, GateOutcome } from '#model/diagram.ts';
import { named } from './named.ts';
import classes from './outcome.module.css';

export type Outcome = GateOutcome | EndOutcome;
type Shape = 'disc' | 'diamond' | 'square' | 'octagon' | 'dashed' | 'ring';

interface Look {
  readonly shape: Shape;
  /** Path of the mark on a shape of radius 9. */
  readonly mark: string;
  /** Tokens: fill or line of the shape, and of the mark. */
  readonly solid: string;
  readonly on: string;
  readonly width: number;
  readonly status: string;
  readonly button: string;
}

const look = (
  hue: string,
  shape: Shape,
  mark: string,
  status: string,
  button = '',
  on = `var(--cs-${hue}-on)`,
): Look => ({
  shape,
  mark,
  solid: `var(--cs-${hue}-solid)`,
  on,
  width: shape === 'dashed' || shape === 'ring' ? 1.7 : 1.8,
  status,
  button,
});
const tick = 'M-3.6 .3l2.5 2.5 4.7-5.4';

export const outcomes: Readonly<Record<Outcome, Look>> = {
  approved: look('approved', 'disc', tick, 'Approved', 'Approve'),
  conditional: look(
    'conditional',
    'diamond',
    'M-3.3 .3l2.3 2.3 4.3-5',
    'Approved with conditions',
    'Approve with conditions',
  ),
  returned: look(
    'returned',
    'square',
    'M-1.2 -4.4L-4.4 -1.4l3.2 3M-4.2 -1.4h5.2a3 3 0 0 1 0 6h-2',
    'Returned',
    'Return',
  ),
  rejected: look(
    'rejected',
    'octagon',
    'M-3.2 -3.2l6.4 6.4M3.2 -3.2l-6.4 6.4',
    'Rejected',
    'Reject',
  ),
  expired: look(
    'expired',
    'dashed',
    'M0 -3.8V.4l2.7 1.8',
    'Expired',
    '',
    'var(--cs-expired-solid)',
  ),
  withdrawn: look(
    'expired',
    'ring',
    'M-3.6 0h7.2',
    'Withdrawn',
    'Withdraw',
    'var(--cs-expired-solid)',
  ),
  revoked: look(
    'rejected',
    'ring',
    'M-5.4 5.4L5.4 -5.4',
    'Revoked',
    'Revoke',
    'var(--cs-rejected-solid)',
  ),
  completed: look('ink', 'disc', 'M0 0v.01', 'Completed'),
};

/** The tokens an outcome's tints and texts take. */
export const hueOf: Readonly<Record<Outcome, string>> = {
  approved: 'approved',
  conditional: 'conditional',
  returned: 'returned',
  rejected: 'rejected',
  expired: 'expired',
  withdrawn: 'expired',
  revoked: 'rejected',
  completed: 'ink',
};

function body({ shape, solid }: Look, halo: string): ReactNode {
  const filled = { fill: solid, stroke: halo, strokeWidth: 1.5 };
  const outlined = { fill: 'var(--cs-bg-surface)', stroke: solid, strokeWidth: 1.3 };
  switch (shape) {
    case 'disc':
      return <circle r={9} {...filled} />;
    case 'diamond':
      return (
        <rect
          x={-7.6}
          y={-7.6}
          width={15.2}
          height={15.2}
          rx={2.6}
          transform="rotate(45)"
          {...filled}
        />
      );
    case 'square':
      return <rect x={-8.4} y={-8.4} width={16.8} height={16.8} rx={4} {...filled} />;
    case 'octagon':
      return <path d="M-3.9 -9.4H3.9L9.4 -3.9V3.9L3.9 9.4H-3.9L-9.4 3.9V-3.9Z" {...filled} />;
    case 'dashed':
      return <circle r={8.4} {...outlined} strokeDasharray="3.2 1.9" />;
    case 'ring':
      return <circle r={8.4} {...outlined} />;
  }
}

/**
 * The glyph as an SVG group around (x, y); `r` px stands for a disc's radius. `hollow`: declared, but without a flow.
 * `plain`: the shape alone, where its mark would be too small to be seen.
 */
export function OutcomeShape({
  outcome,
  x = 0,
  y = 0,
  r = 9,
  halo = 'transparent',
  hollow = false,
  plain = false,
}: {
  readonly outcome: Outcome;
  readonly x?: number;
  readonly y?: number;
  readonly r?: number;
  readonly halo?: string;
  readonly hollow?: boolean;
  readonly plain?: boolean;
}): ReactNode {
  const its = outcomes[outcome];
  return (
    <g
      transform={`translate(${x} ${y}) scale(${r / 9})`}
      className={hollow ? classes['hollow'] : undefined}
      style={hollow ? { color: its.solid } : undefined}
    >
      {body(its, halo)}
      {!plain && (
        <path
          d={its.mark}
          fill="none"
          stroke={its.on}
          strokeWidth={outcome === 'completed' ? 6.5 : its.width}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </g>
  );
}

/** The glyph as an image of its own, `size` px; without `label` it is decoration beside a word. */
export function OutcomeGlyph({
  outcome,
  size = 16,
  label,
}: {
  readonly outcome: Outcome;
  readonly size?: number;
  readonly label?: string;
}): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="-10.5 -10.5 21 21"
      className={classes['glyph']}
      {...named(label)}
    >
      <OutcomeShape outcome={outcome} />
    </svg>
  );
}

/** Glyph and word, as a status. */
export function OutcomeBadge({
  outcome,
  word,
}: {
  readonly outcome: Outcome;
  /** Instead of the outcome's own word. */
  readonly word?: string;
}): ReactNode {
  const hue = hueOf[outcome];
  return (
    <span
      className={classes['badge']}
      style={{ background: `var(--cs-${hue}-tint)`, color: `var(--cs-${hue}-text)` }}
    >
      <OutcomeGlyph outcome={outcome} size={14} />
      {word ?? outcomes[outcome].status}
    </span>
  );
}

/** Findings borrow the octagon and own the triangle: the mark of a finding around (x, y). */
export function FindingShape({
  level,
  x = 0,
  y = 0,
}: {
  readonly level: 'error' | 'warning' | 'hint';
  readonly x?: number;
  readonly y?: number;
}): ReactNode {
  const error = level === 'error';
  const hue = error ? 'rejected' : level === 'warning' ? 'conditional' : 'ink';
  const shape = {
    error: 'M-3.9 -9.4H3.9L9.4 -3.9V3.9L3.9 9.4H-3.9L-9.4 3.9V-3.9Z',
    warning: 'M0 -9.4L10.4 8.4Q10.6 9.4 9.6 9.4H-9.6Q-10.6 9.4 -10.4 8.4Z',
    hint: 'M-9 0A9 9 0 1 1 9 0A9 9 0 1 1 -9 0Z',
  }[level];
  return (
    <g transform={`translate(${x} ${y})`}>
      <path
        d={shape}
        fill={`var(--cs-${hue}-solid)`}
        stroke="var(--cs-bg-surface)"
        strokeWidth={2}
        strokeLinejoin="round"
        paintOrder="stroke"
      />
      <path
        d={
          error
            ? 'M0 -4.4v5M0 4.4v.1'
            : level === 'warning'
              ? 'M0 -3v5M0 5.8v.1'
              : 'M0 -.6v4.6M0 -4.2v.1'
        }
        stroke={`var(--cs-${hue}-on)`}
        strokeWidth={2}
        strokeLinecap="round"
      />
    </g>
  );
}

/** The mark of a finding as an image, with its word for who listens. */
export function FindingGlyph({
  level,
  size = 16,
}: {
  readonly level: 'error' | 'warning' | 'hint';
  readonly size?: number;
}): ReactNode {
  const word = { error: 'Error', warning: 'Warning', hint: 'Hint' }[level];
  return (
    <svg
      width={size}
      height={size}
      viewBox="-11.5 -11.5 23 23"
      className={classes['glyph']}
      {...named(word)}
    >
      <FindingShape level={level} />
    </svg>
  );
}
