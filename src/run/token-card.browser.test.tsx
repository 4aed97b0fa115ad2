import { MantineProvider } from '@mantine/core';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { as } from '#model/ids.ts';
import type { RequestId } from '#model/ids.ts';
import { append } from '#store/append.ts';
import type { Database } from '#store/database.ts';
import { commandId } from '#store/hash.ts';
import { deliver } from '#store/outbox.ts';
import { cssVariables, theme } from '#ui/theme.ts';
import { WorkspaceProvider } from '#ui/workspace.tsx';
import { publishedWorkspace, storeSample } from '../../test/builders/store.ts';
import { RequestScope, useRequest } from './request-scope.tsx';
import { TokenCards } from './token-card.tsx';
import '#ui/theme.css';

afterEach(() => vi.restoreAllMocks());

function Cards({ id }: { readonly id: RequestId }) {
  const loaded = useRequest(id);
  if (!loaded) return null;
  return (
    <RequestScope loaded={loaded} chosen={null} choose={() => {}}>
      <div style={{ width: 320 }}>
        <TokenCards />
      </div>
    </RequestScope>
  );
}
async function shown(sample: string, then: (db: Database, id: RequestId) => Promise<unknown>) {
  const db = await publishedWorkspace();
  const { request } = await storeSample(db, sample);
  await then(db, request.id);
  await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <WorkspaceProvider database={db}>
        <Cards id={request.id} />
      </WorkspaceProvider>
    </MantineProvider>,
  );
  return { db, id: request.id };
}
const card = () => page.getByRole('region', { name: 'Approval token' });

test('the card says what was approved, by how many and until when, and that nobody was authenticated', async () => {
  await shown('hotfix', deliver);
  await expect.element(card()).toHaveTextContent('Version 1');
  await expect.element(card()).toHaveTextContent(/\d signatures by \d people, none authenticated/);
  await expect.element(card().getByRole('button', { name: 'Copy' })).toBeVisible();
});

test('while it is not signed yet, that is said', async () => {
  const { db } = await shown('hotfix', async () => {});
  await expect.element(card()).toHaveTextContent('is being signed');
  await deliver(db);
  await expect.element(card()).toHaveTextContent('Artifact');
});

test('one that was revoked is shown as such', async () => {
  await shown('hotfix', async (db, id) => {
    await deliver(db);
    const by = { kind: 'person', id: as('priya.raman') } as const;
    await append(
      db,
      `request/${id}`,
      { type: 'revoke', id: commandId(), reason: 'x' },
      by as never,
    );
  });
  await expect.element(card()).toHaveTextContent('Revoked');
});
