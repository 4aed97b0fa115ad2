import axe from 'axe-core';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { soon } from '../../../test/builders/soon.ts';
import { editing } from '../../../test/builders/editor.tsx';
import { sop } from '../../../test/builders/sop.ts';
import type { DraftHandle } from '#collab/draft.ts';

/** The editor with its outline open, and the first row in the focus. */
async function outlined(): Promise<DraftHandle> {
  const diagram = sop('Release')
    .role('r_lead', { name: 'Lead' })
    .intake()
    .step('s_build', { name: 'Build' })
    .step('s_test', { name: 'Test' })
    .end('e_ok', { name: 'Released' })
    .path('in', 's_build', 's_test', 'e_ok')
    .diagram();
  const draft = await editing(diagram);
  onTestFinished(() => {
    sessionStorage.clear();
  });
  await userEvent.click(page.getByRole('button', { name: 'Outline', exact: true }));
  await expect.element(page.getByRole('treegrid')).toBeVisible();
  await soon(() => {
    row('in').focus();
    expect(document.activeElement).toBe(row('in'));
  });
  return draft;
}

function row(key: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[role="treegrid"] [data-key="${key}"]`);
  if (found === null) throw new Error(`${key} is in no row`);
  return found;
}
const names = (): string[] =>
  [...document.querySelectorAll('[role="treegrid"] [data-key] td:first-child')].map(
    (cell) => cell.textContent,
  );
const drawn = (): number => document.querySelectorAll('[role="treegrid"] [data-key]').length;
const said = (): string => document.querySelector('output[class*="said"]')?.textContent ?? '';
const press = async (keys: string): Promise<void> => {
  await userEvent.keyboard(keys);
};

it('builds, moves, branches, assigns and deletes by keyboard alone, each one undo', async () => {
  const draft = await outlined();
  const before = draft.diagram();
  await press('{ArrowDown}{ArrowDown}');
  await soon(() => expect(document.activeElement).toBe(row('s_test')));
  // What holds the focus is what is selected on the canvas.
  await soon(() =>
    expect(document.querySelector('.react-flow__node.selected')?.getAttribute('data-id')).toBe(
      's_test',
    ),
  );

  await press('g');
  await expect.element(page.getByRole('textbox', { name: 'Name in the outline' })).toHaveFocus();
  await press('Risk review{Enter}');
  await soon(() =>
    expect(names().slice(0, 5)).toEqual([
      'Intake, Request',
      'Step, Build',
      'Step, Test',
      'Gate, Risk review',
      'End, Released',
    ]),
  );
  await press('a');
  await press('lea{Enter}');
  await soon(() => expect(said()).toBe('Lead keeps the gate'));
  expect(document.activeElement?.textContent).toContain('Risk review');

  await press('{Alt>}{ArrowUp}{/Alt}');
  await soon(() => expect(names()[2]).toBe('Gate, Risk review'));
  await press('{ArrowDown}{Alt>}{ArrowRight}{/Alt}');
  await soon(() => expect(names()[3]).toBe('returnedStep, Test'));
  expect(document.activeElement?.getAttribute('aria-level')).toBe('2');
  await press('{Alt>}{ArrowLeft}{/Alt}');
  await soon(() => expect(document.activeElement?.getAttribute('aria-level')).toBe('1'));
  await press('{Delete}');
  await soon(() => expect(said()).toBe('Test deleted'));
  // Naming is its own step: add, name, assign, up, branch, follow, delete. The focus stays in the outline.
  await press('{Control>}z{/Control}');
  await soon(() => expect(names()).toContain('Step, Test'));
  await soon(() => expect(document.activeElement?.matches('tr')).toBe(true));
  for (let step = 0; step < 6; step += 1) draft.undo();
  expect(draft.diagram()).toEqual(before);
});

it('says why something cannot be, and changes nothing', async () => {
  const draft = await outlined();
  const before = draft.diagram();
  await press('{ArrowDown}{ArrowDown}{Alt>}{ArrowRight}{/Alt}');
  await soon(() => expect(said()).toContain('has its one way out'));
  await press('{Home}{Delete}');
  await soon(() => expect(said()).toContain('the intake stays'));
  expect(draft.diagram()).toEqual(before);
  expect(draft.canUndo()).toBe(false);
});

it('of a thousand rows draws those near what is seen, and goes to every one by key', async () => {
  const ids = Array.from({ length: 1000 }, (_, at) => `s${at}`);
  let drawing = sop('Long').role('r_lead').intake();
  for (const id of ids) drawing = drawing.step(id, { name: `Step ${id}` });
  const draft = await editing(
    drawing
      .end('e')
      .path('in', ...ids, 'e')
      .diagram(),
  );
  onTestFinished(() => {
    sessionStorage.clear();
  });
  await userEvent.click(page.getByRole('button', { name: 'Outline', exact: true }));
  const grid = page.getByRole('treegrid');
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1004');
  await soon(() => expect(drawn()).toBeLessThan(200));
  await soon(() => {
    row('in').focus();
    expect(document.activeElement).toBe(row('in'));
  });
  const whole = grid.element().getBoundingClientRect().height;
  expect(whole).toBeGreaterThan(1000 * 29);
  await press('{End}');
  await soon(() => expect(document.activeElement?.getAttribute('data-key')).toBe('r_lead'));
  await press('{ArrowUp}{ArrowUp}');
  await soon(() => expect(document.activeElement?.textContent).toContain('Step s999'));
  expect(drawn()).toBeLessThan(200);
  await press('{Delete}');
  await soon(() => expect(Object.keys(draft.diagram().nodes)).not.toContain('s999'));
  draft.undo();
  expect(Object.keys(draft.diagram().nodes)).toContain('s999');
});

it('has no finding of axe', async () => {
  await outlined();
  const found = await axe.run('section[aria-label="Outline"]');
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
