/** Whole turns at a gate: as somebody, everything read and answered, then signed. */
import type { Page } from '@playwright/test';
import { actAs } from './people.ts';
import { approve, openSigning, passEverything, readEverything } from './request.ts';
import { expect } from './test.ts';

export async function signAs(page: Page, name: string, gate: string): Promise<void> {
  await actAs(page, name);
  await readEverything(page);
  await passEverything(page);
  await approve(page, gate);
}

/** Approves with one condition, due at the end of the day `due` (yyyy-mm-dd). */
export async function approveIf(
  page: Page,
  gate: string,
  condition: string,
  due: string,
): Promise<void> {
  await readEverything(page);
  await passEverything(page);
  const dialog = await openSigning(page, gate);
  await dialog.getByRole('button', { name: 'Conditional' }).click();
  await dialog.getByRole('textbox', { name: 'Condition 1' }).fill(condition);
  await dialog.getByLabel('Due').fill(due);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Decided with open eyes.');
  await dialog.getByRole('button', { name: /^Sign with conditions/ }).click();
  await expect(dialog).toBeHidden();
}

/** Where a gate asks for a recommendation before anybody approves. */
export async function recommend(page: Page, name: string): Promise<void> {
  await actAs(page, name);
  await page
    .getByRole('textbox', { name: /^Recommendation of/ })
    .fill('Nothing speaks against it.');
  const button = page.getByRole('button', { name: 'Recommend approval' });
  await button.click();
  await expect(button).toBeHidden();
}
