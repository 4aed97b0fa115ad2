import { openTemplate } from './steps/library.ts';
import { recordsOf } from './steps/storage.ts';
import { expect, test } from './steps/test.ts';

test('a request of one’s own is played, recorded, and played again as expected', async ({
  page,
}) => {
  await openTemplate(page);
  await page.getByRole('link', { name: 'Play' }).click();
  await expect(page.getByText('nothing is written to real requests')).toBeVisible();
  const before = await recordsOf(page);
  const why = page.getByRole('complementary', { name: 'Why' });
  const alert = why.getByRole('alert');

  await test.step('filled in place, it goes to the first gate', async () => {
    await page.getByRole('button', { name: /^Change what is played/ }).click();
    await page.getByRole('menuitem', { name: 'A request of your own' }).click();
    await page.getByRole('button', { name: 'Submit in this play' }).click();
    await expect(alert.first()).toContainText('to mend before it can be played');
    await page.getByRole('button', { name: 'Fill from a sample' }).click();
    await page.getByRole('menuitem', { name: /^Demand model 1\.8/ }).click();
    await page.getByRole('button', { name: 'Submit in this play' }).click();
    await expect(why.getByRole('heading', { name: /^Request submitted/ })).toBeVisible();
    await page.getByRole('tab', { name: /^Act/ }).click();
    await why.getByRole('button', { name: 'Complete' }).click();
    await expect(why.getByRole('region', { name: 'Technical readiness review' })).toBeVisible();
  });

  await test.step('who asked may not sign, in words; who may is one press away', async () => {
    await why.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(alert).toContainText('Technical lead');
    await alert.getByRole('button').first().click();
    await why.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(alert).toBeHidden();
    await expect(why.getByRole('region', { name: 'Technical readiness review' })).toBeHidden();
  });

  await test.step('the clock goes to the next timer, and the play back to any step', async () => {
    const clock = page.getByRole('button', { name: /^Clock: / });
    const at = await clock.textContent();
    await clock.click();
    await page.getByRole('button', { name: /^To the next timer/ }).click();
    await expect(clock).not.toHaveText(at ?? '');
    await expect(page.getByText('Step 4 of 4', { exact: true })).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByText('Step 3 of 4', { exact: true })).toBeVisible();
    await page.keyboard.press('ArrowRight');
  });

  await test.step('recorded as a sample, it plays as expected', async () => {
    await why.getByRole('button', { name: 'Save as sample' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as sample' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Reminded at Gate 2');
    await dialog.getByRole('button', { name: 'Save as sample' }).click();
    await expect(why.getByText('Reminded at Gate 2', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'To the end' }).click();
    await page.getByRole('tab', { name: 'Expected' }).click();
    await expect(why.getByRole('status')).toContainText('As expected');
  });

  expect(await recordsOf(page)).toBe(before);
});
