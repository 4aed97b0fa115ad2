import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { soon } from '../../../test/builders/soon.ts';
import { editing } from '../../../test/builders/editor.tsx';
import type { DraftHandle } from '#collab/draft.ts';
import { blankDiagram } from '#model/blank.ts';
import startup from '../../../templates/general/startup-lightweight-exception.sop.json?raw';

async function blank(): Promise<DraftHandle> {
  const draft = await editing(blankDiagram({ title: 'Pasted', zone: 'UTC' }));
  await expect.element(page.getByRole('button', { name: 'Export' })).toBeVisible();
  return draft;
}
function paste(text: string): void {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
}

it('a pasted flowchart is laid out behind the intake, and one undo takes it away', async () => {
  const draft = await blank();
  const before = draft.diagram();
  paste('flowchart TD\nA[Prepare] --> B[Approve]\nB -->|rejected| A\nB --> C((Done))');
  // The layout's worker starts first.
  await soon(() => {
    expect(document.querySelector('[role="alert"]')?.textContent ?? '').toBe('');
    expect(Object.keys(draft.diagram().nodes)).toHaveLength(4);
  });
  const d = draft.diagram();
  expect(
    Object.values(d.nodes)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['end', 'gate', 'intake', 'step']);
  // The intake leads on to what nothing else led to, all nodes stand somewhere, each in its own place.
  expect(Object.values(d.flows)).toHaveLength(3);
  const corners = Object.values(d.layout).flatMap(({ x, y }) =>
    x === undefined ? [] : [`${x} ${y}`],
  );
  expect(new Set(corners).size).toBe(4);
  draft.undo();
  expect(draft.diagram()).toEqual(before);
});

it('a table of two columns becomes steps and who does them, and one undo takes it away', async () => {
  const draft = await blank();
  const before = draft.diagram();
  paste('Prepare\tLead\nBuild\tLegal\n');
  await soon(() => {
    const names = Object.values(draft.diagram().nodes).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Prepare', 'Build', 'Lead', 'Legal']));
  });
  expect(Object.values(draft.diagram().assignments)).toHaveLength(2);
  draft.undo();
  expect(draft.diagram()).toEqual(before);
});

it('ten megabytes are answered with a sentence and without a change', async () => {
  const draft = await blank();
  const before = draft.diagram();
  paste('Prepare\tLead\n'.repeat(750_000));
  await expect.element(page.getByRole('alert')).toHaveTextContent('at most 2 MB can be pasted');
  expect(draft.diagram()).toBe(before);
});

it("an SOP's file dropped on the canvas brings its nodes, not a second intake, and says what stays behind", async () => {
  const draft = await blank();
  const data = new DataTransfer();
  data.items.add(new File([startup], 'startup.sop.json', { type: 'application/json' }));
  document
    .querySelector('main')
    ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  await soon(() =>
    expect(Object.values(draft.diagram().nodes).map(({ name }) => name)).toContain(
      'Founder decision',
    ),
  );
  const d = draft.diagram();
  expect(Object.values(d.nodes).filter(({ kind }) => kind === 'intake')).toHaveLength(1);
  expect(Object.keys(d.items).length).toBeGreaterThan(0);
  await expect.element(page.getByText(/import it in the library/)).toBeInTheDocument();
  const picture = new DataTransfer();
  picture.items.add(new File(['x'], 'flow.png', { type: 'image/png' }));
  document
    .querySelector('main')
    ?.dispatchEvent(
      new DragEvent('drop', { dataTransfer: picture, bubbles: true, cancelable: true }),
    );
  await expect.element(page.getByRole('alert')).toHaveTextContent('A diagram holds no pictures');
  expect(draft.diagram()).toBe(d);
});
