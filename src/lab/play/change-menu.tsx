/** To play something else: a sample, a request of one's own, a copy of a stored one. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Form } from '#engine/request.ts';
import type { Digest, SopId } from '#model/ids.ts';
import type { Sample } from '#model/sample.ts';
import { listRequests } from '#store/requests.ts';
import { whenText } from '#ui/format.ts';
import { links } from '#ui/links.ts';
import { useLive, useNow } from '#ui/workspace.tsx';
import classes from './play.module.css';

/** The first words of a form: what the request is about, in most. */
export function subjectIn(form: Form): string | null {
  const found = Object.values(form).find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : null;
}

export function ChangeMenu({
  sop,
  title,
  samples,
  current,
  at,
}: {
  readonly sop: SopId;
  readonly title: string;
  readonly samples: readonly Sample[];
  /** Id of the sample or request that is played. */
  readonly current: string | null;
  readonly at: { readonly version?: Digest };
}): ReactNode {
  const [, go] = useLocation();
  const now = useNow(60_000);
  const requests = useLive((db) => listRequests(db, { sop, limit: 6 }), [sop]) ?? [];
  return (
    <Menu position="bottom-end" width={380}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<ChevronDown size={14} strokeWidth={2.1} aria-hidden />}
          aria-label={`Change what is played, now ${title}`}
        >
          Change
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={520} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => go(links.play(sop, { ...at, blank: '1' }))}>
          <b>A request of your own</b>
        </Menu.Item>
        {samples.length > 0 && <Menu.Label>Samples</Menu.Label>}
        {samples.map((each) => (
          <Menu.Item
            key={each.id}
            aria-current={each.id === current}
            onClick={() => go(links.play(sop, { ...at, sample: each.id }), { replace: true })}
          >
            <b>{each.name}</b>
            <br />
            <span className={classes['muted']}>{each.story}</span>
          </Menu.Item>
        ))}
        {requests.length > 0 && <Menu.Label>Copies of stored requests</Menu.Label>}
        {requests.map((each) => (
          <Menu.Item
            key={each.id}
            aria-current={each.id === current}
            onClick={() => go(links.play(sop, { request: each.id }))}
          >
            <b>{subjectIn(each.form) ?? each.id}</b>
            <br />
            <span className={classes['muted']}>
              {each.outcome ?? each.status}, last changed {whenText(each.at, now)}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
