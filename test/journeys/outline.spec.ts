/** The outline, comments and what leaves the editor: by keyboard, in two tabs. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { openTemplate } from './steps/library.ts';
import { expect, test } from './steps/test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

test('a gate is added in the outline by keyboard, talked about in two tabs, and stands in the SVG', async ({
  page,
  context,
}) => {
  await openTemplate(page, 'Lightweight AI exception (startup)');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('main', { name: 'Canvas' })).toBeVisible();

  await page.bringToFront();
  await page.getByRole('main', { name: 'Canvas' }).focus();
  await page.keyboard.press('o');
  const outline = page.getByRole('treegrid', { name: 'Outline of the SOP' });
  await outline
    .getByRole('row', { name: /Founder decision/ })
    .first()
    .click();
  await page.keyboard.press('s');
  await page.getByRole('textbox', { name: 'Name in the outline' }).fill('Write it down');
  await page.keyboard.press('Enter');
  const added = outline.getByRole('row', { name: /Write it down/ });
  await expect(added).toBeFocused();
  await expect(added).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'About Write it down' }).fill('Who keeps the record?');
  await page.keyboard.press('Control+Enter');
  await expect(
    page.getByRole('button', { name: /Comment by .* on Write it down, 1 remark/ }),
  ).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await page.keyboard.press('Escape');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  const svg = readFileSync(await (await downloading).path(), 'utf8');
  expect(svg).toContain('Write it down');
  expect(svg).not.toContain('var(');

  await other.bringToFront();
  await other.getByRole('button', { name: 'Comments, 1 open' }).click();
  await other.getByRole('button', { name: /Who keeps the record/ }).click();
  await other.getByRole('button', { name: 'Resolve' }).click();
  await page.bringToFront();
  await expect(page.getByRole('button', { name: 'Comments', exact: true })).toBeVisible();
});
