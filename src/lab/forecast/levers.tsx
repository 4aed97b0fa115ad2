/** What would help: one person more where it is felt most, to be tried at once. */
import { Button } from '@mantine/core';
import { Lightbulb } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './levers.module.css';
import type { Lever, Levers } from './use-levers.ts';
import { isSure, written } from './words.ts';

export function LeverList({
  levers: { levers, left },
  onTry,
}: {
  readonly levers: Levers;
  readonly onTry: (lever: Lever) => void;
}): ReactNode {
  if (levers.length === 0 && left === 0) return null;
  const helps = levers.filter(({ gain }) => isSure(gain) && gain.mean < 0);
  return (
    <section className={classes['levers']} aria-label="What would help">
      <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
      <div className={classes['list']}>
        {helps.map((lever) => (
          <div key={lever.role} className={classes['lever']}>
            <span>
              <b>One more “{lever.name}”:</b> {gained(lever)} per request on average
            </span>
            <Button
              size="xs"
              aria-label={`Try it: one more “${lever.name}”`}
              onClick={() => onTry(lever)}
            >
              Try it
            </Button>
          </div>
        ))}
        {left > 0 && <span className="cs-muted">Trying one person more, role by role …</span>}
        {left === 0 && helps.length === 0 && (
          <span>
            One person more would not be felt, whichever role they join: requests wait for something
            else.
          </span>
        )}
      </div>
    </section>
  );
}

/** "−0.9 d ± 0.2" */
function gained({ gain }: Lever): string {
  const { value, half } = written({ mean: Math.abs(gain.mean), half: gain.half }, 'time');
  return `−${value} ${half}`;
}
