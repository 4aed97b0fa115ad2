import { openTemplate, publish } from './steps/library.ts';
import { expect, test } from './steps/test.ts';

test('a year of sample requests is loaded, backtested without a departure, and removed again', async ({
  page,
}) => {
  await openTemplate(page, 'Lightweight AI exception (startup)');
  await publish(page);
  const sop = new URL(page.url()).pathname.replace(/^\/sop\//, '');

  await test.step('one button, where the screen is empty', async () => {
    await page.goto(`/sop/${sop}/backtest`);
    await page.getByRole('button', { name: 'Load a year of sample requests' }).click();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  });

  await test.step('the page of the workspace says how many there are', async () => {
    await page.evaluate(() => history.pushState(null, '', '/workspace/storage'));
    await expect(page.getByText(/^\d+ sample requests are here/)).toBeVisible();
  });

  await test.step('against its own history nothing changes', async () => {
    await page.evaluate((to) => history.pushState(null, '', to), `/sop/${sop}/backtest`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Nothing changes for \d+ requests\.$/)).toBeVisible();
  });

  await test.step('the record verifies with them, and without them', async () => {
    await page.evaluate(() => history.pushState(null, '', '/workspace/storage'));
    await page.getByRole('button', { name: 'Remove the sample requests' }).click();
    await expect(
      page.getByRole('button', { name: 'Load a year of sample requests' }),
    ).toBeVisible();
    await page.evaluate(() => history.pushState(null, '', '/requests'));
    await expect(page.getByText('sample-')).toHaveCount(0);
  });
});
