import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { actAs } from './steps/people.ts';
import { importFile, newRequest, openImported, publishImported, sopRow } from './steps/library.ts';
import {
  attachFile,
  buy,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

test.describe('a file that cannot be read', () => {
  const newer = smallSop().replace('countersign-sop/1', 'countersign-sop/9');
  const cases = [
    { name: 'malformed.sop.json', text: '{\n  "format": oops\n}', says: 'Line 2 cannot be read' },
    { name: 'truncated.sop.json', text: smallSop().slice(0, 900), says: /Line \d+ cannot be read/ },
    { name: 'empty.sop.json', text: '', says: 'The file is empty.' },
    { name: 'picture.json', text: '\u0089PNG\r\n\u001a', says: 'Line 1 cannot be read' },
    {
      name: 'samples.runs.json',
      text: '{"format":"countersign-runs/1","runs":[]}',
      says: 'The file is not an SOP: it holds sample requests.',
    },
    { name: 'other.json', text: '[1, 2, 3]', says: 'The file is not an SOP' },
    {
      name: 'newer.sop.json',
      text: newer,
      says: 'The file was written by a newer Countersign (countersign-sop/9)',
    },
    {
      name: 'wrong-field.sop.json',
      text: smallSop().replace('"kind": "gate"', '"kind": "gait"'),
      says: 'g_review',
    },
  ];

  test('is answered with one sentence, and nothing of it is kept', async ({ page }, info) => {
    await openImported(page, smallSop());
    await page.goto('/');
    await expect(sopRow(page, 'Small purchase')).toHaveCount(1);
    for (const { name, text, says } of cases)
      await test.step(name, async () => {
        await importFile(page, name, text);
        const alert = page.getByRole('alert');
        await expect(alert).toContainText(`${name} could not be read`);
        await expect(alert).toContainText(says);
        await expect(alert).toContainText('Your SOPs are unchanged.');
        await alert.getByRole('button', { name: 'Close' }).click();
        await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
      });
    await test.step('60 MB', async () => {
      const file = info.outputPath('huge.sop.json');
      await writeFile(file, `{"format":"countersign-sop/1","id":"${'a'.repeat(60e6)}"}`);
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Import' }).click();
      await (await choosing).setFiles(file);
      await expect(page.getByRole('alert')).toContainText('is 60 MB; an SOP is at most 50 MB.');
    });
    await test.step('the app goes on', async () => {
      await importFile(page, 'small.sop.json', smallSop());
      await expect(page.getByRole('textbox', { name: 'Title of the SOP' })).toBeVisible();
    });
  });
});

test.describe('a form', () => {
  test('with missing and out-of-range fields is answered field by field', async ({ page }) => {
    await publishImported(page, smallSop());
    await newRequest(page);
    await actAs(page, 'Dan Staff');
    await page.getByRole('button', { name: 'Submit request' }).click();
    await expect(page.getByRole('alert')).toContainText('2 fields to mend');
    await expect(page.getByRole('textbox', { name: 'Item' })).toHaveAccessibleDescription(
      'Fill this in.',
    );
    await expect(page.getByRole('textbox', { name: 'Item' })).toBeFocused();
    await buy(page, 'ab', '9000');
    await page.getByRole('button', { name: 'Submit request' }).click();
    await expect(page.getByRole('textbox', { name: 'Item' })).toHaveAccessibleDescription(
      /Needs at least 3 characters\./,
    );
    await expect(page.getByRole('textbox', { name: 'Price' })).toHaveAccessibleDescription(
      /At most 500\./,
    );
    await buy(page, 'Lamp', '50');
    await submit(page, 'Lamp');
  });

  test('half filled is still there after a reload, and gone once it is sent', async ({ page }) => {
    await publishImported(page, smallSop());
    await newRequest(page);
    await actAs(page, 'Dan Staff');
    await buy(page, 'Lamp', '50');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Item' })).toHaveValue('Lamp');
    await submit(page, 'Lamp');
    await page.goBack();
    await expect(page.getByRole('textbox', { name: 'Item' })).toHaveValue('');
    await page.goForward();
    await expect(page.getByRole('heading', { name: 'Lamp', level: 1 })).toBeVisible();
  });
});

test('a double click submits once and signs once', async ({ page }) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Lamp', '50');
  await page.getByRole('button', { name: 'Submit request' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Lamp', level: 1 })).toBeVisible();
  await attachFile(page, 'Offer', 'A lamp, 50.');
  await actAs(page, 'Bea Lead');
  await readEverything(page);
  await passEverything(page);
  const dialog = await openSigning(page, 'Purchase review');
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await dialog.getByRole('button', { name: /^Sign and approve/ }).dblclick();
  await page.getByRole('link', { name: 'Audit trail' }).first().click();
  await expect(page.getByText(/^Chain verified: 5 entries/)).toBeVisible();
  await page.goto('/requests');
  await expect(page.getByRole('link', { name: 'Lamp' })).toHaveCount(1);
});

test('closing the tab right after an act loses nothing of it', async ({ page, context }) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Lamp', '50');
  await submit(page, 'Lamp');
  const address = page.url();
  await attachFile(page, 'Offer', 'A lamp, 50.');
  await page.close();
  const again = await context.newPage();
  await again.goto(address);
  await expect(again.getByRole('group', { name: 'Offer' })).toContainText('offer.txt');
});

/** A request whose decision asks this condition. */
async function submitted(page: Page, when: string): Promise<void> {
  await publishImported(page, smallSop(when));
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Lamp', '50');
  await submit(page, 'Lamp');
}

test.describe('an expression that cannot be evaluated', () => {
  test('suspends the request and says where, which and with what values', async ({ page }) => {
    await submitted(page, '100 / (form.price - 50) > 3');
    const incident = page.getByRole('status').filter({ hasText: 'Is it dear?' });
    await expect(incident).toContainText('a condition can be neither confirmed nor denied');
    await expect(incident).toContainText('100 / (form.price - 50) > 3');
    await expect(incident).toContainText('form.price = 50');
    await expect(incident).toContainText('Only Team lead may correct this request.');
    await actAs(page, 'Bea Lead');
    await incident.getByRole('button', { name: 'Correct data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct data' });
    await dialog.getByRole('textbox', { name: 'Price' }).fill('60');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('It costs 60.');
    await dialog.getByRole('button', { name: 'Correct data' }).click();
    await expect(dialog).toBeHidden();
    await incident.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('This request has ended: rejected')).toBeVisible();
  });

  test('a hostile one does not freeze the tab', async ({ page }) => {
    await submitted(page, `matches("${'a'.repeat(60)}!", "(a+)+$")`);
    await expect(
      page.getByText('The checklist and evidence of Purchase review are yours'),
    ).toBeVisible();
  });

  test('one that counts to a billion is refused before it is published', async ({ page }) => {
    await openImported(page, smallSop('some i in 1..1000000000 satisfies i < 0'));
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    await expect(dialog).toContainText('counting through a range cannot be used here');
    await expect(dialog).toContainText('1 error holds this version back');
    await expect(dialog.getByRole('button', { name: /^Publish version/ })).toBeDisabled();
  });
});
