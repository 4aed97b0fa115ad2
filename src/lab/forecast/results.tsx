/** What came out: the answer in one sentence, the figures, where the time goes, and what would move them. */
import type { ReactNode } from 'react';
import type { Diagram } from '#model/diagram.ts';
import type { Forecast } from '#simulate/forecast/result.ts';
import { Callout } from '#ui/callout.tsx';
import type { Changes } from './ask.ts';
import { Course } from './course.tsx';
import { Distribution } from './distribution.tsx';
import { Ends } from './ends.tsx';
import { SixFigures } from './figures.tsx';
import classes from './forecast.module.css';
import { HeatCard } from './heat-card.tsx';
import { heats } from './heat.ts';
import { LeverList } from './levers.tsx';
import { answerOf } from './sentences.ts';
import type { Basis } from './stated.ts';
import type { Result } from './use-forecast.ts';
import type { Lever, Levers } from './use-levers.ts';
import { Utilization } from './utilization.tsx';
import { WhatIf } from './what-if.tsx';

export function Results({
  busy,
  diagram,
  basis,
  onChanges,
  result,
  ownName,
  otherName,
  heat,
  onHeat,
  levers,
  onTry,
}: {
  /** What is asked now is being run: this is shown until that comes out. */
  readonly busy: boolean;
  readonly diagram: Diagram;
  readonly basis: Basis;
  readonly onChanges: (changes: Changes) => void;
  readonly result: Result;
  readonly ownName: string;
  readonly otherName: string;
  readonly heat: string | null;
  readonly onHeat: (heat: string | null) => void;
  readonly levers: Levers;
  readonly onTry: (lever: Lever) => void;
}): ReactNode {
  const names = { ownName, otherName };
  return (
    <div className={`${classes['results']} ${busy ? classes['old'] : ''}`} aria-busy={busy}>
      <output className={classes['answer']}>{answerOf(result, otherName)}</output>
      <Limits says={result.own.forecast.says.slice(1)} />
      <SixFigures result={result} otherName={otherName} />
      <WhatIf
        basis={basis}
        onChanges={onChanges}
        before={(result.other ?? result.own).forecast.roles}
        now={result.own.forecast.roles}
      />
      <HeatCard
        diagram={diagram}
        result={result}
        heat={heats.find((each) => each === heat) ?? 'waiting'}
        onHeat={(value) => onHeat(value === 'waiting' ? null : value)}
      />
      <div className={classes['two']}>
        <div className={classes['column']}>
          <Distribution result={result} {...names}>
            <LeverList levers={levers} onTry={onTry} />
          </Distribution>
          {isShort(result.own.forecast) && <Course side={result.own} />}
          <Ends result={result} otherName={otherName} />
        </div>
        <Utilization result={result} otherName={otherName} />
      </div>
    </div>
  );
}

/** What limits the answer: said once, however much it is. */
function Limits({ says: [first, ...others] }: { readonly says: readonly string[] }): ReactNode {
  if (first === undefined) return null;
  return (
    <Callout tone="warning" title={first}>
      {others.map((each) => (
        <div key={each}>{each}</div>
      ))}
    </Callout>
  );
}

/** More is asked of somebody than they have, so that no queue settles. */
const isShort = ({ roles }: Forecast): boolean =>
  roles.some(({ people, needed }) => people !== null && (needed?.mean ?? 0) >= people);
