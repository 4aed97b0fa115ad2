import { writeFileSync, readFileSync } from 'node:fs';
import { countersign } from './steps/command-line.ts';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
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

const passphrase = 'five purple giraffes';

test('a key is set, the wrong passphrase signs nothing, the right one does; trail and command line check it', async ({
  page,
}, testInfo) => {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Chair', '40');
  await submit(page, 'Chair');
  await attachFile(page, 'Offer', 'One chair, 40.');
  const request = page.url();

  await test.step('Ann sets a key', async () => {
    await page.goto('/workspace/keys');
    await actAs(page, 'Ann Lead');
    await page.getByRole('button', { name: 'Set your key' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set your signing key' });
    await dialog.getByLabel('New passphrase').fill('short');
    await dialog.getByRole('button', { name: 'Set key' }).click();
    await expect(dialog.getByText('At least 12 characters.')).toBeVisible();
    await dialog.getByLabel('New passphrase').fill(passphrase);
    await dialog.getByLabel('The same again').fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('listitem').filter({ hasText: 'Ann Lead' })).toContainText(
      'Signs now',
    );
  });

  await test.step('with the wrong passphrase nothing is signed or lost, with the right one it is', async () => {
    await page.goto(request);
    await expect(page.getByRole('button', { name: 'Open to sign' })).toBeVisible();
    await readEverything(page);
    await passEverything(page);
    const dialog = await openSigning(page, 'Purchase review');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A fair price.');
    const sign = dialog.getByRole('button', { name: /^Sign and approve/ });
    await expect(sign).toBeDisabled();
    const typed = dialog.getByLabel('Passphrase of your signing key');
    await typed.fill('five purple elephants');
    await sign.click();
    await expect(dialog.getByText(/^This is not the passphrase/)).toBeVisible();
    await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('A fair price.');
    await typed.fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  });

  await test.step('the trail and the command line check the seal', async () => {
    await page.goto('/audit');
    await expect(
      page.getByText(/1 signature confirmed by its signer’s key, checked/),
    ).toBeVisible();
    await expect(page.getByText('Set the signing key of Ann Lead')).toBeVisible();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export JSONL' }).click();
    const file = testInfo.outputPath('whole.log.jsonl');
    writeFileSync(file, readFileSync(await (await downloading).path()));
    const { code, says } = countersign('verify-log', file);
    expect(says).toContain('1 signature confirmed by the signer’s key');
    expect(code).toBe(0);
  });
});
