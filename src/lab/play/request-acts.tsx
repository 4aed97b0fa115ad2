/** What this person may do with the request as a whole, as the engine offers it. */
import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { offers } from '#engine/offers.ts';
import type { Offer } from '#engine/offers.ts';
import type { PersonId } from '#model/ids.ts';
import type { Intent } from './acts.ts';
import type { Draft } from './desk.ts';
import classes from './play.module.css';
import type { Play } from './use-play.ts';

export function RequestActs({
  play,
  person,
}: {
  readonly play: Play;
  readonly person: PersonId;
}): ReactNode {
  const { scene } = play;
  const [reason, setReason] = useState('');
  const found = useMemo(
    () =>
      scene.request === null
        ? []
        : offers(scene.compiled, scene.request, person, scene.directory, scene.now).flatMap(
            (offer) => worded(play, offer, reason.trim()) ?? [],
          ),
    // oxlint-disable-next-line react/exhaustive-deps -- the play is another object at each step, its scene at each change
    [scene, person, reason],
  );
  if (found.length === 0) return null;
  return (
    <details className={classes['fold']}>
      <summary>More that {scene.directory.people[person]?.name ?? person} may do</summary>
      <div className={classes['acts']}>
        <TextInput
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes['chips']}>
          {found.map(({ says, intent }) => (
            <Button
              key={says}
              size="xs"
              variant="default"
              onClick={() => play.perform(person, intent)}
            >
              {says}
            </Button>
          ))}
        </div>
      </div>
    </details>
  );
}

type Worded = { readonly says: string; readonly intent: Intent };

const send = (says: string, draft: Draft): Worded => ({ says, intent: { do: 'send', draft } });

/** The offer in words, and what is sent for it; null: it needs more than a reason, or is of no use in a play. */
function worded({ compiled, frame }: Play, offer: Offer, reason: string): Worded | null {
  const { does, node, work, condition } = offer;
  const name = node === undefined ? '' : (compiled.diagram.nodes[node]?.name ?? node);
  const text = frame?.request.conditions.find(({ id }) => id === condition)?.text ?? '';
  if (does === 'withdraw') return send('Withdraw', { type: does, reason });
  if (does === 'suspend') return send('Suspend', { type: does, reason });
  if (does === 'resume') return send('Resume', { type: does, reason });
  if (does === 'revoke') return send('Revoke', { type: does, reason });
  if (does === 'retry') return send('Retry', { type: does });
  if (does === 'reassess') return send('Reassess', { type: does });
  if (does === 'recuse' && work !== undefined)
    return send(`Recuse from ${name}`, { type: does, work, reason });
  if (does === 'fulfil' && condition !== undefined)
    return send(`Fulfill “${text}”`, { type: does, condition, note: reason });
  if (does === 'waive' && condition !== undefined)
    return send(`Waive “${text}”`, { type: does, condition, reason });
  if (does === 'affirm' && node !== undefined)
    return { says: `Sign the change at ${name}`, intent: { do: 'affirm', node } };
  return null;
}
