import { newRequest, openTemplate, publish } from './steps/library.ts';
import { actAs } from './steps/people.ts';
import {
  attachFigures,
  attachFile,
  fillFromSample,
  finish,
  giveBack,
  passEverything,
  submit,
} from './steps/request.ts';
import { approveIf, signAs } from './steps/signing.ts';
import { expect, test } from './steps/test.ts';

const day = 24 * 3_600_000;

test('a policy exception: sent back, approved with a condition that falls overdue, reviewed, expired', async ({
  page,
  context,
}) => {
  test.setTimeout(150_000);
  await context.clock.install({ time: new Date('2026-10-19T09:00:00-05:00') });
  await openTemplate(page, 'AI policy exception (seven steps)');
  await publish(page);
  await newRequest(page);
  await actAs(page, 'Ines Ferreira');
  await fillFromSample(page, 'Slide generator for sales: approved, expires');
  await submit(page, 'Slide generator for the sales team');

  await test.step('Kim sends it back for a narrower scope; Ines says how she sees it', async () => {
    await attachFile(page, 'Request with attachments', 'Why, for whom, until when.');
    await actAs(page, 'Kim Tran');
    await passEverything(page);
    await giveBack(page, 'Completeness review', 'Name the texts it may read.', 'Scope');
    await actAs(page, 'Ines Ferreira');
    await expect(page.getByText('Name the texts it may read.')).toBeVisible();
    const form = page.getByRole('region', { name: 'Form' });
    await form.getByRole('button', { name: 'Edit' }).click();
    await form.getByRole('textbox', { name: 'Scope' }).fill('12 sales people, the public catalog');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByRole('button', { name: 'Edit' })).toBeVisible();
    await passEverything(page);
    await finish(page, 'Complete or change the request');
    await signAs(page, 'Kim Tran', 'Completeness review');
  });

  await test.step('technical and business look; the policy owner approves with a condition', async () => {
    await actAs(page, 'Marcus Lee');
    await attachFile(page, 'Comments and recommendations', 'No objections.');
    await signAs(page, 'Marcus Lee', 'Stakeholder review and input');
    await signAs(page, 'Tamara Jovic', 'Stakeholder review and input');
    await actAs(page, 'Renata Kruger');
    await attachFile(page, 'Decision record (policy owner)', 'Granted until the end of January.');
    await approveIf(page, 'Policy owner decision', 'Mark drafts as made with AI', '2026-11-02');
    await actAs(page, 'Ivan Petkov');
    await attachFile(page, 'Evidence of controls', 'The tool is limited to the catalog.');
    await passEverything(page);
    await finish(page, 'Implement controls and assign monitoring');
  });

  await test.step('three months on the condition is overdue and the review is due', async () => {
    await page.clock.fastForward(93 * day);
    const conditions = page.getByRole('region', { name: 'Conditions' });
    await expect(conditions).toContainText('Overdue.');
    await actAs(page, 'Renata Kruger');
    await attachFigures(page, 'Review record', { review: { open_incidents: 0 } });
    await signAs(page, 'Renata Kruger', 'Periodic review');
    await expect(page.getByText(/^Waits at Until expiry or quarterly review/)).toBeVisible();
  });

  await test.step('on its day it expires by itself', async () => {
    await page.clock.fastForward(12 * day);
    await expect(page.getByText('This request has ended: expired')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Audit trail' }).first().click();
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByText(/^Chain verified: \d+ entries, unbroken/)).toBeVisible();
  });
});
