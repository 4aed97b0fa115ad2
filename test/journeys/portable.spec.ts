import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { buy, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

test('a workspace leaves as one file and comes back where it was replaced; a changed file does not', async ({
  page,
}, info) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  const intake = page.url();
  await actAs(page, 'Dan Staff');
  await buy(page, 'Stool', '40');
  await submit(page, 'Stool');
  await page.goto('/workspace/storage');
  await expect(
    page.getByText('A second copy of the record in this browser is up to date'),
  ).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export workspace' }).click();
  const zip = info.outputPath('workspace.zip');
  await (await saving).saveAs(zip);

  await page.goto(intake);
  await buy(page, 'Table', '90');
  await submit(page, 'Table');
  await page.goto('/workspace/storage');
  const choose = page.locator('input[type="file"]');
  const dialog = page.getByRole('dialog', { name: 'Import a workspace' });
  await choose.setInputFiles({
    name: 'half.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('PK and no more'),
  });
  await dialog.getByRole('button', { name: 'Replace this workspace' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This is no zip file');
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await choose.setInputFiles(zip);
  await dialog.getByRole('button', { name: 'Replace this workspace' }).click();
  await expect(dialog).toContainText(/\d+ entries verified and imported/);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await page.goto('/requests');
  await expect(page.getByText('Stool').first()).toBeVisible();
  await expect(page.getByText('Table', { exact: true })).toBeHidden();
  await page.goto('/audit');
  await expect(page.getByText(/^Chain verified: \d+ entries, unbroken/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
