import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { newRequest, publishImported } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import { buy, submit } from './steps/request.ts';
import { smallSop } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

/** As the browser loses it: every table is empty, the rest of the profile is there. */
const loseDatabase = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('countersign');
    const db = await new Promise<IDBDatabase>((done) => {
      opening.addEventListener('success', () => done(opening.result));
    });
    const names = [...db.objectStoreNames];
    const writing = db.transaction(names, 'readwrite');
    for (const name of names) writing.objectStore(name).clear();
    await new Promise((done) => {
      writing.addEventListener('complete', done);
    });
    db.close();
  });
/** The thread that wrote the copy ends a moment after its page: until then the file is locked. */
const loseCopy = (page: Page): Promise<void> =>
  expect(() =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await (
        await root.getDirectoryHandle('countersign')
      ).getDirectoryHandle('countersign');
      const log = await folder.getFileHandle('log.jsonl');
      const writable = await log.createWritable();
      await writable.truncate(0);
      await writable.close();
    }),
  ).toPass();

/** To a page of the same origin that is not the app. */
async function leaveApp(page: Page): Promise<void> {
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await page.goto('/licenses.txt');
}

async function submitted(page: Page): Promise<void> {
  await publishImported(page, smallSop());
  await newRequest(page);
  await actAs(page, 'Dan Staff');
  await buy(page, 'Stool', '40');
  await submit(page, 'Stool');
}

test('a database that the browser lost is put back from the second copy, nothing lost', async ({
  page,
}) => {
  await submitted(page);
  await page.goto('/audit');
  const verified = page.getByText(/^Chain verified: \d+ entries, unbroken/);
  const before = (await verified.textContent()) ?? '';
  await leaveApp(page);
  await loseDatabase(page);
  await page.goto('/audit');
  const dialog = page.getByRole('dialog', { name: 'This browser lost a part of the workspace' });
  await expect(dialog).toContainText('Nothing that was acknowledged is lost');
  await page.keyboard.press('Escape');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the second copy' }).click();
  const copy = await readFile(await (await saving).path(), 'utf8');
  expect(copy).toContain('"submitted"');
  await dialog.getByRole('button', { name: 'Repair' }).click();
  await expect(dialog).toContainText('are back and verified');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(verified).toHaveText(before);
  await page.goto('/inbox');
  await page.goto('/requests');
  await expect(page.getByText('Stool').first()).toBeVisible();
});

test('what both lost is said, with what to do', async ({ page }) => {
  await submitted(page);
  await leaveApp(page);
  await loseDatabase(page);
  await loseCopy(page);
  await page.goto('/');
  const dialog = page.getByRole('dialog', { name: 'This browser lost a part of the workspace' });
  await expect(dialog).toContainText('in neither the database nor the second copy');
  await dialog.getByRole('button', { name: 'Go on with what is left' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Library' })).toBeVisible();
  await expect(dialog).toBeHidden();
});
