import { History, PenTool, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest, SopId } from '#model/ids.ts';
import { links } from './links.ts';
import classes from './mode-switch.module.css';

type Mode = 'draw' | 'play' | 'versions';

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
  const modes: readonly (readonly [Mode, string, ReactNode, string])[] = [
    [
      'draw',
      'Draw',
      <PenTool key="draw" size={14} strokeWidth={2.1} aria-hidden />,
      links.editor(sop),
    ],
    ['play', 'Play', <Play key="play" size={14} strokeWidth={2.1} aria-hidden />, links.play(sop)],
    ...(newest === null
      ? []
      : [
          [
            'versions',
            'Versions',
            <History key="versions" size={14} strokeWidth={2.1} aria-hidden />,
            links.version(sop, newest),
          ] as const,
        ]),
  ];
  return (
    <nav className={classes['modes']} aria-label="Modes">
      {modes.map(([mode, says, icon, href]) =>
        mode === here ? (
          <span key={mode} className={classes['mode']} aria-current="page">
            {icon} {says}
          </span>
        ) : (
          <Link key={mode} className={classes['mode']} href={href}>
            {icon} {says}
          </Link>
        ),
      )}
    </nav>
  );
}
