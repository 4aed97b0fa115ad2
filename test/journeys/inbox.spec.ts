import type { Locator, Page } from '@playwright/test';
import { generatedWorkspace } from './steps/generated.ts';
import { actAs } from './steps/people.ts';
import { expect, test } from './steps/test.ts';

const olga = 'olga.own';
const otto = 'otto.own';

const inbox = (page: Page): Locator => page.getByRole('navigation', { name: 'Inbox' });
const rowOf = (page: Page, title: string): Locator =>
  inbox(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(title, { exact: true }) });

test('an inbox of hundreds: triage by keyboard, several claimed at once, filters, and the phone', async ({
  page,
}) => {
  await generatedWorkspace(page, 400);
  await page.goto('/inbox');

  await test.step('what waits is counted, and only what can be seen is in the page', async () => {
    await actAs(page, olga);
    await expect(inbox(page).getByRole('img', { name: '200 waiting' })).toBeVisible();
    await expect(rowOf(page, 'Pricing model v0')).toContainText('left');
    expect(await inbox(page).getByRole('listitem').count()).toBeLessThan(60);
  });

  await test.step('J and K move and open', async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('heading', { name: 'Pricing model v0', level: 1 })).toBeVisible();
    await page.keyboard.press('j');
    await expect(page.getByRole('heading', { name: 'Pricing model v1', level: 1 })).toBeVisible();
    await page.keyboard.press('k');
    await expect(page.getByRole('heading', { name: 'Pricing model v0', level: 1 })).toBeVisible();
  });

  await test.step('X selects; C claims what is selected, and says what became of it', async () => {
    await page.keyboard.press('x');
    for (let i = 0; i < 2; i += 1) {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    }
    await expect(inbox(page).getByText('3 selected')).toBeVisible();
    await page.keyboard.press('c');
    await expect(inbox(page).getByText('3 claimed')).toBeVisible();
    await expect(rowOf(page, 'Pricing model v1')).toContainText('Claimed by you');
    await inbox(page).getByText('Mine', { exact: true }).click();
    await expect(inbox(page).getByRole('listitem').getByRole('link')).toHaveCount(3);
    await inbox(page).getByText('For me', { exact: true }).click();
  });

  await test.step('C alone claims the row that has the focus', async () => {
    await rowOf(page, 'Pricing model v8').getByRole('link').focus();
    await page.keyboard.press('c');
    await expect(inbox(page).getByText('1 claimed')).toBeVisible();
    await expect(rowOf(page, 'Pricing model v8')).toContainText('Claimed by you');
  });

  await test.step('what is claimed is asked of nobody else', async () => {
    await actAs(page, otto);
    await expect(rowOf(page, 'Pricing model v5')).toBeVisible();
    await expect(rowOf(page, 'Pricing model v0')).toBeHidden();
    await expect(rowOf(page, 'Pricing model v8')).toBeHidden();
  });

  await test.step('to the end by scrolling: every request comes, and no more is drawn', async () => {
    await expect(async () => {
      await inbox(page).evaluate((list) => list.scrollTo(0, list.scrollHeight));
      await expect(rowOf(page, 'Pricing model v397')).toBeVisible({ timeout: 500 });
    }).toPass();
    expect(await inbox(page).getByRole('listitem').count()).toBeLessThan(60);
  });

  await test.step('a filter that nothing passes says so, and is taken away', async () => {
    await page.keyboard.press('f');
    await inbox(page).getByRole('combobox', { name: 'What is asked' }).selectOption('To recommend');
    await expect(inbox(page).getByText('Nothing passes the filter')).toBeVisible();
    await inbox(page).getByRole('button', { name: 'Show everything' }).click();
    await expect(rowOf(page, 'Pricing model v5')).toBeVisible();
  });

  await test.step('what is only watched stands apart, and is not to be claimed: that is said of each', async () => {
    await inbox(page).getByText('Watching', { exact: true }).click();
    await expect(inbox(page).getByText('You watch no open request')).toBeVisible();
    await actAs(page, 'rea.view');
    await inbox(page).getByText('Watching', { exact: true }).click();
    await expect(inbox(page).getByRole('img', { name: '200 watched' })).toBeVisible();
    await inbox(page).getByRole('button', { name: 'Select several' }).click();
    for (const title of ['Pricing model v4', 'Pricing model v5'])
      await inbox(page)
        .getByRole('checkbox', { name: `Select ${title}`, exact: true })
        .check();
    await inbox(page).getByRole('button', { name: 'Claim', exact: true }).click();
    await expect(inbox(page).getByText('0 claimed, 2 not')).toBeVisible();
    await expect(inbox(page).getByRole('status').getByText('Pricing model v4')).toBeVisible();
    await inbox(page).getByRole('button', { name: 'Close' }).click();
  });

  await test.step('all requests: counted, what changed last first, to the end', async () => {
    await page.goto('/requests');
    await expect(page.getByText('All 400')).toBeVisible();
    const table = page.getByRole('table');
    await expect(table.getByRole('row').nth(1)).toContainText('Pricing model v');
    await page.getByText('Ended 200').click();
    await expect(table.getByRole('link', { name: 'Pricing model v2', exact: true })).toBeVisible();
    await expect(async () => {
      await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await expect(table.getByRole('link', { name: 'Pricing model v399' })).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    expect(await table.getByRole('row').count()).toBeLessThan(60);
  });

  await test.step('on a phone nothing scrolls sideways, and a card opens its request', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/inbox');
    await actAs(page, olga);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await rowOf(page, 'Pricing model v4').getByRole('link').click();
    await expect(page.getByRole('heading', { name: 'Pricing model v4', level: 1 })).toBeVisible();
  });
});
