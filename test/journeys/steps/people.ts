/** Who acts in a tab. */
import type { Locator, Page } from '@playwright/test';
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

/** In the workspace: somebody is away from one day to another (ISO dates), and who stands in. */
export async function recordAbsence(
  page: Page,
  {
    who,
    first,
    last,
    substitute,
  }: {
    readonly who: string;
    readonly first: string;
    readonly last: string;
    readonly substitute: string;
  },
): Promise<void> {
  await page.goto('/workspace/absences');
  await page.getByRole('button', { name: 'Record absence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record an absence' });
  await pick(dialog.getByRole('combobox', { name: 'Who is away' }), who);
  await dialog.getByLabel('First day').fill(first);
  await dialog.getByLabel('Last day').fill(last);
  await pick(dialog.getByRole('combobox', { name: 'Who stands in' }), substitute);
  await dialog.getByRole('button', { name: 'Record absence' }).click();
  await expect(dialog).toBeHidden();
}

/** Finds a person in a list that opens at the field. */
export async function pick(field: Locator, name: string): Promise<void> {
  await field.fill(name);
  await field.page().getByRole('option', { name }).click();
}

/** From a request's menu of everything beside the one primary act. */
export async function fromMore(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
