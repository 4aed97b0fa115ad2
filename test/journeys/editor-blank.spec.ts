/** The seven-step exception SOP from a blank page, by keyboard alone, in at most 60 actions. */
import type { Locator, Page } from '@playwright/test';
import { nodeOf, saved } from './steps/canvas.ts';
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
  await nodeOf(page, /^Gate 1,/).click();
  await expect(leads(page, 'Approved')).toHaveValue('Risk and impact');
  await expect(leads(page, 'Returned')).toHaveValue('Mend the request');
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Policy desk');
  await nodeOf(page, /^Gate 4,/).click();
  await expect(leads(page, 'Approved')).toHaveValue('Tell and implement');
  await expect(leads(page, 'Rejected')).toHaveValue('Rejected');
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Approver');
  for (const step of [/^Step, Tell/, /^Step, Monitor/]) {
    await nodeOf(page, step).click();
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
