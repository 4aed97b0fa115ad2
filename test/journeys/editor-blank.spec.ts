/** The seven-step exception SOP from a blank page, by keyboard alone and by mouse alone, in at most 60 actions each. */
import type { Locator, Page } from '@playwright/test';
import { atRest, middleOf, nodeOf, saved } from './steps/canvas.ts';
import { expect, test } from './steps/test.ts';

/** A click, a drag, a chord or one typed text counts one. */
const most = 60;
/** Fifty actions one after the other, on a machine that does other things too. */
test.describe.configure({ timeout: 240_000 });

const leads = (page: Page, outcome: string): Locator =>
  page.getByRole('combobox', { name: `${outcome} leads to`, exact: true });

async function blank(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'New SOP' }).click();
  await expect(nodeOf(page, /^Intake/)).toBeVisible();
}

/** Seven steps with who has them, a send-back, a rejection and both ends. */
async function drawn(page: Page): Promise<void> {
  const steps = [
    /^Intake, Submit the exception/,
    /^Gate 1, Completeness review/,
    /^Gate 2, Risk and impact/,
    /^Gate 3, Stakeholder input/,
    /^Gate 4, Approval decision/,
    /^Step, Tell and implement/,
    /^Step, Monitor and review/,
    /^Step, Mend the request/,
    /^End, Approved/,
    /^End, Rejected/,
  ];
  for (const name of steps) await expect(nodeOf(page, name)).toHaveCount(1);
  await page.getByRole('button', { name: 'Fit' }).click();
  const look = async (node: RegExp): Promise<void> => {
    await atRest(nodeOf(page, node));
    await nodeOf(page, node).click();
  };
  await look(/^Gate 1,/);
  await expect(leads(page, 'Approved')).toHaveValue('Risk and impact');
  await expect(leads(page, 'Returned')).toHaveValue('Mend the request');
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Policy desk');
  await look(/^Gate 4,/);
  await expect(leads(page, 'Approved')).toHaveValue('Tell and implement');
  await expect(leads(page, 'Rejected')).toHaveValue('Rejected');
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Approver');
  for (const step of [/^Step, Tell/, /^Step, Monitor/]) {
    await look(step);
    await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Owner');
  }
  await saved(page);
}

test('the exception SOP is drawn from blank by keyboard alone', async ({ page }) => {
  await blank(page);
  let actions = 0;
  const press = async (keys: string): Promise<void> => {
    actions += 1;
    await page.keyboard.press(keys);
  };
  const type = async (text: string): Promise<void> => {
    actions += 1;
    await page.keyboard.type(text);
  };
  /** A, a text, Enter: a new node by name, a role, or what is drawn already. */
  const next = async (text: string): Promise<void> => {
    await press('a');
    await type(text);
    await press('Enter');
  };
  await press('Alt+ArrowRight');
  await press('Enter');
  await type('Submit the exception');
  await press('Enter');
  await next('Completeness review');
  await next('role Policy desk');
  await press('Control+ArrowUp');
  await press('Enter');
  await type('Mend the request');
  await press('Enter');
  await next('Completeness');
  await press('Alt+ArrowRight');
  await next('Risk and impact');
  await next('role Risk');
  await next('Stakeholder input');
  await next('role Stakeholders');
  await next('Approval decision');
  await next('role Approver');
  await press('Control+ArrowDown');
  await press('Alt+ArrowLeft');
  await next('step Tell and implement');
  await next('role Owner');
  await next('step Monitor and review');
  await next('Owner');
  await press('e');
  expect(actions).toBeLessThanOrEqual(most);
  test.info().annotations.push({ type: 'actions', description: `${actions} by keyboard` });
  await drawn(page);
});

test('the exception SOP is drawn from blank by mouse alone', async ({ page }) => {
  await blank(page);
  let actions = 0;
  const click = async (thing: Locator): Promise<void> => {
    actions += 1;
    await atRest(thing);
    await thing.click();
  };
  const hover = async (node: RegExp): Promise<void> => {
    const { x, y } = await middleOf(nodeOf(page, node));
    await page.mouse.move(x, y);
  };
  const ring = (node: RegExp, side: string): Locator =>
    nodeOf(page, node).getByRole('button', { name: `Connect from ${side}` });
  /** A click on a ring: what usually stands on that side is added there. */
  const beside = async (node: RegExp, side: string): Promise<void> => {
    await hover(node);
    await click(ring(node, side));
  };
  const pull = async (node: RegExp, side: string, to: { x: number; y: number }): Promise<void> => {
    actions += 1;
    await hover(node);
    const from = await middleOf(ring(node, side));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.mouse.up();
  };
  /** Dropped on the empty canvas to the right, where the list of kinds opens. */
  const pulledOut = async (node: RegExp, kind: string): Promise<void> => {
    const { x, y, width, height } = await atRest(nodeOf(page, node));
    await pull(node, 'the right', { x: x + width + 60, y: y + height / 2 });
    await click(page.getByRole('option', { name: new RegExp(`^${kind}`) }));
  };
  const call = async (node: RegExp, name: string): Promise<void> => {
    actions += 2;
    await atRest(nodeOf(page, node));
    await nodeOf(page, node).dblclick();
    await expect(page.getByRole('textbox', { name: /^Name of/ })).toBeFocused();
    await page.keyboard.type(name);
  };
  const role = async (name: string): Promise<void> => {
    await click(page.getByRole('button', { name: /^Role/ }));
    await call(/^Role, New role/, name);
  };
  await call(/^Intake/, 'Submit the exception');
  await beside(/^Intake/, 'the right');
  await call(/^Gate 1/, 'Completeness review');
  await role('Policy desk');
  await beside(/^Gate 1/, 'above');
  await call(/^Step/, 'Mend the request');
  await pull(/^Step/, 'the right', await middleOf(nodeOf(page, /^Gate 1/)));
  for (const [at, name, who] of [
    [2, 'Risk and impact', 'Risk'],
    [3, 'Stakeholder input', 'Stakeholders'],
    [4, 'Approval decision', 'Approver'],
  ] as const) {
    await beside(new RegExp(`^Gate ${at - 1}`), 'the right');
    await call(new RegExp(`^Gate ${at}`), name);
    await role(who);
  }
  await beside(/^Gate 4/, 'below');
  await pulledOut(/^Gate 4/, 'Step');
  await call(/^Step, New step/, 'Tell and implement');
  await role('Owner');
  await pulledOut(/^Step, Tell/, 'Step');
  await call(/^Step, New step/, 'Monitor and review');
  await pull(/^Role, Owner/, 'the right', await middleOf(nodeOf(page, /^Step, New step/)));
  await pulledOut(/^Step, Monitor/, 'End');
  await click(page.getByRole('button', { name: /^Tidy/ }));
  await expect(page.getByRole('button', { name: /^Tidy/ })).toBeEnabled();
  expect(actions).toBeLessThanOrEqual(most);
  test.info().annotations.push({ type: 'actions', description: `${actions} by mouse` });
  await drawn(page);
});
