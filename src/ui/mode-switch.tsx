import { ChartLine, GitCompareArrows, History, PenTool, Play } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest, SopId } from '#model/ids.ts';
import { links } from './links.ts';
import classes from './mode-switch.module.css';

export type Mode = 'draw' | 'play' | 'backtest' | 'forecast' | 'versions';

/** What can be done with an SOP, in the middle of its head; versions only where there are some. */
export function ModeSwitch({
  sop,
  here,
  newest,
}: {
  readonly sop: SopId;
  readonly here: Mode;
  readonly newest: Digest | null;
}): ReactNode {
  const modes: readonly (readonly [Mode, string, LucideIcon, string])[] = [
    ['draw', 'Draw', PenTool, links.editor(sop)],
    ['play', 'Play', Play, links.play(sop)],
    ['backtest', 'Backtest', History, links.backtest(sop)],
    ['forecast', 'Forecast', ChartLine, links.forecast(sop)],
    ...(newest === null
      ? []
      : [['versions', 'Versions', GitCompareArrows, links.version(sop, newest)] as const]),
  ];
  return (
    <nav className={classes['modes']} aria-label="Modes">
      {modes.map(([mode, says, Icon, href]) =>
        mode === here ? (
          <span key={mode} className={classes['mode']} aria-current="page">
            <Icon size={14} strokeWidth={2.1} aria-hidden /> {says}
          </span>
        ) : (
          <Link key={mode} className={classes['mode']} href={href}>
            <Icon size={14} strokeWidth={2.1} aria-hidden /> {says}
          </Link>
        ),
      )}
    </nav>
  );
}
