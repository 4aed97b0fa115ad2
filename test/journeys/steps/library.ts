/** The library and what is made of its SOPs. */
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

export const fiveGates = 'Five-gate AI deployment approval';

/** Opens a template: the editor stands on a draft of one's own. */
export async function openTemplate(page: Page, title = fiveGates): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('region', { name: 'Start from a template' })
    .getByRole('button', { name: title })
    .click();
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toHaveValue(title);
}

/** From the editor. */
export async function publish(page: Page, reason = 'First version'): Promise<void> {
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await dialog.getByRole('textbox', { name: 'Reason for this version' }).fill(reason);
  await dialog.getByRole('button', { name: /^Publish version/ }).click();
  await expect(dialog.getByRole('heading', { name: /^Version \d+ is effective$/ })).toBeVisible();
}

/** From the dialog that says what was published. */
export async function newRequest(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New request' }).click();
  await expect(page.getByRole('heading', { name: 'New request', level: 1 })).toBeVisible();
}

/** Imports a file as a person would; where it reads, the editor stands on it. */
export async function importFile(page: Page, name: string, text: string | Buffer): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  await (await choosing).setFiles({ name, mimeType: 'application/json', buffer });
}

/** Straight to the library, an SOP imported from its file; the editor stands on it. */
export async function openImported(page: Page, text: string): Promise<void> {
  await page.goto('/');
  // The sample workspace is there, and with it who acts: an import before that would find nobody.
  await expect(page.getByRole('button', { name: /^Acting as/ })).toBeVisible();
  await importFile(page, 'small.sop.json', text);
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toBeVisible();
}

/** The same, and published; the dialog says so. */
export async function publishImported(page: Page, text: string): Promise<void> {
  await openImported(page, text);
  await publish(page);
}

/** One of "Your SOPs", by what its row says. */
export const sopRow = (page: Page, title: string | RegExp) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: title }) });

/** What the row's menu offers. */
export async function fromMenu(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions of ${title}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
