import type { Page } from '@playwright/test';
import { nodeOf, saved } from './steps/canvas.ts';
import { imported } from './steps/stocked.ts';
import { expect, test } from './steps/test.ts';

/** The bank's threshold of the committee, in millions, and what it is tightened to. */
const before = 500;
const after = 200;
const strict = `form.exposure_usd_m >= ${after} or (form.purpose = "credit_decision" and form.exposure_usd_m >= 50)`;

interface Row {
  readonly status: string;
  readonly fold: {
    readonly tier: string | null;
    readonly form: { readonly exposure_usd_m: number; readonly purpose: string };
  };
}

/** What lies in the database: how many have ended, which of them the new threshold lifts, and a digest of all of it. */
const stored = (page: Page): Promise<{ ended: number; lifted: number; digest: string }> =>
  page.evaluate(
    async ([was = 0, is = 0]) => {
      const opening = indexedDB.open('countersign');
      const db = await new Promise<IDBDatabase>((done) => {
        opening.addEventListener('success', () => done(opening.result));
      });
      const all = <T>(table: string): Promise<T[]> => {
        const reading = db.transaction(table).objectStore(table).getAll();
        return new Promise((done) => {
          reading.addEventListener('success', () => done(reading.result));
        });
      };
      const rows = await all<Row>('requests');
      const everything = JSON.stringify([rows, await all('entries'), await all('private')]);
      db.close();
      const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(everything));
      const ended = rows.filter(({ status }) => status === 'completed');
      // Without any of the product's code: below the old threshold, not below the new one, and not high for its purpose.
      const lifted = ended.filter(({ fold: { form } }) => {
        const { exposure_usd_m: exposure, purpose } = form;
        return (
          exposure < was && exposure >= is && !(purpose === 'credit_decision' && exposure >= 50)
        );
      });
      return {
        ended: ended.length,
        lifted: lifted.length,
        digest: [...new Uint8Array(bytes)].join(' '),
      };
    },
    [before, after],
  );

test('the bank lowers the threshold of its committee: last year’s requests say what that does', async ({
  page,
}) => {
  await imported(page, 'workspace-bank-year.zip', new Date('2026-11-21T12:00:00-05:00'));
  const to = (address: string): Promise<void> =>
    page.evaluate((href) => history.pushState(null, '', href), address);

  await test.step('against its own history nothing changes', async () => {
    await to('/sop/sop_bank/backtest');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Nothing changes for \d+ requests\.$/)).toBeVisible();
  });

  await test.step('the threshold is tightened in the draft', async () => {
    await page.getByRole('link', { name: 'Draw' }).click();
    await nodeOf(page, /^Intake/).click();
    await page.getByRole('button', { name: /^high/ }).click();
    const when = page.getByRole('textbox', { name: 'When' });
    await expect(when).toHaveValue(new RegExp(`>= ${before} `));
    await when.fill(strict);
    await saved(page);
  });

  const { ended, lifted, digest } = await stored(page);
  expect(lifted).toBeGreaterThan(0);

  await test.step('as many depart as the forms say, and nothing is written', async () => {
    await page.getByRole('link', { name: 'Backtest' }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const says = page.getByText(new RegExp(`^Of ${ended} requests: .*\\.$`));
    await expect(says).toBeVisible();
    const counts = (await says.innerText()).split(': ')[1]?.match(/\d+/g) ?? [];
    expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(lifted);
    await expect(page.getByRole('tab', { name: `Tier ${lifted}` })).toBeVisible();
    expect((await stored(page)).digest).toBe(digest);
  });

  await test.step('one is opened: both runs stand side by side, from where they part', async () => {
    await page.getByRole('tab', { name: /^Cannot be told/ }).click();
    await page.keyboard.press('j');
    const departure = page.getByRole('region', { name: 'Departure', exact: true });
    await expect(departure).toContainText('departs at Risk committee decision');
    await expect(departure.getByRole('list', { name: 'As recorded' })).toContainText(
      'Head of model risk decision',
    );
    await expect(departure.getByRole('list', { name: 'Under the draft' })).toContainText(
      'Goes no further',
    );
    await page.keyboard.press('p');
    await expect(page.getByText('A stored request, replayed, through the draft')).toBeVisible();
    await page.goBack();
  });

  await test.step('kept and attached, it stands in the publish dialog', async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const saving = page.getByRole('dialog', { name: 'Save', exact: true });
    await saving.getByRole('textbox', { name: 'Name' }).fill('Committee from 200 million');
    await saving.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Saved 1' })).toBeVisible();
    await page.getByRole('link', { name: 'Draw' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    await expect(dialog).toContainText(
      `Committee from 200 million, 21 Nov 2026: Of ${ended} requests:`,
    );
    await expect(dialog).toContainText('Of this very draft.');
  });
});
