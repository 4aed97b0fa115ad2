/** The clock of a gate: the share used as a ring, and always the time in words (LOOK.md §4). */
import type { ReactNode } from 'react';
import { spanText, whenText } from './format.ts';
import classes from './seal.module.css';

export interface SlaWords {
  /** "5 h 40 min left", "breached 2 h ago", "no time limit" */
  readonly says: string;
  readonly tone: 'approved' | 'conditional' | 'rejected' | 'expired';
  /** 0 to 1 of the span used. */
  readonly used: number;
  /** "due today 16:27" */
  readonly due: string;
}

/**
 * Words, colour and share of a clock that runs from `since` to `due` (UTC ms): green below 60 %, amber from 60, red from
 * 90. `left`: minutes left, where they are business minutes; absent: reckoned by the wall clock.
 */
export function slaWords({
  since,
  due,
  now,
  left,
}: {
  readonly since: number;
  readonly due: number | null;
  readonly now: number;
  readonly left?: number | undefined;
}): SlaWords {
  if (due === null) return { says: 'no time limit', tone: 'expired', used: 0, due: '' };
  const when = whenText(due, now);
  if (now >= due)
    return {
      says: `breached ${spanText((now - due) / 60_000)} ago`,
      tone: 'rejected',
      used: 1,
      due: `was due ${when}`,
    };
  const used = Math.min(1, Math.max(0, (now - since) / Math.max(1, due - since)));
  return {
    says:
      left === undefined ? `${spanText((due - now) / 60_000)} left` : `${businessText(left)} left`,
    tone: used >= 0.9 ? 'rejected' : used >= 0.6 ? 'conditional' : 'approved',
    used,
    due: `due ${when}`,
  };
}

/** "6 business hours", "40 business minutes" */
function businessText(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} business min`;
  const hours = Math.round(minutes / 60);
  return `${hours} business ${hours === 1 ? 'hour' : 'hours'}`;
}

/** The ring, `size` px; its words stand beside it, so it is decoration. */
export function SlaRing({
  words,
  size = 14,
}: {
  readonly words: SlaWords;
  readonly size?: number;
}): ReactNode {
  const width = size >= 40 ? 4 : 3;
  const r = (size - width) / 2;
  const around = 2 * Math.PI * r;
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`}
      aria-hidden
      className={classes['seal']}
    >
      <circle r={r} fill="none" stroke="var(--cs-border-default)" strokeWidth={width} />
      <circle
        r={r}
        fill="none"
        stroke={`var(--cs-${words.tone}-solid)`}
        strokeWidth={width}
        strokeDasharray={`${around * words.used} ${around}`}
        transform="rotate(-90)"
      />
    </svg>
  );
}
