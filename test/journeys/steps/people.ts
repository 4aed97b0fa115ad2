/** Who acts in a tab. */
import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Chooses the person in the header of the page. */
export async function actAs(page: Page, name: string): Promise<void> {
  const chooser = page.getByRole('button', { name: /^(Acting as|Choose who you act as)/ });
  await expect(chooser).toBeVisible();
  if ((await chooser.textContent())?.includes(`Acting as ${name}`)) return;
  await chooser.click();
  await page
    .getByRole('searchbox', { name: 'Find a person or group' })
    .or(page.getByLabel('Find a person or group'))
    .first()
    .fill(name);
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('button', { name: `Acting as ${name}` })).toBeVisible();
}
