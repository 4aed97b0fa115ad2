import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { actAs, fromMore } from './steps/people.ts';
import { openSigning } from './steps/request.ts';
import { stocked } from './steps/stocked.ts';
import { expect, test } from './steps/test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
interface Axe {
  readonly run: (on: object, options: object) => Promise<{ violations: Violation[] }>;
}

/** What axe finds. Evaluated, for the page's own policy lets no script be added. */
async function violations(page: Page, within: string | null): Promise<readonly Violation[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(
    async (where) =>
      (
        await (globalThis as unknown as { axe: Axe }).axe.run(
          where === null ? document : { include: [[where]] },
          // What passes is not told: it costs half of the time.
          { resultTypes: ['violations'], selectors: false },
        )
      ).violations,
    within,
  );
}

const said = ({ impact, id, help, nodes }: Violation): string =>
  `${impact} ${id}: ${help}\n${nodes
    .slice(0, 4)
    .map(({ html, failureSummary }) => `    ${html.slice(0, 160)} ${failureSummary}`)
    .join('\n')}`;

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** What stands above the page. */
const floating = '[role="dialog"]';

const looks = [
  [desk, 'light'],
  [phone, 'dark'],
] as const;
/** What a phone shows in another way altogether, or closes when it becomes one. */
const deskOnly = ['editor', 'publish', 'Open to sign', 'Attach Offer'];

/** Nothing at all is found at a desk in the light nor on a phone in the dark; of what floats the page beneath is left out. */
async function clean(page: Page, where: string, within: string | null = null): Promise<void> {
  for (const [size, colorScheme] of looks) {
    if (size === phone && deskOnly.includes(where)) continue;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached();
    expect
      .soft(
        (await violations(page, within)).map(said),
        `${where}, ${size.width} px, ${colorScheme}`,
      )
      .toEqual([]);
  }
  await page.setViewportSize(desk);
  await page.emulateMedia({ colorScheme: 'light' });
}

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('axe finds nothing from the library to a new request, nor in the workspace', async ({
  page,
}) => {
  const { to } = await stocked(page);
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).first();

  await to('/');
  await expect(page.getByRole('link', { name: 'New request for Five-gate' })).toBeVisible();
  await clean(page, 'library');
  await page.getByRole('link', { name: 'Five-gate AI deployment approval' }).first().click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog', { name: 'Publish' })).toBeVisible();
  await clean(page, 'publish');
  await page.getByRole('button', { name: 'Back to the draft' }).click();
  await clean(page, 'editor');
  await page.getByRole('link', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await clean(page, 'play');
  await page.getByRole('link', { name: 'Backtest' }).click();
  await page.getByRole('button', { name: 'All tiers, all outcomes' }).click();
  await page.getByRole('checkbox', { name: 'Also requests under way' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();
  await clean(page, 'backtest');
  await to('/');
  await page.getByRole('link', { name: 'New request for Five-gate' }).click();
  await page.getByRole('button', { name: 'Submit request' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await clean(page, 'new request');

  await to('/audit');
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await clean(page, 'audit');
  await to('/registry');
  await expect(page.getByRole('link', { name: 'Server' })).toBeVisible();
  await clean(page, 'registry');
  for (const [part, name] of [
    ['', 'People'],
    ['/groups', 'Groups'],
    ['/absences', 'Absences'],
    ['/holidays', 'Holiday lists'],
    ['/keys', 'Token keys'],
    ['/storage', 'Storage'],
  ] as const) {
    await to(`/workspace${part}`);
    await expect(heading(name)).toBeVisible();
    await clean(page, `workspace, ${name}`);
  }
  await to('/requests/none');
  await expect(heading('There is no such request here')).toBeVisible();
  await clean(page, 'no such request');
});

test('axe finds nothing in the inbox, on a request in any state and in its trail', async ({
  page,
}) => {
  const { to, request } = await stocked(page);
  await to('/inbox');
  await actAs(page, 'Bea Lead');
  await expect(page.getByRole('link', { name: /Lamp/ })).toBeVisible();
  await page.getByRole('button', { name: 'Select several' }).click();
  await clean(page, 'inbox');
  await to('/requests');
  await expect(page.getByRole('link', { name: 'Lamp', exact: true })).toBeVisible();
  await clean(page, 'requests');
  for (const [subject, who] of [
    ['Lamp', 'Bea Lead'],
    ['Chair', 'Dan Staff'],
    ['Bench', 'Dan Staff'],
    ['Broken lamp', 'Bea Lead'],
    ['Camera', 'Sam Sec'],
    ['Tablet', 'Olga Owner'],
    ['Router', 'Olga Owner'],
    ['Slide generator for the sales team AI usage', 'Kim Tran'],
  ] as const) {
    await request(subject, who);
    await clean(page, `request ${subject}`);
  }
  await page.getByRole('link', { name: 'Audit trail' }).first().click();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await clean(page, 'audit of a request');
  await request('Phone', 'Olga Owner');
  await fromMore(page, 'Open version');
  await expect(page.getByRole('heading', { name: 'Laptop abroad', level: 1 })).toBeVisible();
  await clean(page, 'version');
});

test('axe finds nothing in any dialog or list', async ({ page }) => {
  const { to, request } = await stocked(page);
  const dialog = page.getByRole('dialog');
  const looked = async (where: string): Promise<void> => {
    await expect(dialog).toBeVisible();
    await clean(page, where, floating);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  const items = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      await fromMore(page, name);
      await looked(name);
    }
  };
  const buttons = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      await page.getByRole('main').getByRole('button', { name }).first().click();
      await looked(name);
    }
  };

  await request('Phone', 'Sam Sec');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await clean(page, 'menu of a request');
  await page.keyboard.press('Escape');
  await fromMore(page, 'Delegate…');
  await page.getByRole('combobox', { name: 'To' }).fill('a');
  await expect(page.getByRole('listbox')).toBeVisible();
  await clean(page, 'list of people');
  await page.keyboard.press('Escape');
  await looked('Delegate…');
  await items('Add a reviewer…', 'Escalate…', 'Recuse yourself…');
  await buttons('Open to sign', 'Show on diagram');
  await actAs(page, 'Olga Owner');
  await items('Reassess…', 'Suspend…', 'Move to another version…', 'Withdraw…');

  await request('Server', 'Olga Owner');
  await items('Revoke…');
  await page.getByRole('link', { name: 'Audit trail' }).first().click();
  await expect(page.getByText(/^Chain verified/)).toBeVisible();
  await buttons('Erase what is private in entry 0');
  await request('Camera', 'Sam Sec');
  await buttons('Look and sign the change');
  await request('Bench', 'Bea Lead');
  await buttons('Fulfill', 'Waive');
  await request('Broken lamp', 'Bea Lead');
  await buttons('Correct data');
  await request('Lamp', 'Dan Staff');
  await buttons('Attach Offer');
  await request('Standing desk', 'Bea Lead');
  const sheet = await openSigning(page, 'Purchase review');
  await sheet.getByRole('button', { name: 'Return', exact: true }).click();
  await clean(page, 'sign, returned', floating);
  await sheet.getByRole('button', { name: 'Conditional' }).click();
  await looked('sign with conditions');

  await to('/registry');
  await page.getByRole('textbox', { name: /^Find by model/ }).fill('Server');
  await buttons('Reassess these…');
  await to('/workspace');
  await buttons('Add person');
  await to('/workspace/keys');
  await buttons('Set your key', 'New key');
  await to('/workspace/groups');
  await buttons('Add group', 'Members of');
  await to('/workspace/absences');
  await buttons('Record absence');
  await to('/workspace/holidays');
  await buttons('Add list', 'Days of');

  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(page.getByRole('heading', { name: 'Notifications' })).toBeVisible();
  await clean(page, 'notifications');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Acting as/ }).click();
  await expect(page.getByRole('listbox', { name: 'People' })).toBeVisible();
  await clean(page, 'who acts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await looked('keys');
  await page.keyboard.press('Control+k');
  await looked('palette');
});
