import { actAs } from './steps/people.ts';
import { newRequest, openTemplate, publish } from './steps/library.ts';
import {
  approve,
  attachAddress,
  attachFigures,
  attachFile,
  choose,
  fillFromSample,
  finish,
  giveBack,
  openSigning,
  passEverything,
  readEverything,
  submit,
} from './steps/request.ts';
import { signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

const incident = 'Pricing model v2.3, Friday 16:30: stopped at Gate 1';
const stopped =
  'Stopped: production and staging do not agree on 2 of 48 fields (wholesale_quantity, retail_quantity). ' +
  'The model would read wholesale quantities as retail quantities.';
const gate1 = 'Technical readiness review';
const comparison = 'Staging/production pipeline schema comparison';
const mapping = { wholesale_quantity: 'qty_wholesale', retail_quantity: 'qty_retail' };
const mended = {
  pipeline: {
    fields_compared: 48,
    fields_mismatched: 0,
    mismatched_fields: [],
    staging: mapping,
    production: mapping,
  },
};
const live = {
  live: {
    outputs_total: 400,
    outputs_out_of_range: 0,
    error_rate: 0,
    p95_latency_ms: 90,
    p95_latency_target_ms: 200,
    fields_mismatched: 0,
  },
};

test.beforeEach(async ({ context }) => {
  // A Wednesday morning, in the deployment window.
  await context.clock.install({ time: new Date('2026-10-14T09:00:00-05:00') });
});

test('the first five minutes: stopped, mended, signed, deployed, verified', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(150_000);

  await test.step('the template opens as a draft, and the incident is played', async () => {
    await openTemplate(page);
    await page.getByRole('link', { name: 'Play' }).click();
    await expect(page.getByText('nothing is written to real requests')).toBeVisible();
    await expect(page.getByRole('button', { name: incident })).toBeVisible();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const why = page.getByRole('complementary', { name: 'Why' });
    await expect(async () => {
      await page.clock.runFor(3000);
      await expect(why.getByRole('alert')).toContainText(stopped, { timeout: 100 });
    }).toPass();
    await page.getByRole('link', { name: 'Draw' }).click();
  });

  await test.step('it is published, and the real request is submitted', async () => {
    await publish(page);
    await newRequest(page);
    await actAs(page, 'Tomas Okafor');
    await fillFromSample(page, incident);
    await expect(page.getByText('Tier high')).toBeVisible();
    await choose(page, 'Kind of change', 'minor_update');
    await choose(page, 'Revenue or safety impact', 'none');
    await choose(page, 'Deployment method', 'rolling');
    await page.getByRole('textbox', { name: 'Planned date' }).fill('2026-10-15');
    await page.getByRole('textbox', { name: 'Planned start' }).fill('10:00');
    await expect(page.getByText('Tier low')).toBeVisible();
    await submit(page, 'pricing-optimizer v2.3');
    await attachFile(page, 'Model card', 'Suggests unit prices for quotes.');
    await passEverything(page);
    await finish(page, 'Assemble release package');
  });

  await test.step('Gate 1 stops it: Priya cannot approve, and sends it back', async () => {
    await attachAddress(page, 'Operations runbook', `${baseURL}/mark.svg`);
    await expect(page.getByText(/^Technical lead.*: Priya Raman, Kenji/)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
    await actAs(page, 'Priya Raman');
    await expect(page.getByRole('alert')).toContainText(stopped);
    await readEverything(page);
    await passEverything(page);
    const dialog = await openSigning(page, gate1);
    await expect(dialog.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await giveBack(page, gate1, 'Fix the mapping, compare again, resubmit.', comparison);
  });

  await test.step('a reload changes nothing', async () => {
    const before = await page.getByRole('main').ariaSnapshot();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Acting as Priya Raman' })).toBeVisible();
    await expect.poll(() => page.getByRole('main').ariaSnapshot()).toBe(before);
  });

  await test.step('Tomas mends the mapping and resubmits', async () => {
    await actAs(page, 'Tomas Okafor');
    await expect(page.getByText('Fix the mapping, compare again, resubmit.')).toBeVisible();
    await attachFigures(page, comparison, mended);
    await passEverything(page);
    await finish(page, 'Fix technical findings and resubmit');
  });

  await test.step('Priya opens the new comparison and signs Gate 1', async () => {
    await actAs(page, 'Priya Raman');
    await expect(page.getByText(stopped)).toBeHidden();
    await readEverything(page);
    await passEverything(page);
    await approve(page, gate1);
  });

  await test.step('Noor plans; Jonas says go at five, when the window has closed', async () => {
    await actAs(page, 'Noor Aziz');
    await attachFile(page, 'Deployment plan', '1. Roll out. 2. Check.');
    await passEverything(page);
    await finish(page, 'Write deployment plan');
    await attachFile(page, 'Go / no-go note', 'Go.');
    await page.clock.fastForward('08:00:00');
    await signAs(page, 'Jonas Weber', 'Deployment go / no-go');
  });

  await test.step('it waits for the window to open, and Noor deploys', async () => {
    await expect(
      page.getByText('Waits at Wait for the next open deployment window, until tomorrow 09:00'),
    ).toBeVisible();
    await page.clock.fastForward('16:00:00');
    await actAs(page, 'Noor Aziz');
    await passEverything(page);
    await finish(page, 'Deploy to production');
  });

  await test.step('Kenji validates what is live, and Priya reports', async () => {
    await actAs(page, 'Luis Herrera');
    await attachFigures(page, 'First 24 h measurements', live);
    await signAs(page, 'Kenji Watanabe', 'Immediate validation (first 24 h)');
    await actAs(page, 'Priya Raman');
    await attachFile(page, 'Post-deployment validation report', 'Stable.');
    await passEverything(page);
    await finish(page, 'Post-deployment validation report');
    await expect(page.getByText('This request has ended: completed')).toBeVisible();
    const gates = page.getByRole('list', { name: 'Gates' });
    await expect(gates.getByRole('button', { name: /^Deployment execution/ })).toHaveText(
      /Approved/,
    );
    await expect(gates.getByRole('button', { name: /^Operational/ })).toHaveText(/not reached/);
  });

  await test.step('the audit trail is verified', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Audit trail' }).first().click();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByText(/^Chain verified: \d+ entries, unbroken/)).toBeVisible();
  });
});

test('the requester never signs, whatever roles they hold', async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await openTemplate(page);
  await publish(page);
  await newRequest(page);
  await actAs(page, 'Sofia Marchetti');
  await fillFromSample(page, incident);
  await submit(page, 'pricing-optimizer v2.3');

  await test.step('the package and the first two gates', async () => {
    await actAs(page, 'Maya Lindqvist');
    await attachFigures(page, comparison, mended);
    await attachFile(page, 'Model card', 'Suggests unit prices for quotes.');
    await passEverything(page);
    await finish(page, 'Assemble release package');
    await attachAddress(page, 'Operations runbook', `${baseURL}/mark.svg`);
    await signAs(page, 'Ingrid Halvorsen', gate1);
    await actAs(page, 'Callum Reid');
    await attachAddress(page, 'Monitoring and alert configuration', `${baseURL}/mark.svg`);
    await attachFile(page, 'Rollback plan with drill record', 'Back in five minutes.');
    await signAs(page, 'Luis Herrera', 'Operational readiness review');
  });

  await test.step('Sofia, project manager too, is refused at Gate 3 in words', async () => {
    await actAs(page, 'Sofia Marchetti');
    await expect(page.getByRole('alert')).toContainText('You are the requester of this request: ');
    await expect(page.getByRole('alert')).toContainText('Dele Adeyemi');
    await expect(page.getByRole('button', { name: /^Sign/ })).toBeHidden();
  });
});
