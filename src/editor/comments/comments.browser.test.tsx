import { MantineProvider } from '@mantine/core';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { soon } from '../../../test/builders/soon.ts';
import { sop as drawing } from '../../../test/builders/sop.ts';
import { openDraft } from '#collab/draft.ts';
import { updateOf } from '#collab/seed.ts';
import { emptyDirectory } from '#model/directory.ts';
import { as } from '#model/ids.ts';
import type { NodeId, PersonId, SopId } from '#model/ids.ts';
import { openThread, remarksOf } from '#store/comments.ts';
import { Database } from '#store/database.ts';
import { addUpdate } from '#store/updates.ts';
import { cssVariables, theme } from '#ui/theme.ts';
import { useActing, WorkspaceProvider } from '#ui/workspace.tsx';
import { Editor } from '../editor.tsx';

const sop = as<SopId>('sop_commented');
const [ann, gate] = [as<PersonId>('ann'), as<NodeId>('g')];

/** Whom the tab acts as, chosen without the menu. */
function Act() {
  const { act } = useActing();
  return (
    <button
      type="button"
      onClick={() => {
        act(ann);
      }}
    >
      Act as Ann
    </button>
  );
}

const node = () => document.querySelector<HTMLElement>('.react-flow__node[data-id="g"]');

it('a thread is opened, resolved and opened again; it follows the node and outlives it', async () => {
  await page.viewport(1440, 900);
  const db = new Database(`test-${crypto.randomUUID()}`);
  const diagram = drawing('Release')
    .role('r_lead')
    .intake()
    .gate('g', { name: 'Review', A: 'r_lead', items: { i1: 'Tested' } })
    .end('e', { name: 'Released' })
    .path('in', 'g', 'e')
    .diagram();
  await addUpdate(db, sop, updateOf(diagram));
  await db.directory.put({
    id: 'workspace',
    seq: 0,
    hash: '',
    at: 0,
    fold: { ...emptyDirectory, people: { [ann]: { name: 'Ann Lee', active: true } } },
  });
  const draft = await openDraft(db, sop, null);
  onTestFinished(async () => {
    sessionStorage.clear();
    localStorage.clear();
    await draft.close();
    await db.delete();
  });
  await render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
      <WorkspaceProvider database={db}>
        <Act />
        <Editor
          sop={sop}
          draft={draft}
          versions={{ count: 0, newest: null }}
          ahead={() => null}
          publish={() => null}
        />
      </WorkspaceProvider>
    </MantineProvider>,
  );
  await soon(() => expect(node()).not.toBeNull());
  await userEvent.click(page.getByText('Act as Ann'));
  node()?.focus();
  await userEvent.click(node() ?? document.body);
  await userEvent.keyboard('c');
  await userEvent.fill(page.getByRole('textbox', { name: 'About Review' }), 'Who keeps it?');
  await userEvent.click(page.getByRole('button', { name: 'Comment', exact: true }));
  const pin = page.getByRole('button', { name: 'Comment by Ann Lee on Review, 1 remark' });
  await expect.element(pin).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Resolve' }));
  await expect.element(page.getByText('Resolved this')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Reopen' }));
  await expect.element(page.getByText('Opened this again')).toBeVisible();

  // Another tab answers; the node is renamed and moved, and its pin goes along.
  const first = (await remarksOf(db, sop)).find(({ text }) => text !== '');
  await openThread(db, {
    sop,
    by: ann,
    text: 'Is it tested?',
    on: { table: 'items', id: 'g_i1', name: 'Tested' },
  });
  await expect.element(page.getByRole('button', { name: 'Comments, 2 open' })).toBeVisible();
  draft.edit('Rename', 'rename', { id: gate, name: 'Risk review' });
  await expect
    .element(page.getByRole('button', { name: 'Comment by Ann Lee on Risk review, 1 remark' }))
    .toBeVisible();
  draft.edit('Delete', 'deleteThings', { nodes: [gate], flows: [] });
  await expect.element(page.getByText('Deleted from the diagram')).toBeVisible();
  expect(first?.on).toEqual({ table: 'nodes', id: 'g', name: 'Review' });
  await userEvent.click(page.getByRole('button', { name: 'All comments' }));
  expect(page.getByRole('listitem').elements()).toHaveLength(2);
  draft.undo();
  await expect.element(page.getByText('Deleted from the diagram')).not.toBeInTheDocument();
});
