import type { Page } from '@playwright/test';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { attachFile, buy, passEverything, readEverything, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

/** Nothing scrolls sideways. */
const fits = async (page: Page): Promise<void> => {
  const wider = await page.evaluate(() => {
    const main = document.querySelector('main');
    return Math.max(
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
      main === null ? 0 : main.scrollWidth - main.clientWidth,
    );
  });
  expect(wider).toBeLessThanOrEqual(0);
};

test('on a phone: from the inbox to a signature, with what is missing said at the foot', async ({
  page,
}) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Standing desk', '450');
  await submit(page, 'Standing desk');
  await attachFile(page, 'Offer', 'A desk, 450.');
  await page.setViewportSize({ width: 390, height: 844 });
  await actAs(page, 'Bea Lead');
  await page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('link', { name: /Inbox/ })
    .click();
  await fits(page);
  await page.getByRole('link', { name: /Standing desk/ }).click();
  await expect(page.getByRole('heading', { name: 'Standing desk', level: 1 })).toBeVisible();
  await fits(page);

  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeDisabled();
  await expect(page.getByText('Open before you approve: Offer.')).toBeVisible();
  await readEverything(page);
  await passEverything(page);
  await approve.click();

  const sheet = page.getByRole('dialog', { name: 'Sign Purchase review' });
  await expect(sheet).toBeVisible();
  await fits(page);
  const box = await sheet.boundingBox();
  expect(box).toMatchObject({ x: 0, width: 390 });
  await expect(sheet.getByText('Not authenticated')).toBeVisible();
  for (const button of await sheet.getByRole('button').all()) {
    const size = await button.boundingBox();
    expect.soft(size?.height ?? 44, (await button.textContent()) ?? '').toBeGreaterThanOrEqual(24);
  }
  await sheet.getByRole('button', { name: /^Sign and approve/ }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('This request has ended: approved')).toBeVisible();
  await fits(page);
});
