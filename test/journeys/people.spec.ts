import { newRequest, publish, publishImported } from './steps/library.ts';
import { actAs, fromMore, pick, recordAbsence } from './steps/people.ts';
import {
  attachFile,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { twoGates } from './steps/small-sop.ts';
import { signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

test.beforeEach(async ({ context }) => {
  await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
});

test('absence, delegation and recusal: who stands in never gets past separation of duties', async ({
  page,
  context,
}) => {
  await publishImported(page, twoGates());

  await test.step('Sam is away; Dan, who stands in, is the requester and is refused', async () => {
    const desk = await context.newPage();
    await recordAbsence(desk, {
      who: 'Sam Sec',
      first: '2026-10-14',
      last: '2026-10-16',
      substitute: 'Dan Staff',
    });
    await desk.close();
    await newRequest(page);
    await actAs(page, 'Dan Staff');
    await page.getByRole('textbox', { name: 'Item' }).fill('Laptop to Lagos');
    await submit(page, 'Laptop to Lagos');
    await attachFile(page, 'Disk report', 'Encrypted.');
    await expect(page.getByRole('alert')).toContainText(
      'You are the requester of this request: Security must sign',
    );
    await expect(page.getByRole('alert')).toContainText('whoever they stand in for');
    await expect(page.getByRole('alert')).toContainText('Sam Sec (away to 16 Oct 2026) can.');
    await expect(
      page.getByText('Sam Sec is away to 16 Oct 2026, Dan Staff stands in'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
  });

  await test.step('Sam hands it on: to Dan it would be refused, to Bea it goes', async () => {
    await actAs(page, 'Sam Sec');
    await fromMore(page, 'Delegate…');
    const dialog = page.getByRole('dialog', { name: 'Delegate this work' });
    await pick(dialog.getByRole('combobox', { name: 'To' }), 'Dan Staff');
    await expect(dialog.getByText('Dan Staff could not act here')).toBeVisible();
    await pick(dialog.getByRole('combobox', { name: 'To' }), 'Bea Lead');
    await expect(dialog.getByText('could not act here')).toBeHidden();
    await dialog.getByRole('button', { name: 'Delegate' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Sam Sec delegated it to Bea Lead')).toBeVisible();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Take back from Bea Lead' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('Bea signs on behalf of Sam, and is kept from the next gate', async () => {
    await actAs(page, 'Bea Lead');
    await readEverything(page);
    await passEverything(page);
    const dialog = await openSigning(page, 'Security review');
    await expect(dialog.getByText(/on behalf of Sam Sec/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.getByRole('button', { name: /^Sign and approve/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('alert')).toContainText('acted at “Security review”');
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
  });

  await test.step('Cem recuses with the reason, and is refused from then on', async () => {
    await actAs(page, 'Cem Lead');
    await fromMore(page, 'Recuse yourself…');
    const dialog = page.getByRole('dialog', { name: 'Recuse yourself' });
    await expect(dialog.getByRole('button', { name: 'Recuse', exact: true })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('I travel with him.');
    await dialog.getByRole('button', { name: 'Recuse', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Cem Lead recused: “I travel with him.”')).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('recused');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Recuse yourself…' })).toBeHidden();
    await page.keyboard.press('Escape');
  });

  await test.step('Ann signs, and the trail tells who stood for whom', async () => {
    await actAs(page, 'Dan Staff');
    await attachFile(page, 'Travel plan', 'Monday to Friday.');
    await signAs(page, 'Ann Lead', 'Lead review');
    await expect(page.getByText('This request has ended: approved')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Audit trail' }).first().click();
    await expect(page.getByText(/Bea Lead\s*on behalf of Sam Sec/).first()).toBeVisible();
    await expect(page.getByText('“I travel with him.”')).toBeVisible();
  });
});

test('the owner suspends and resumes; nobody else is offered it', async ({ page }) => {
  await publishImported(page, twoGates());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await page.getByRole('textbox', { name: 'Item' }).fill('Tablet');
  await submit(page, 'Tablet');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Withdraw…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Suspend…' })).toBeHidden();
  await page.keyboard.press('Escape');
  await actAs(page, 'Olga Owner');
  await fromMore(page, 'Suspend…');
  const suspending = page.getByRole('dialog', { name: 'Suspend this request' });
  await suspending.getByRole('textbox', { name: 'Reason' }).fill('Audit week.');
  await suspending.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByText(/^Suspended by Olga Owner/)).toBeVisible();
  await expect(page.getByText('“Audit week.”')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  const resuming = page.getByRole('dialog', { name: 'Resume this request' });
  await resuming.getByRole('textbox', { name: 'Reason' }).fill('Audit done.');
  await resuming.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(/^Suspended by/)).toBeHidden();
});

test('the owner moves a running request to a newer version, and reads first what that means', async ({
  page,
}) => {
  await publishImported(page, twoGates());
  const draft = page.url();
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await page.getByRole('textbox', { name: 'Item' }).fill('Tablet');
  await submit(page, 'Tablet');
  const running = page.url();
  await actAs(page, 'Olga Owner');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Suspend…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Move to another version…' })).toBeHidden();

  await page.goto(draft);
  await page.getByRole('textbox', { name: 'Title of the SOP' }).fill('Laptop or tablet abroad');
  await publish(page, 'It says what it is for');
  await page.goto(running);
  await fromMore(page, 'Move to another version…');
  const dialog = page.getByRole('dialog', { name: 'Move to another version' });
  await expect(dialog.getByText(/^It can move/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Laptop or tablet abroad v2')).toBeVisible();
});
