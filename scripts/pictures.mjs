/**
 * Makes the pictures of README and docs/guide from the built app, in light and dark: one run through the five-gate
 * template, from the library to the audit trail; a year of requests, backtested and forecast. Needs a Chromium, as
 * `npm test` does.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import process from 'node:process';
import { chromium } from '@playwright/test';

if (spawnSync(process.execPath, ['scripts/do.mjs', 'build'], { stdio: 'inherit' }).status !== 0)
  process.exit(1);
const folder = 'docs/guide/pictures';
mkdirSync(folder, { recursive: true });
const port = 4473;
const base = `http://127.0.0.1:${port}`;
const server = spawn(
  process.execPath,
  [
    'node_modules/vite/bin/vite.js',
    'preview',
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--strictPort',
  ],
  { stdio: 'ignore' },
);
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
try {
  await until(() => fetch(base));
  for (const colorScheme of ['light', 'dark']) {
    await tour(colorScheme);
    await simulator(colorScheme);
  }
} finally {
  await browser.close();
  server.kill();
}

async function until(ask) {
  for (let i = 0; i < 100; i += 1) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the preview server does not answer');
}

/** A page in a window of a desk, and what takes its picture; the clock stands at `time`. */
async function desk(colorScheme, time) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
    timezoneId: 'America/Chicago',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.clock.install({ time: new Date(time) });
  const picture = async (name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.clock.runFor(700);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
    console.log(`${folder}/${name}-${colorScheme}.png`);
  };
  return { context, page, picture };
}

async function tour(colorScheme) {
  const { context, page, picture } = await desk(colorScheme, '2026-10-14T09:00:00-05:00');
  await page.goto(base);
  await page
    .getByRole('button', { name: /Five-gate AI deployment approval/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Publish' }).waitFor();
  await page.locator('.react-flow__node').first().waitFor();
  // The clock stands still: the check of problems waits for it.
  while (await page.getByText('Checking …').isVisible()) await page.clock.runFor(200);
  await picture('editor');

  await page.getByRole('link', { name: 'Play', exact: true }).click();
  const step = page.getByRole('button', { name: 'Step', exact: true });
  await step.click();
  await step.click();
  await page
    .getByText(/^Stopped: production and staging/)
    .first()
    .waitFor();
  await picture('play');

  await page.getByRole('link', { name: 'Draw', exact: true }).click();
  await actAs(page, 'Priya Raman');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByLabel(/Reason for this version/).fill('First version');
  await picture('publish');
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByText('Version 1 is effective').waitFor();
  await page.getByRole('link', { name: 'New request' }).click();
  await actAs(page, 'Tomas Okafor');
  await page.getByRole('button', { name: 'Fill from a sample' }).click();
  await page.getByRole('menuitem').first().click();
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Your work: Assemble release package').waitFor();
  const request = page.url();

  await attach(page, 'Model card', {
    name: 'model-card.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Pricing model v2.3'),
  });
  await page.getByRole('button', { name: 'Pass', exact: true }).first().click();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page
    .getByText(/Technical readiness review/)
    .first()
    .waitFor();
  await actAs(page, 'Priya Raman');
  await page.goto(`${base}/inbox/${request.split('/').at(-1)}`);
  await page
    .getByText(/^Stopped: production and staging/)
    .first()
    .waitFor();
  await picture('inbox');
  await page
    .getByRole('button', { name: /^Return|^Sign/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await picture('sign');
  await page.keyboard.press('Escape');

  await page.goto(request);
  await page.getByText('Checklist').first().waitFor();
  await picture('request');
  await page.goto(`${request}/audit`);
  await page.getByRole('button', { name: /Verify/ }).click();
  await page
    .getByText(/verified/i)
    .first()
    .waitFor();
  await picture('audit');
  await page.goto(base);
  await page.getByText('Your SOPs').waitFor();
  await picture('library');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base}/inbox`);
  await page
    .getByText(/Technical readiness/)
    .first()
    .waitFor();
  await picture('phone-inbox');
  await page.goto(request);
  await page.getByText('Checklist').first().waitFor();
  await picture('phone-request');
  await context.close();
}

/** The bank lowers the threshold of its committee: what that would have done to its last year; and a forecast from another. */
async function simulator(colorScheme) {
  const bank = await desk(colorScheme, '2026-11-21T12:00:00-05:00');
  await imported(bank.page, 'workspace-bank-year.zip', '/sop/sop_bank');
  await bank.page
    .getByRole('group', { name: /^Intake/ })
    .first()
    .click();
  await bank.page.getByRole('button', { name: /^high/ }).click();
  const when = bank.page.getByRole('textbox', { name: 'When' });
  await when.fill((await when.inputValue()).replace('>= 500', '>= 200'));
  while (await bank.page.getByText('All changes saved').isHidden())
    await bank.page.clock.runFor(200);
  await bank.page.getByRole('link', { name: 'Backtest' }).click();
  await bank.page.getByRole('button', { name: 'Run', exact: true }).click();
  await bank.page.getByText(/^Of \d+ requests: /).waitFor();
  await bank.page.getByRole('tab', { name: /^Cannot be told/ }).click();
  await bank.page.keyboard.press('j');
  await bank.picture('backtest');
  await bank.context.close();

  const office = await desk(colorScheme, '2026-11-21T12:00:00-05:00');
  await imported(office.page, 'workspace-five-gate-year.zip', '/');
  await office.page
    .getByRole('link', { name: /^Five-gate AI deployment approval/ })
    .first()
    .click();
  await office.page.getByRole('link', { name: 'Forecast' }).click();
  await office.page.getByText(/^Done in/).waitFor({ timeout: 120_000 });
  await office.picture('forecast');
  await office.context.close();
}

async function imported(page, fixture, address) {
  await page.goto(`${base}/workspace/storage`);
  await page.locator('input[type="file"]').setInputFiles(`test/fixtures/${fixture}`);
  await page.getByRole('button', { name: 'Replace this workspace' }).click();
  await page.getByText(/entries verified and imported/).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.evaluate((href) => history.pushState(null, '', href), address);
}

async function actAs(page, name) {
  await page
    .getByRole('button', { name: /^(Acting as|Choose who you act as)/ })
    .first()
    .click();
  await page.getByLabel('Find a person or group').first().fill(name);
  await page.getByRole('option', { name }).first().click();
}

async function attach(page, evidence, file) {
  const row = page
    .locator('li, article, section, div')
    .filter({ hasText: evidence })
    .filter({ has: page.getByRole('button', { name: 'Attach' }) })
    .last();
  await row.getByRole('button', { name: 'Attach' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.waitFor({ state: 'hidden' });
}
