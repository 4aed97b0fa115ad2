import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { buy, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

test('private values of an entry are erased with a reason; the chain verifies and the pages still read', async ({
  page,
}) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Hartwell 7731', '40');
  await submit(page, 'Hartwell 7731');
  await page.getByRole('link', { name: 'Audit trail' }).first().click();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await page.getByRole('button', { name: 'Erase what is private in entry 0' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase what is private in entry 0' });
  await expect(dialog.getByText('Hartwell 7731', { exact: true })).toBeVisible();
  await expect(dialog).toContainText('stops as an incident');
  const erase = dialog.getByRole('button', { name: 'Erase' });
  await expect(erase).toBeDisabled();
  await dialog.getByLabel('Reason').fill('Erasure request 14');
  await dialog.getByLabel('I know that nobody can bring these values back').check();
  await erase.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Erase what is private in entry 0' })).toBeHidden();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await expect(page.getByText('The private values of 1 entry were erased on record')).toBeVisible();
  await expect(page.getByText('Hartwell 7731')).toBeHidden();

  await page.goto('/audit');
  await expect(page.getByText(/^Erased \d+ private values? of entry 0 of request\//)).toBeVisible();
  await expect(page.getByText('Erasure request 14')).toBeVisible();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await expect(page.getByText('Hartwell 7731')).toBeHidden();
  for (const path of ['/requests', '/inbox', '/registry', '/']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await expect(page.getByText('This page stopped')).toBeHidden();
    await expect(page.getByText('Hartwell 7731')).toBeHidden();
  }
  await page.goto('/requests');
  await page
    .getByRole('link', { name: /r-|request/i })
    .last()
    .click();
  await expect(page.getByText('[redacted]').first()).toBeVisible();
});
