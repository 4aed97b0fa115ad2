import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { imported } from './steps/stocked.ts';
import { recordsOf } from './steps/storage.ts';
import { expect, test } from './steps/test.ts';

/** What each node of the diagram says, its heat among it. */
const heat = (page: Page): Promise<(string | null)[]> =>
  page
    .getByRole('region', { name: 'Diagram, waiting' })
    .locator('[aria-label]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label')));

test('a year of requests says how long they take, and whom one person more would help', async ({
  page,
}, info) => {
  // A forecast takes seconds, and minutes where everything else wants the machine too.
  test.setTimeout(300_000);
  const patient = expect.configure({ timeout: 100_000 });
  await imported(page, 'workspace-five-gate-year.zip', new Date('2026-11-21T12:00:00-06:00'));
  await page.evaluate(() => history.pushState(null, '', '/sop/sop_chid8rf5/forecast'));
  const answer = page.locator('main output').first();
  const done = page.getByText(/Done( in|$)/);
  await patient(answer).toHaveText(
    /^A request takes [\d.]+ days \(± [\d.]+ \w+\) on average, nine of ten at most/,
  );
  await expect(page.getByText(/; figures from \d+ stored requests$/)).toBeVisible();
  await patient(done).toBeVisible();
  const before = await recordsOf(page);
  const cool = await heat(page);

  await test.step('what it rests on says where it comes from, and cannot be what cannot be', async () => {
    await page.getByRole('button', { name: /^Assumptions/ }).click();
    const panel = page.getByRole('dialog', { name: 'Assumptions' });
    await expect(
      panel.getByText(/^from history \(n = \d+, fit p = [\d.]+\)$/).first(),
    ).toBeVisible();
    const cases = panel.getByRole('textbox', { name: 'Requests counted in each replication' });
    const people = panel.getByRole('textbox', { name: 'People of Executive sponsor' });
    await people.fill('0');
    await patient(panel.getByRole('alert')).toContainText('“Executive sponsor” has no people');
    await people.fill('2');
    await cases.fill('1000000000');
    await patient(panel.getByRole('alert')).toContainText(
      'The number of requests has to be a whole number from 1 to 10,000,000',
    );
    await cases.fill('9000000');
    await patient(panel.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page.getByText('What is below was found before.')).toBeVisible();
    await page.getByRole('button', { name: /^Assumptions/ }).click();
    await panel.getByRole('textbox', { name: 'Requests counted in each replication' }).fill('2000');
    await page.keyboard.press('Escape');
    await patient(done).toBeVisible();
  });

  await test.step('one person more is tried: faster, by how much, with its interval; the heat moves', async () => {
    const help = page.getByRole('region', { name: 'What would help' });
    const tried = help.getByRole('button', { name: /^Try it: one more/ }).first();
    await patient(tried).toBeVisible();
    await tried.click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
      'Forecast: draft, with and without changes',
    );
    await patient(answer).toHaveText(
      /That is [\d.]+ [hd] \(± [\d.]+\) faster than without the changes\.$/,
    );
    const figures = page.getByLabel('Figures', { exact: true });
    await patient(figures).toContainText(
      /Waiting for people[^S]*without [\d.]+ [hd]\s*−[\d.]+ [hd] ±[\d.]+/,
    );
    expect(await heat(page)).not.toEqual(cool);
  });

  await test.step('the figures leave as a table', async () => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Figures as CSV' }).click();
    const path = info.outputPath('forecast.csv');
    await (await saving).saveAs(path);
    const [head = '', first = ''] = (await readFile(path, 'utf8')).split('\r\n');
    expect(head).toContain('Figure,Unit,Value,95 % interval ±,Difference');
    expect(first).toMatch(/^Request,"Cycle time, mean",h,[\d.]+,[\d.]+,-[\d.]+,[\d.]+$/);
  });

  expect(await recordsOf(page)).toBe(before);

  await test.step('a scenario is kept, and opened again', async () => {
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('textbox', { name: 'Name of the scenario' }).fill('One more');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^One more/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Take all changes back' }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Forecast: draft');
    await page.getByRole('button', { name: 'Scenarios (1)' }).click();
    await page.getByRole('menuitem', { name: /^One more/ }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
      /with and without changes$/,
    );
  });
});
