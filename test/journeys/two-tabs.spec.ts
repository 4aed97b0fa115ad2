import { actAs } from './steps/people.ts';
import { newRequest, openImported, openTemplate, publishImported } from './steps/library.ts';
import {
  approve,
  attachFile,
  giveBack,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

const review = 'Purchase review';

test('two tabs are two people, each sees at once what the other did', async ({ page, context }) => {
  await publishImported(page, smallSop());
  const dan = page;
  const bea = await context.newPage();

  await test.step('Bea waits at her inbox; what Dan submits appears in it', async () => {
    await bea.goto('/inbox');
    await actAs(bea, 'Bea Lead');
    await expect(bea.getByText('Nothing waits for you')).toBeVisible();
    await dan.bringToFront();
    await newRequest(dan);
    await actAs(dan, 'Dan Staff');
    await dan.getByRole('textbox', { name: 'Item' }).fill('Standing desk');
    await dan.getByRole('textbox', { name: 'Price' }).fill('450');
    await submit(dan, 'Standing desk');
    await expect(bea.getByRole('link', { name: 'Standing desk' })).toBeVisible();
    await bea.bringToFront();
    await bea.getByRole('link', { name: 'Standing desk' }).click();
    await expect(bea.getByRole('heading', { name: 'Standing desk', level: 1 })).toBeVisible();
  });

  await test.step('the offer Dan attaches stands on her page; what she answers, on his', async () => {
    await dan.bringToFront();
    await attachFile(dan, 'Offer', 'A desk, 450.');
    await expect(bea.getByRole('button', { name: 'Open to sign' })).toBeVisible();
    await bea.bringToFront();
    await readEverything(bea);
    await passEverything(bea);
    await expect(
      dan.getByRole('group', { name: 'The price is fair' }).getByText('Bea Lead'),
    ).toBeVisible();
  });

  await test.step('she sends it back, and Dan reads why', async () => {
    await giveBack(bea, review, 'There is one for 300.', 'Price');
    await expect(dan.getByText('There is one for 300.')).toBeVisible();
    await dan.bringToFront();
    await dan.getByRole('region', { name: 'Form' }).getByRole('button', { name: 'Edit' }).click();
    await dan.getByRole('textbox', { name: 'Price' }).fill('300');
    await dan.getByRole('button', { name: 'Save and finish' }).click();
  });

  await test.step('she signs what he changed, and he sees that it has ended', async () => {
    await expect(bea.getByText('Your signature is asked for')).toBeVisible();
    await expect(bea.getByRole('region', { name: 'Form' })).toContainText('300');
    await bea.bringToFront();
    await passEverything(bea);
    await approve(bea, review);
    await expect(dan.getByText('This request has ended: approved')).toBeVisible();
  });
});

test('who submits may not sign, and is told who can', async ({ page }) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Ann Lead');
  await page.getByRole('textbox', { name: 'Item' }).fill('Chair');
  await page.getByRole('textbox', { name: 'Price' }).fill('90');
  await submit(page, 'Chair');
  await expect(page.getByRole('alert')).toContainText(
    'You are the requester of this request: Team lead must sign.',
  );
  await expect(page.getByRole('alert')).toContainText('Bea Lead and Cem Lead can.');
  await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
});

test('what one tab draws, the other shows', async ({ page, context }) => {
  await openTemplate(page);
  const other = await context.newPage();
  await other.goto(page.url());
  const title = other.getByRole('textbox', { name: 'Title of the SOP' });
  await expect(title).toBeVisible();
  await page.getByRole('textbox', { name: 'Title of the SOP' }).fill('Drawn by two');
  await expect(title).toHaveValue('Drawn by two');
});

test('where nobody acts yet, publishing asks who does', async ({ page }) => {
  await openImported(page, smallSop());
  await page.getByRole('button', { name: /^Acting as/ }).click();
  await page.getByRole('option', { name: 'Act as nobody' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await dialog.getByRole('textbox', { name: 'Reason for this version' }).fill('First version');
  await expect(dialog.getByText('Choose who publishes')).toBeVisible();
  await dialog.getByRole('button', { name: 'Choose who you act as' }).click();
  await page.getByRole('option', { name: 'Bea Lead' }).click();
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(dialog.getByRole('heading', { name: 'Version 1 is effective' })).toBeVisible();
});
