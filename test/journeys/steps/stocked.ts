/** A workspace as the app exported it, with a request in every state: what would take a minute to act out. */
import type { Page } from '@playwright/test';
import { actAs } from './people.ts';
import { expect } from './test.ts';

const fixture = (name: string): string =>
  new URL(`../../fixtures/${name}`, import.meta.url).pathname;

/** Imports one of the fixtures as somebody would; the clock stands at `time`. */
export async function imported(page: Page, name: string, time: Date): Promise<void> {
  await page.clock.install({ time });
  await page.goto('/workspace/storage');
  await page.locator('input[type="file"]').setInputFiles(fixture(name));
  const dialog = page.getByRole('dialog', { name: 'Import a workspace' });
  await dialog.getByRole('button', { name: 'Replace this workspace' }).click();
  // Every entry is verified: on a busy machine a year of them takes a while.
  await expect(dialog).toContainText(/\d+ entries verified and imported/, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Go on' }).click();
}

/** The afternoon of the one with a request in every state. What comes back goes to an address, and to a request as somebody. */
export async function stocked(page: Page) {
  await imported(page, 'workspace-running.zip', new Date('2026-10-14T15:00:00-05:00'));
  await expect(page.getByRole('button', { name: /^Acting as/ })).toBeVisible();
  await page.goto('/requests');

  /** As a link of the app does, without loading it again. */
  const to = (address: string): Promise<void> =>
    page.evaluate((href) => history.pushState(null, '', href), address);
  const request = async (subject: string, who: string): Promise<void> => {
    await to('/requests');
    await page.getByRole('link', { name: subject, exact: true }).click();
    await expect(page.getByRole('heading', { name: subject, exact: true, level: 1 })).toBeVisible();
    await actAs(page, who);
  };
  return { to, request };
}
