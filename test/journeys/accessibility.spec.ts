import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { newRequest, openTemplate, publish, publishImported } from './steps/library.ts';
import { actAs, fromMore } from './steps/people.ts';
import {
  attachFile,
  buy,
  fillFromSample,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { smallSop, twoGates } from './steps/small-sop.ts';
import { expect, test } from './steps/test.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds on the page as it stands. Evaluated, for the page's own policy lets no script be added. */
async function violations(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(axe);
  return page.evaluate(
    async () =>
      (
        await (
          globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }
        ).axe.run()
      ).violations,
  );
}

const weighs = ({ impact }: Violation): boolean => impact === 'serious' || impact === 'critical';

const said = ({ impact, id, help, nodes }: Violation): string =>
  `${impact} ${id}: ${help}\n${nodes
    .slice(0, 4)
    .map(({ html, failureSummary }) => `    ${html.slice(0, 160)} ${failureSummary}`)
    .join('\n')}`;

for (const scheme of ['light', 'dark'] as const)
  test(`nothing serious stands in the way of anybody, ${scheme}`, async ({
    page,
    context,
  }, info) => {
    test.setTimeout(120_000);
    await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const looked = async (where: string): Promise<void> => {
      const found = await violations(page);
      for (const violation of found.filter((one) => !weighs(one)))
        info.annotations.push({ type: where, description: said(violation) });
      expect.soft(found.filter(weighs).map(said), where).toEqual([]);
    };
    await page.goto('/');
    await expect(page.getByRole('button', { name: 'Five-gate' })).toBeVisible();
    await looked('library');
    await openTemplate(page);
    await looked('editor');
    await page.getByRole('link', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await looked('play');
    await page.getByRole('link', { name: 'Draw' }).click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('dialog', { name: 'Publish' })).toBeVisible();
    await looked('publish');
    await page.getByRole('button', { name: 'Back to the draft' }).click();
    await publish(page);
    await newRequest(page);
    await actAs(page, 'Tomas Okafor');
    await fillFromSample(page, 'Pricing model v2.3, Friday 16:30: stopped at Gate 1');
    await looked('new request');
    await submit(page, 'pricing-optimizer v2.3');
    await looked('request');
    await page
      .getByRole('navigation', { name: 'Rooms' })
      .getByRole('link', { name: /Inbox/ })
      .click();
    await page.getByRole('link', { name: /pricing-optimizer/ }).click();
    await expect(
      page.getByRole('heading', { name: 'pricing-optimizer v2.3', level: 1 }),
    ).toBeVisible();
    await looked('inbox');
    await page.getByRole('link', { name: 'Audit trail' }).first().click();
    await expect(page.getByText(/^Chain verified/)).toBeVisible();
    await looked('audit');
    await page.goto('/requests');
    await expect(page.getByRole('link', { name: /pricing-optimizer/ })).toBeVisible();
    await looked('requests');
    await page.goto('/workspace');
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
    await looked('workspace');
    for (const [name, heading] of [
      ['Groups', 'Groups'],
      ['Absences', 'Absences'],
      ['Holidays', 'Holiday lists'],
      ['Token keys', 'Token keys'],
      ['Data', 'Storage'],
    ] as const) {
      await page
        .getByRole('navigation', { name: 'Parts of the workspace' })
        .getByRole('link', { name })
        .click();
      await expect(page.getByRole('heading', { name: heading, level: 2 })).toBeVisible();
      await looked(`workspace, ${name}`);
    }
    await page.goto('/registry');
    await expect(page.getByRole('heading', { name: 'Registry', level: 1 })).toBeVisible();
    await looked('registry');
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expect(page.getByRole('heading', { name: 'Notifications' })).toBeVisible();
    await looked('notifications');
    await page.keyboard.press('Escape');
    await publishImported(page, smallSop());
    await newRequest(page);
    await actAs(page, 'Dan Staff');
    await buy(page, 'Lamp', '50');
    await submit(page, 'Lamp');
    await page.getByRole('button', { name: 'Attach Offer' }).click();
    await expect(page.getByRole('dialog', { name: 'Attach Offer' })).toBeVisible();
    await looked('attach');
    await page.keyboard.press('Escape');
    await actAs(page, 'Bea Lead');
    await expect(await openSigning(page, 'Purchase review')).toBeVisible();
    await looked('sign');
  });

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`nothing at all is found on a running request and its dialogs, ${scheme}, ${width} px`, async ({
      page,
      context,
    }) => {
      test.setTimeout(120_000);
      await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const looked = async (where: string): Promise<void> => {
        expect.soft((await violations(page)).map(said), where).toEqual([]);
      };
      const dialogs = async (items: readonly string[]): Promise<void> => {
        for (const item of items) {
          await fromMore(page, item);
          await expect(page.getByRole('dialog')).toBeVisible();
          await looked(item);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toBeHidden();
        }
      };
      await publishImported(page, twoGates());
      await newRequest(page);
      await actAs(page, 'Dan Staff');
      await page.getByRole('textbox', { name: 'Item' }).fill('Phone');
      await submit(page, 'Phone');
      await attachFile(page, 'Disk report', 'Encrypted.');
      await page.setViewportSize({ width, height: 844 });
      await actAs(page, 'Sam Sec');
      await readEverything(page);
      await passEverything(page);
      await dialogs(['Delegate…', 'Add a reviewer…', 'Escalate…', 'Recuse yourself…']);
      await fromMore(page, 'Claim');
      await expect(page.getByText('Claimed by Sam Sec')).toBeVisible();
      await looked('request, claimed');
      await page
        .getByRole('button', { name: /^(Sign\b|Approve)/ })
        .first()
        .click();
      const signing = page.getByRole('dialog', { name: 'Sign Security review' });
      await signing.getByRole('button', { name: 'Conditional' }).click();
      await signing.getByRole('textbox', { name: 'Condition 1' }).fill('Lock the screen');
      await looked('sign with conditions');
      await signing.getByRole('combobox', { name: 'What it holds up' }).click();
      await page.getByRole('option', { name: 'Runs on after the end' }).click();
      await signing.getByRole('textbox', { name: 'Reason' }).fill('It was open.');
      await signing.getByRole('button', { name: /^Sign with conditions/ }).click();
      await expect(page.getByRole('region', { name: 'Conditions' })).toBeVisible();
      await looked('conditions');
      await page.getByRole('region', { name: 'Conditions' }).getByText('Fulfill').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await looked('fulfill');
      await page.keyboard.press('Escape');
      if (width === 390) await fromMore(page, 'Show on diagram');
      else await page.getByRole('button', { name: 'Show on diagram' }).click();
      await expect(page.getByRole('complementary', { name: 'At Lead review' })).toBeVisible();
      await looked('node of the diagram');
      await page.keyboard.press('Escape');
      await actAs(page, 'Olga Owner');
      await dialogs(['Reassess…', 'Suspend…', 'Withdraw…']);
    });
