/** What waits where the request stands: who could act and who may not and why, and the acts themselves. */
import { Button, Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { nextTimer } from '#engine/timers.ts';
import type { EndOutcome } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { Callout } from '#ui/callout.tsx';
import { dateTimeText, listText, whenText } from '#ui/format.ts';
import { namesOf, personName } from '#ui/names.ts';
import { outcomes } from '#ui/outcome.tsx';
import { useDirectory } from '#ui/workspace.tsx';
import { incidentWord } from '#ui/words/incident-words.ts';
import { PersonSelect } from './person-select.tsx';
import classes from './play.module.css';
import { RequestActs } from './request-acts.tsx';
import { standings } from './standing.ts';
import type { Standing } from './standing.ts';
import type { Play } from './use-play.ts';
import { WorkActs } from './work-acts.tsx';

export interface Acting {
  readonly actor: PersonId | null;
  readonly setActor: (person: PersonId | null) => void;
  readonly fill: boolean;
  readonly setFill: (on: boolean) => void;
}

export function WorkPanel({
  play,
  acting,
}: {
  readonly play: Play;
  readonly acting: Acting;
}): ReactNode {
  const { scene, refusal, says } = play;
  const all = useMemo(() => standings(scene), [scene]);
  const { request, compiled } = scene;
  const { diagram } = compiled;
  const zone = diagram.control.zone;
  if (request === null)
    return <p className={classes['none']}>Nobody has to do anything before the submission.</p>;
  const timer = nextTimer(request);
  const children = request.tokens.filter(
    ({ child, childEnd }) => child !== undefined && childEnd === undefined,
  );
  const could = (refusal?.who ?? []).filter((person) => person !== acting.actor);
  return (
    <div className={classes['why']}>
      <PersonSelect stacked label="Act as" value={acting.actor} onChange={acting.setActor} />
      <Switch
        size="xs"
        label="Fill in what the act needs: evidence, checklist, reading, advice"
        checked={acting.fill}
        onChange={(event) => acting.setFill(event.currentTarget.checked)}
      />
      {refusal !== null && (
        <Callout tone="refusal" title={refusal.says}>
          {could.length > 0 && (
            <span className={classes['chips']}>
              Could act:
              {could.map((person) => (
                <Who key={person} person={person} acting={acting} />
              ))}
            </span>
          )}
        </Callout>
      )}
      {refusal === null && says !== null && <Callout tone="info" title={says} />}
      {request.status === 'completed' && (
        <Callout
          tone="ok"
          title={`The request has ended${request.outcome === null ? '' : `: ${outcomes[request.outcome].status.toLowerCase()}`}`}
        />
      )}
      {request.status === 'suspended' && (
        <Callout tone="warning" title="The request is suspended">
          {request.incidents
            .map(
              ({ code, node }) =>
                `${incidentWord[code]}${node === undefined ? '' : ` (${diagram.nodes[node]?.name ?? node})`}.`,
            )
            .join(' ')}
        </Callout>
      )}
      {all.map((standing) => (
        <Section key={standing.work.id} standing={standing} play={play} acting={acting} />
      ))}
      {timer !== null && request.status === 'running' && (
        <section>
          <h3>Next timer</h3>
          <p className={classes['muted']}>{dateTimeText(timer.at, zone)}</p>
          <Button size="xs" variant="default" onClick={play.toNextTimer}>
            Move the clock to {whenText(timer.at, play.now, zone)}
          </Button>
        </section>
      )}
      {children.map((token) => (
        <section key={token.id}>
          <h3>{diagram.nodes[token.node]?.name ?? token.node}</h3>
          <p className={classes['muted']}>
            Waits for a request of another SOP, which is not played here. It ends as:
          </p>
          <span className={classes['chips']}>
            {ends.map((outcome) => (
              <Button
                key={outcome}
                size="xs"
                variant="default"
                onClick={() =>
                  play.perform(request.requester, { do: 'child', token: token.id, outcome })
                }
              >
                {outcomes[outcome].status}
              </Button>
            ))}
          </span>
        </section>
      ))}
      {acting.actor !== null && (
        <RequestActs key={acting.actor} play={play} person={acting.actor} />
      )}
    </div>
  );
}

const ends: readonly EndOutcome[] = ['approved', 'rejected', 'withdrawn', 'expired'];

function Section({
  standing,
  play,
  acting,
}: {
  readonly standing: Standing;
  readonly play: Play;
  readonly acting: Acting;
}): ReactNode {
  const directory = useDirectory();
  const { work, node, edges, mayNot } = standing;
  const { diagram } = play.compiled;
  const names = namesOf(diagram, directory);
  const zone = diagram.control.zone;
  return (
    <section aria-label={node.row.name}>
      <h2>
        {node.row.name}
        {work.round > 1 ? `, round ${work.round}` : ''}
      </h2>
      {work.due !== null && <p className={classes['muted']}>Due {dateTimeText(work.due, zone)}</p>}
      <h3>Could act</h3>
      <ul className={classes['who']}>
        {edges.map(({ edge, letter, role, people, met, signed }) => (
          <li key={edge}>
            <b title={letters[letter]}>{letter}</b> {role === '' ? 'Added' : names.role(as(role))}
            <span className={classes['chips']}>
              {met && (
                <span className={classes['muted']}>
                  done
                  {signed.length > 0
                    ? `: ${listText(signed.map(({ by }) => names.person(by)))}`
                    : ''}
                </span>
              )}
              {!met && people.length === 0 && <span className={classes['muted']}>nobody may</span>}
              {people.map((person) => (
                <Who key={person} person={person} acting={acting} />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {mayNot.length > 0 && (
        <>
          <h3>May not</h3>
          <ul className={classes['mayNot']}>
            {mayNot.map(({ person, says }) => (
              <li key={person}>
                <Who person={person} acting={acting} /> <span>{says}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <WorkActs standing={standing} play={play} person={acting.actor} />
    </section>
  );
}

const letters: Readonly<Record<string, string>> = {
  A: 'Gatekeeper: signs last',
  S: 'Signs',
  R: 'Does the work',
  C: 'Is consulted',
  I: 'Is told',
};

function Who({
  person,
  acting,
}: {
  readonly person: PersonId;
  readonly acting: Acting;
}): ReactNode {
  const name = personName(useDirectory(), person);
  return (
    <button
      type="button"
      className={classes['chip']}
      aria-pressed={acting.actor === person}
      title={`Act as ${name}`}
      onClick={() => acting.setActor(person)}
    >
      {name}
    </button>
  );
}
