import { fiveGates, fromMenu, importFile, openTemplate, sopRow } from './steps/library.ts';
import { expect, test } from './steps/test.ts';

test('a blank SOP is made, renamed, duplicated, deleted and taken back', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New SOP' }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toHaveValue('Untitled SOP');
  await page.getByRole('link', { name: 'Back to the library' }).click();
  await expect(sopRow(page, 'Untitled SOP')).toContainText('Draft');

  await fromMenu(page, 'Untitled SOP', 'Rename');
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Travel');
  await page.keyboard.press('Enter');
  await expect(sopRow(page, 'Travel')).toHaveCount(1);
  await page.reload();
  await expect(sopRow(page, 'Travel')).toHaveCount(1);

  await fromMenu(page, 'Travel', 'Duplicate');
  await expect(sopRow(page, 'Travel (copy)')).toHaveCount(1);

  await fromMenu(page, 'Travel', 'Delete');
  await expect(page.getByRole('link', { name: 'Travel', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Travel', exact: true })).toHaveCount(1);
  await page.getByRole('link', { name: 'Travel', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toHaveValue('Travel');
});

test('an exported SOP comes back as a copy, and says the same', async ({ page }, info) => {
  await openTemplate(page);
  await page.getByRole('link', { name: 'Back to the library' }).click();
  const exported = async (row: number, name: string): Promise<string> => {
    const saving = page.waitForEvent('download');
    await page
      .getByRole('button', { name: `Actions of ${fiveGates}` })
      .nth(row)
      .click();
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const path = info.outputPath(name);
    await (await saving).saveAs(path);
    const { readFile } = await import('node:fs/promises');
    return readFile(path, 'utf8');
  };
  const first = await exported(0, 'first.sop.json');
  await importFile(page, 'five-gates.sop.json', first);
  await expect(page.getByText('is here already: this is a copy of it')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toHaveValue(fiveGates);
  await page.getByRole('link', { name: 'Back to the library' }).click();
  await expect(sopRow(page, fiveGates)).toHaveCount(2);
  const second = await exported(0, 'second.sop.json');
  const third = await exported(1, 'third.sop.json');
  const [a, b, c] = [first, second, third].map((text) => JSON.parse(text));
  expect(b.id).not.toBe(c.id);
  expect([a.digest, a.diagram]).toEqual([b.digest, b.diagram]);
  expect([a.digest, a.diagram]).toEqual([c.digest, c.diagram]);
});

test('a template opened twice gives two drafts', async ({ page }) => {
  await openTemplate(page);
  const first = page.url();
  await openTemplate(page);
  expect(page.url()).not.toBe(first);
  await page.getByRole('textbox', { name: 'Title of the SOP' }).fill('The second');
  await page.getByRole('link', { name: 'Back to the library' }).click();
  await expect(sopRow(page, fiveGates)).toHaveCount(1);
  await expect(sopRow(page, 'The second')).toHaveCount(1);
});

test('the app starts again without a network', async ({ page, context }) => {
  await openTemplate(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.goto('/');
  await expect(sopRow(page, fiveGates)).toHaveCount(1);
  await page.getByRole('link', { name: fiveGates }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toHaveValue(fiveGates);
});
