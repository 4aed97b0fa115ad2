import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { Empty } from '#ui/empty.tsx';
import { idIn, links } from '#ui/links.ts';
import { useRequest } from './request-scope.tsx';
import { RequestView } from './request-view.tsx';
import { PageSkeleton } from './skeleton.tsx';

/** `/requests/:id` */
export default function RequestPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  return <RequestById id={as<RequestId>(idIn(id))} back={links.requests()} />;
}

/** A request's page by id: while it loads, where there is none, and as it is. */
export function RequestById({
  id,
  at = null,
  back,
}: {
  readonly id: RequestId;
  /** The work or condition of it that is meant. */
  readonly at?: string | null;
  readonly back: string;
}): ReactNode {
  const loaded = useRequest(id);
  if (loaded === undefined) return <PageSkeleton />;
  if (loaded === null)
    return (
      <Empty
        page
        title="There is no such request here"
        action={
          <Button component={Link} href={links.requests()}>
            All requests
          </Button>
        }
      >
        {id} is not in this workspace. A link to a request works in the browser profile it was made
        in.
      </Empty>
    );
  return <RequestView key={id} loaded={loaded} at={at} back={back} />;
}
