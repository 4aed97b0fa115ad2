/** What people do on a request's page. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** A file as a person would choose it. */
const file = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

/** Fills the form from one of the template's sample requests. */
export async function fillFromSample(page: Page, sample: string): Promise<void> {
  await page.getByRole('button', { name: 'Fill from a sample' }).click();
  await page.getByRole('menuitem', { name: sample }).click();
}

export async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  const words = value.replaceAll('_', ' ');
  await page.getByRole('option', { name: new RegExp(`^${words}$`, 'i') }).click();
}

/** Sends the form in and waits for the request's page. */
export async function submit(page: Page, subject: string): Promise<void> {
  await page.getByRole('button', { name: 'Submit request' }).click();
  await expect(page.getByRole('heading', { name: subject, level: 1 })).toBeVisible();
}

const openAttach = async (page: Page, piece: string): Promise<Locator> => {
  await page
    .getByRole('button', { name: `Attach ${piece}` })
    .or(page.getByRole('button', { name: `Replace ${piece}` }))
    .click();
  return page.getByRole('dialog', { name: piece });
};

export async function attachFile(page: Page, piece: string, text: string): Promise<void> {
  const dialog = await openAttach(page, piece);
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await choosing).setFiles(file(`${piece.toLowerCase().replaceAll(/\W+/g, '-')}.txt`, text));
  await expect(dialog).toBeHidden();
}

export async function attachAddress(page: Page, piece: string, url: string): Promise<void> {
  const dialog = await openAttach(page, piece);
  await dialog.getByRole('textbox', { name: 'Address' }).fill(url);
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await expect(dialog).toBeHidden();
}

export async function attachFigures(page: Page, piece: string, figures: object): Promise<void> {
  const dialog = await openAttach(page, piece);
  await dialog
    .getByRole('textbox', { name: 'Figures, as JSON' })
    .fill(JSON.stringify(figures, null, 2));
  await dialog.getByRole('button', { name: /^(Attach|Replace)$/ }).click();
  await expect(dialog).toBeHidden();
}

/** Opens every piece of evidence that has to be read before signing. */
export async function readEverything(page: Page): Promise<void> {
  const unread = page.getByRole('button', { name: 'Open to sign' });
  for (let left = await unread.count(); left > 0; left -= 1) {
    await unread.first().click();
    const dialog = page.getByRole('dialog');
    const address = dialog.getByRole('link', { name: 'Open' });
    // Who closes it before anything was shown has not opened it.
    await expect(address.or(dialog.getByLabel(/\.(txt|json)$/))).toBeVisible();
    if (await address.isVisible()) {
      const opening = page.waitForEvent('popup');
      await address.click();
      await (await opening).close();
    }
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(unread).toHaveCount(left - 1);
  }
}

/** Answers every open item of the checklist that a person answers. */
export async function passEverything(page: Page): Promise<void> {
  const open = page
    .getByRole('region', { name: 'Checklist' })
    .getByRole('button', { name: 'Pass', exact: true, pressed: false });
  for (let left = await open.count(); left > 0; left -= 1) {
    await open.first().click();
    await expect(open).toHaveCount(left - 1);
  }
}

export async function finish(page: Page, node: string): Promise<void> {
  await expect(page.getByText(`Your work: ${node}`)).toBeVisible();
  await page.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(page.getByText(`Your work: ${node}`)).toBeHidden();
}

export async function openSigning(page: Page, gate: string): Promise<Locator> {
  await expect(page.getByText(`Your signature is asked for at ${gate}`)).toBeVisible();
  await page.getByRole('button', { name: /^Sign\b/ }).click();
  return page.getByRole('dialog', { name: `Sign ${gate}` });
}

export async function approve(page: Page, gate: string): Promise<void> {
  const dialog = await openSigning(page, gate);
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await dialog.getByRole('button', { name: /^Sign and approve/ }).click();
  await expect(dialog).toBeHidden();
}

/** Signs "returned", with what has to change. */
export async function giveBack(
  page: Page,
  gate: string,
  reason: string,
  change: string,
): Promise<void> {
  const dialog = await openSigning(page, gate);
  await dialog.getByRole('button', { name: 'Return', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'What has to change' }).click();
  await page.getByRole('option', { name: change, exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: /^Sign and return/ }).click();
  await expect(dialog).toBeHidden();
}

/** On the form of the small SOP: what, and for how much. */
export async function buy(page: Page, item: string, price: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Item' }).fill(item);
  await page.getByRole('textbox', { name: 'Price' }).fill(price);
}
