import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { Button } from '@mantine/core';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { Empty } from '#ui/empty.tsx';
import { idIn, links } from '#ui/links.ts';
import { RequestAudit } from './request-audit.tsx';
import { PageSkeleton } from './skeleton.tsx';
import { useRequest } from './request-scope.tsx';
import { WorkspaceAudit } from './workspace-audit.tsx';

/** `/requests/:id/audit` — the trail of one request; `/audit` — that of the whole workspace. */
export default function AuditPage(): ReactNode {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <WorkspaceAudit /> : <OfRequest id={as<RequestId>(idIn(id))} />;
}

function OfRequest({ id }: { readonly id: RequestId }): ReactNode {
  const loaded = useRequest(id);
  if (loaded === undefined) return <PageSkeleton />;
  if (loaded === null)
    return (
      <Empty
        title="There is no such request here"
        action={
          <Button component={Link} href={links.workspaceAudit()}>
            Audit of the workspace
          </Button>
        }
      >
        {id} is not in this workspace.
      </Empty>
    );
  return <RequestAudit id={id} loaded={loaded} />;
}
