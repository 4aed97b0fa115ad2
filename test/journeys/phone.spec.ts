import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { attachFile, buy, passEverything, readEverything, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

test('on a phone: from the inbox to the signature, with a thumb', async ({ page, context }) => {
  await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Standing desk', '450');
  await submit(page, 'Standing desk');
  await attachFile(page, 'Offer', 'A desk, 450.');
  await actAs(page, 'Bea Lead');

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/inbox');
  await page.getByRole('link', { name: /Standing desk/ }).click();
  await expect(page.getByRole('heading', { name: 'Standing desk', level: 1 })).toBeVisible();
  await readEverything(page);
  await passEverything(page);
  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeInViewport();
  const box = await approve.boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  await approve.click();
  const dialog = page.getByRole('dialog', { name: 'Sign Purchase review' });
  await dialog.getByRole('button', { name: /^Sign and approve/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('This request has ended: approved')).toBeVisible();
  // Nothing is wider than the phone.
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBe(0);
});
