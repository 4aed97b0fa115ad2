/** The head of play, backtest and forecast: where one is, what is tried, the modes; what a page can do stands at its end. */
import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Digest, SopId } from '#model/ids.ts';
import { Chip } from '#ui/chip.tsx';
import { links } from '#ui/links.ts';
import { Mark } from '#ui/mark.tsx';
import { ModeSwitch } from '#ui/mode-switch.tsx';
import type { Mode } from '#ui/mode-switch.tsx';
import classes from './lab-head.module.css';

export function LabHead({
  sop,
  title,
  number,
  here,
  newest,
  children,
}: {
  readonly sop: SopId;
  readonly title: string;
  /** Of the version that is tried; null for the draft. */
  readonly number: number | null;
  readonly here: Mode;
  readonly newest: Digest | null;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <header className={classes['header']}>
      <Link href={links.home()} aria-label="Back to the library" className={classes['back']}>
        <Mark size={24} />
        <ChevronLeft size={16} strokeWidth={1.75} aria-hidden />
      </Link>
      <h1 className={classes['title']}>{title}</h1>
      <Chip tone={number === null ? 'ink' : 'ok'}>
        {number === null ? 'Draft' : `Version ${number}`}
      </Chip>
      <ModeSwitch sop={sop} here={here} newest={newest} />
      {children}
    </header>
  );
}
