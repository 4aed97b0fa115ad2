import type { Page } from '@playwright/test';
import { boxOf, drag, nameIt, nodeOf, saved } from './steps/canvas.ts';
import { openTemplate } from './steps/library.ts';
import { expect, test } from './steps/test.ts';

const leadsTo = (page: Page, outcome: string) =>
  page.getByRole('combobox', { name: `${outcome} leads to`, exact: true });

test('what stands against publishing is said while it is drawn', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New SOP' }).click();
  await expect(page.getByText(/\d+ errors? to mend before publishing/)).toBeVisible();
  await page.goto('/');
  await openTemplate(page);
  await expect(page.getByText('Nothing stands against publishing')).toBeVisible();
});

test('an SOP is drawn by hand, and a reload keeps it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'New SOP' }).click();
  const step = nodeOf(page, /^Step, Write it/);
  const gate = nodeOf(page, /^Gate 1, Check it/);
  const end = nodeOf(page, /^End/);

  await test.step('what is added follows what is selected', async () => {
    await nodeOf(page, /^Intake/).click();
    await page.keyboard.press('s');
    await nameIt(page, 'step', 'Write it');
    await page.keyboard.press('Control+ArrowRight');
    await nameIt(page, 'gate', 'Check it');
    await page.keyboard.press('e');
    await expect(end).toBeVisible();
    await gate.click();
    await expect(leadsTo(page, 'Approved')).toHaveValue('Approved');
  });

  await test.step('a flow is drawn from the gate back to the step', async () => {
    await drag(page, gate.getByRole('button', { name: /^Connect .*below/ }), step);
    await gate.click();
    await expect(leadsTo(page, 'Returned')).toHaveValue('Write it');
  });

  await test.step('a node is moved; undo and redo', async () => {
    const { x, y } = await boxOf(end);
    await drag(page, end, { by: [80, 120] });
    const moved = await boxOf(end);
    expect(moved.x).toBeGreaterThan(x + 40);
    expect(moved.y).toBeGreaterThan(y + 60);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await boxOf(end)).y).toBeCloseTo(y, 0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await boxOf(end)).y).toBeCloseTo(moved.y, 0);
  });

  await test.step('a gate is copied with its name, and the paste undone', async () => {
    await gate.click();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    const gates = nodeOf(page, /^Gate \d, Check it/);
    await expect(gates).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(gates).toHaveCount(1);
  });

  await test.step('a reload keeps it all', async () => {
    await saved(page);
    await page.reload();
    await expect(step).toBeVisible();
    await expect(end).toBeVisible();
    await gate.click();
    await expect(leadsTo(page, 'Approved')).toHaveValue('Approved');
    await expect(leadsTo(page, 'Returned')).toHaveValue('Write it');
  });
});

test('hostile and unfinished expressions are answered while they are typed', async ({ page }) => {
  await openTemplate(page);
  await nodeOf(page, /^Decision, Is the tier low/)
    .first()
    .click();
  await page.getByRole('button', { name: /^low: Write deployment plan/ }).click();
  const when = page.getByRole('textbox', { name: 'When' });
  await when.fill('tier = ');
  await expect(when).toHaveAttribute('aria-invalid', 'true');
  await when.fill('count(for i in 1..1000000000 return matches("aaaa!", "(a+)+$")) > 0');
  await expect(when).toHaveAccessibleDescription(/cannot be used here/);
  await when.fill('('.repeat(5000));
  await expect(when).toHaveAttribute('aria-invalid', 'true');
  await when.fill('tier = "low"');
  await expect(when).toHaveAttribute('aria-invalid', 'false');
  await saved(page);
});
