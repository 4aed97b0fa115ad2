import type { Locator, Page } from '@playwright/test';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import {
  approve,
  attachFile,
  buy,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { smallSop, twoGates } from './steps/small-sop.ts';
import { signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

test.beforeEach(async ({ context }) => {
  await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
});

async function openInbox(page: Page): Promise<Locator> {
  await page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('link', { name: 'Inbox' })
    .click();
  return page.getByRole('navigation', { name: 'Inbox' });
}

test('a conditional approval holds the end until the condition, overdue by then, is fulfilled', async ({
  page,
}) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Standing desk', '450');
  await submit(page, 'Standing desk');
  await attachFile(page, 'Offer', 'A desk, 450.');

  await test.step('Bea approves with a condition that blocks the end', async () => {
    await actAs(page, 'Bea Lead');
    await readEverything(page);
    await passEverything(page);
    const dialog = await openSigning(page, 'Purchase review');
    await dialog.getByRole('button', { name: 'Conditional' }).click();
    await expect(dialog.getByText('A conditional approval needs a condition')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Condition 1' }).fill('Show the invoice');
    await dialog.getByLabel('Due').fill('2026-10-16');
    await expect(dialog.getByText('Due at the end of 16 Oct 2026, UTC')).toBeVisible();
    await dialog.getByRole('combobox', { name: 'What it holds up' }).click();
    await page.getByRole('option', { name: 'Blocks the end' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The price has to be proved.');
    await dialog.getByRole('button', { name: /^Sign with conditions/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('held until open conditions are settled')).toBeVisible();
    const conditions = page.getByRole('region', { name: 'Conditions' });
    await expect(conditions).toContainText('Owner Staff, due 16 Oct 2026, blocks the end');
  });

  await test.step('three days on it is overdue, and Dan finds in his inbox that it is his', async () => {
    await page.clock.fastForward(72 * 3_600_000);
    await actAs(page, 'Dan Staff');
    await expect(page.getByRole('region', { name: 'Conditions' })).toContainText('Overdue.');
    const inbox = await openInbox(page);
    const row = inbox.getByRole('listitem').filter({ hasText: 'Show the invoice' });
    await expect(row).toContainText('was due 16 Oct 2026');
    await expect(row).toContainText('REQ-0001');
    await row.getByRole('link').click();
    await expect(page).toHaveURL(/%2Fc1$/);
    await expect(page.getByText('Yours to see to: Show the invoice')).toBeVisible();
  });

  await test.step('he fulfills it with the evidence, and the request ends', async () => {
    await page.getByRole('button', { name: 'Fulfill' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Fulfill this condition' });
    await dialog.getByRole('textbox', { name: 'How it is met' }).fill('Invoice 17 over 450.');
    await dialog.getByRole('combobox', { name: 'Evidence' }).click();
    await page.getByRole('option', { name: 'Offer' }).click();
    await dialog.getByRole('button', { name: 'Fulfill' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('This request has ended: approved')).toBeVisible();
    const conditions = page.getByRole('region', { name: 'Conditions' });
    await expect(conditions).toContainText('Fulfilled by Dan Staff');
    await expect(conditions).toContainText('“Invoice 17 over 450.”');
    await expect(conditions).toContainText('Shown by Offer');
    await expect(page.getByRole('button', { name: 'Fulfill' })).toBeHidden();
  });

  await test.step('what was decided at the gate is found on the diagram', async () => {
    await page.getByRole('button', { name: 'Show on diagram' }).click();
    await page.getByRole('button', { name: /^Gate 1, Purchase review/ }).click();
    const there = page.getByRole('complementary', { name: 'At Purchase review' });
    await expect(there).toContainText('“I approve with conditions”');
    await expect(there).toContainText('The price is fair');
    await expect(there).toContainText('Show the invoice');
    await expect(there).toContainText('offer.txt');
  });
});

test('what changed since one looked stands in the sign dialog; a second tab that signed closes it', async ({
  page,
  context,
}) => {
  await publishImported(page, twoGates());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await page.getByRole('textbox', { name: 'Item' }).fill('Phone');
  await submit(page, 'Phone');
  await attachFile(page, 'Disk report', 'Encrypted.');
  await signAs(page, 'Sam Sec', 'Security review');
  await actAs(page, 'Dan Staff');
  await attachFile(page, 'Travel plan', 'Monday.');
  await actAs(page, 'Ann Lead');
  await readEverything(page);
  await passEverything(page);
  await actAs(page, 'Dan Staff');
  await attachFile(page, 'Travel plan', 'Tuesday.');
  await actAs(page, 'Ann Lead');

  const dialog = await openSigning(page, 'Lead review');
  const since = dialog.getByRole('region', { name: 'Changed since you last looked' });
  await expect(since).toContainText('Replaced “Travel plan”');
  await expect(dialog.getByText('Changed since you opened it')).toBeVisible();
  await dialog.getByRole('button', { name: 'Open Travel plan' }).click();
  const viewer = page.getByRole('dialog', { name: 'Travel plan' });
  await expect(viewer.getByText('Tuesday.')).toBeVisible();
  await viewer.getByText('Version 1', { exact: true }).click();
  await expect(viewer.getByText('Monday.')).toBeVisible();
  await expect(viewer.getByText('does not count as opened')).toBeVisible();
  await viewer.getByRole('button', { name: 'Done' }).click();
  await expect(dialog.getByText(/^Opened/)).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await actAs(other, 'Ann Lead');
  await approve(other, 'Lead review');
  await expect(page.getByRole('dialog', { name: 'You have signed this' })).toBeVisible();
  await expect(page.getByText('in another tab')).toBeVisible();
});

test('what changed after a gate was signed is read and signed again by who signed it', async ({
  page,
}) => {
  await publishImported(page, twoGates());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await page.getByRole('textbox', { name: 'Item' }).fill('Camera');
  await submit(page, 'Camera');
  await attachFile(page, 'Disk report', 'Encrypted.');
  await signAs(page, 'Sam Sec', 'Security review');
  await actAs(page, 'Dan Staff');
  await attachFile(page, 'Disk report', 'Encrypted anew.');
  const changed = page.getByText('Changed after Security review was signed: Disk report');
  await expect(changed).toBeVisible();
  await expect(page.getByRole('button', { name: 'Look and sign the change' })).toBeHidden();

  await actAs(page, 'Sam Sec');
  const inbox = await openInbox(page);
  await inbox.getByRole('listitem').filter({ hasText: 'Sign again' }).getByRole('link').click();
  await page.getByRole('button', { name: 'Look and sign the change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign the change of Security review' });
  await expect(dialog).toContainText('Replaced “Disk report”');
  await expect(dialog.getByRole('button', { name: 'Sign the change' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Open Disk report' }).click();
  await page
    .getByRole('dialog', { name: 'Disk report' })
    .getByRole('button', { name: 'Done' })
    .click();
  await dialog.getByRole('button', { name: 'Sign the change' }).click();
  await expect(dialog).toBeHidden();
  await expect(changed).toBeHidden();
  await expect(inbox.getByText('Sign again')).toBeHidden();
});
