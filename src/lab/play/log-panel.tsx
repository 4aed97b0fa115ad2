/** The entries up to here, the last one first; from any of them the play can go on otherwise. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { exactText } from '#ui/format.ts';
import { namesOf } from '#ui/names.ts';
import { useDirectory } from '#ui/workspace.tsx';
import { told } from '#ui/words/words.ts';
import classes from './play.module.css';
import type { Play } from './use-play.ts';

/** Frames that are written out at first, and more at each asking. */
const page = 40;

export function LogPanel({ play }: { readonly play: Play }): ReactNode {
  const { frames, at, frame, compiled } = play;
  const names = namesOf(compiled.diagram, useDirectory(), frame?.request ?? null);
  const [pages, turn] = useState(1);
  const from = Math.max(0, at + 1 - pages * page);
  const zone = compiled.diagram.control.zone;
  if (frame === undefined)
    return <p className={classes['none']}>Nothing has been written before the submission.</p>;
  return (
    <>
      <ol className={classes['log']}>
        {frames
          .slice(from, at + 1)
          .map((each, i) => ({ each, i: from + i }))
          .toReversed()
          .map(({ each, i }) =>
            each.steps.toReversed().map((step, k) => (
              <li key={step.command.id} data-filled={step.filled}>
                <b>{step.actor.kind === 'person' ? names.person(step.actor.id) : 'The clock'}</b>{' '}
                <time>{exactText(step.at, zone)}</time>
                {step.filled && <span className={classes['muted']}> filled in</span>}
                {each.how === 'assumed' && !step.filled && (
                  <span className={classes['muted']}> by assumption</span>
                )}
                <ul>
                  {step.events.map((event, e) => (
                    <li key={`${step.command.id}/${String(e)}`}>{told(event, names).says}</li>
                  ))}
                </ul>
                {k === 0 && i < at && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    onClick={() => play.act({ do: 'go', to: i })}
                  >
                    Play from here
                  </Button>
                )}
              </li>
            )),
          )}
      </ol>
      {from > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => turn(pages + 1)}>
          Show {Math.min(page, from)} earlier of {from}
        </Button>
      )}
    </>
  );
}
