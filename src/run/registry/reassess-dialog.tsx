import { Button, Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { RequestId } from '#model/ids.ts';
import type { Directory } from '#model/directory.ts';
import { append, isRefused } from '#store/append.ts';
import type { Refused } from '#store/append.ts';
import { commandId } from '#store/hash.ts';
import { inForceOf } from '#store/registry.ts';
import type { RegistryFilter } from '#store/registry.ts';
import { Callout } from '#ui/callout.tsx';
import { listText, numberText, plural } from '#ui/format.ts';
import { personName } from '#ui/names.ts';
import { links } from '#ui/links.ts';
import { useActing, useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { Link } from 'wouter';
import classes from './registry.module.css';

/** The sentence, and who could. */
function withWho({ says, who = [] }: Refused, directory: Directory): string {
  const names = who.slice(0, 3).map((id) => personName(directory, id));
  return names.length === 0 ? says : `${says} ${listText(names)} can.`;
}

interface Done {
  readonly request: RequestId;
  /** Automated checks that fail on today's data; null: it was refused. */
  readonly failing: number | null;
  readonly says: string;
}

/** Runs the automated checks of all that rest on one policy, clause or model again; each request gets its own entry. */
export function ReassessDialog({
  filter,
  what,
  onClose,
}: {
  readonly filter: RegistryFilter;
  /** What they rest on, in words. */
  readonly what: string;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const { person } = useActing();
  const directory = useDirectory();
  const found = useLive((db) => inForceOf(db, filter), [filter]);
  // Those that matched when it began: the list may change while it runs.
  const [under, setUnder] = useState<readonly RequestId[] | null>(null);
  const [done, setDone] = useState<readonly Done[]>([]);
  const stop = useRef(false);
  const running = under !== null && done.length < under.length;
  const run = async (requests: readonly RequestId[]): Promise<void> => {
    if (person === null) return;
    setUnder(requests);
    for (const request of requests) {
      if (stop.current) break;
      const command = { type: 'reassess', id: commandId() } as const;
      const actor = { kind: 'person', id: person } as const;
      const answer = await append(database, `request/${request}`, command, actor);
      const event = isRefused(answer)
        ? undefined
        : answer.entry.events.find(({ type }) => type === 'reassessed');
      const results = event !== undefined && 'results' in event ? event.results : [];
      const failing = Array.isArray(results)
        ? results.filter((each: { readonly result?: unknown }) => each.result === 'fail').length
        : 0;
      const one: Done = isRefused(answer)
        ? { request, failing: null, says: withWho(answer, directory) }
        : { request, failing, says: '' };
      setDone((before) => [...before, one]);
    }
  };
  const count = found?.length ?? 0;
  const close = (): void => {
    stop.current = true;
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title="Reassess"
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['form']}>
        {under === null ? (
          <p>
            {found === undefined
              ? 'Counting…'
              : count === 0
                ? 'None of these is in force: there is nothing to reassess.'
                : `${plural(count, 'approval')} in force ${count === 1 ? 'rests' : 'rest'} on ${what}. Their automated checks run again on today’s data, and each records the result. Nothing else changes: who owns them decides what follows.`}
          </p>
        ) : (
          <Progress under={under} done={done} />
        )}
        {person === null && (
          <Callout tone="info" title="Nobody acts in this tab yet">
            Only who holds an SOP’s owner role may reassess. Choose who you are in the header.
          </Callout>
        )}
        <div className={classes['foot']}>
          <Button onClick={close}>
            {running ? 'Cancel' : under === null ? 'Cancel' : 'Close'}
          </Button>
          {under === null && (
            <Button
              variant="filled"
              data-autofocus
              disabled={count === 0 || person === null}
              onClick={() => found !== undefined && void run(found)}
            >
              Reassess {numberText(count)}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Progress({
  under,
  done,
}: {
  readonly under: readonly RequestId[];
  readonly done: readonly Done[];
}): ReactNode {
  const failed = done.filter(({ failing }) => failing !== null && failing > 0);
  const refused = done.filter(({ failing }) => failing === null);
  const good = done.length - failed.length - refused.length;
  return (
    <>
      <progress
        className={classes['bar']}
        aria-label="Reassessed"
        max={under.length}
        value={done.length}
      />
      <output>
        {numberText(done.length)} of {numberText(under.length)}: {numberText(good)} still pass,{' '}
        {numberText(failed.length)} fail a check now, {numberText(refused.length)} refused.
      </output>
      {failed.length + refused.length > 0 && (
        <ul className={classes['results']}>
          {[...failed, ...refused].slice(0, 200).map(({ request, failing, says }) => (
            <li key={request}>
              <Link href={links.request(request)}>{request}</Link>:{' '}
              {failing === null
                ? says
                : `${plural(failing, 'check')} fail${failing === 1 ? 's' : ''}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
