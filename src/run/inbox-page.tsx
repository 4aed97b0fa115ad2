import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useParams, useSearch } from 'wouter';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { Empty } from '#ui/empty.tsx';
import { KeyCap } from '#ui/key-cap.tsx';
import { idIn, links } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { useActing } from '#ui/workspace.tsx';
import { InboxPanel } from './inbox-panel.tsx';
import classes from './inbox-page.module.css';
import type { InboxQuery } from './inbox-rows.ts';
import { RequestById } from './request-page.tsx';

/** `/inbox/:request?` — what waits for who acts in this tab, in order of due, and the request that is open beside it. */
export default function InboxPage(): ReactNode {
  const params = useParams<{ request?: string }>();
  const open = params.request === undefined ? null : as<RequestId>(idIn(params.request));
  const at = new URLSearchParams(useSearch()).get('at');
  const { person } = useActing();
  const narrow = useMediaQuery('(max-width: 959px)') ?? false;
  // Kept here, for where it is narrow the list goes while a request is open.
  const [query, setQuery] = useState<InboxQuery>({ view: 'all', does: 'any', sop: null });
  return (
    <div className={classes['page']} data-narrow={narrow || undefined}>
      {(!narrow || open === null) && (
        <InboxPanel
          open={open === null ? null : { request: open, at }}
          narrow={narrow}
          query={query}
          onQuery={setQuery}
          key={person}
        />
      )}
      {(!narrow || open !== null) && (
        <div className={classes['request']}>
          {open === null ? (
            <Empty title="Choose a request" mark={<Seal size={48} outcome="approved" outline />}>
              <KeyCap keys="J K" /> move, <KeyCap keys="Enter" /> open
            </Empty>
          ) : (
            <RequestById id={open} at={at} back={links.inbox()} />
          )}
        </div>
      )}
    </div>
  );
}
