import type { Page } from '@playwright/test';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import {
  approve,
  attachFile,
  buy,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

const review = 'Purchase review';

test.beforeEach(async ({ context }) => {
  await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
});

const rooms = (page: Page) => page.getByRole('navigation', { name: 'Rooms' });
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the workspace' }).getByRole('link', { name });

/** Chooses an option of a field with many. */
async function pick(page: Page, field: string, option: string): Promise<void> {
  const box = page.getByRole('dialog').getByRole('combobox', { name: field });
  await box.click();
  await box.fill(option);
  await page.getByRole('option', { name: option }).click();
}

test('a role given in mid-request lets somebody sign, and the audit shows who gave it', async ({
  page,
}) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Lamp', '50');
  await submit(page, 'Lamp');
  await attachFile(page, 'Offer', 'A lamp, 50.');
  const request = page.url();

  await test.step('a new person is added; without the role she is asked for nothing', async () => {
    await rooms(page).getByRole('link', { name: 'Workspace' }).click();
    await actAs(page, 'Bea Lead');
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await expect(dialog.getByText('A name is needed.')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Eve Novak');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await expect(dialog).toBeHidden();
    await page.goto(request);
    await actAs(page, 'Eve Novak');
    await expect(page.getByRole('heading', { name: 'Lamp', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
  });

  await test.step('Bea gives her the role, takes it back by Undo, and gives it again', async () => {
    await actAs(page, 'Bea Lead');
    await rooms(page).getByRole('link', { name: 'Workspace' }).click();
    await part(page, 'Groups').click();
    const give = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Members of r_lead' }).click();
      await pick(page, 'Members', 'Eve Novak');
      await page.keyboard.press('Escape'); // the list, not the dialog
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
    };
    const isIn = page.getByRole('button', { name: 'Take Eve Novak out of r_lead' });
    await give();
    await expect(page.getByText('Gave Eve Novak the role r_lead')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(isIn).toBeHidden();
    await give();
    await expect(isIn).toBeVisible();
  });

  await test.step('Eve is told, opens it by the keyboard, and signs', async () => {
    await actAs(page, 'Eve Novak');
    await page.clock.runFor(2000);
    await expect(page.getByRole('button', { name: /^Notifications, \d+ unread/ })).toBeVisible();
    await page.getByRole('heading', { name: 'Workspace', level: 1 }).click();
    await page.keyboard.press('n');
    const notices = page.getByRole('dialog', { name: 'Notifications' });
    await expect(notices.getByText('Bea Lead gave you the role r_lead').first()).toBeVisible();
    await notices
      .getByRole('button', { name: `Your signature is asked for at ${review}` })
      .first()
      .press('Enter');
    await expect(page.getByRole('heading', { name: 'Lamp', level: 1 })).toBeVisible();
    await readEverything(page);
    await passEverything(page);
    await approve(page, review);
  });

  await test.step('the audit says who gave whom the role, before the signature', async () => {
    await rooms(page).getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByText(/^Chain verified/)).toBeVisible();
    const given = page.getByRole('row').filter({ hasText: 'Gave Eve Novak the role r_lead' });
    await expect(given).toHaveCount(2);
    await expect(given.first()).toContainText('Bea Lead');
    await expect(
      page.getByRole('row').filter({ hasText: 'Took the role r_lead from Eve Novak' }),
    ).toHaveCount(1);
  });

  await test.step('who has acted is not removed; what rests on them is said', async () => {
    await rooms(page).getByRole('link', { name: 'Workspace' }).click();
    await actAs(page, 'Bea Lead');
    await page.getByRole('button', { name: 'Actions of Eve Novak' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove Eve Novak' });
    await expect(dialog.getByText('Eve Novak has acted here')).toBeVisible();
    await dialog.getByRole('button', { name: 'Set inactive instead' }).click();
    await expect(page.getByText('Nothing waits for Eve Novak alone.')).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Set inactive' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Act as Eve Novak' })).toBeHidden();
  });

  await test.step('the purchase stands in the registry', async () => {
    await rooms(page).getByRole('link', { name: 'Registry' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Lamp' })).toContainText('Approved');
  });
});

test('an absence is entered in days, refused where it cannot be, and shown in the list', async ({
  page,
}) => {
  await publishImported(page, smallSop());
  await page.goto('/workspace');
  await actAs(page, 'Bea Lead');
  await part(page, 'Absences').click();
  await page.getByRole('button', { name: 'Record absence' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record an absence' });
  await dialog.getByRole('textbox', { name: 'First day' }).fill('2026-10-15');
  await dialog.getByRole('textbox', { name: 'Last day' }).fill('2026-10-12');
  await dialog.getByRole('button', { name: 'Record absence' }).click();
  await expect(dialog.getByText('The last day is before the first.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Last day' }).fill('2026-10-16');
  await pick(page, 'Who stands in', 'Cem Lead');
  await dialog.getByRole('button', { name: 'Record absence' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('listitem').filter({ hasText: '15 Oct 2026 to 16 Oct 2026' });
  await expect(row).toContainText('Cem Lead');
  await expect(page.getByRole('heading', { name: 'Later' })).toBeVisible();
});
