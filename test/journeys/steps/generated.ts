/** A workspace of generated requests: as many as it takes, each with its sealed log, by the product's own import. */
import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '../../..');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Leaves the page in the app, in whose workspace half of the requests wait for the owners, the others have ended. */
export async function generatedWorkspace(page: Page, count: number): Promise<void> {
  const built = spawnSync(process.execPath, ['scripts/bench-page.mjs', 'storage'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(built.stderr);
  const folder = join(root, '.cache/bench-storage');
  await page.route('**/generator/**', (route) => {
    const file = new URL(route.request().url()).pathname.replace(/^\/generator\//, '');
    const contentType = types[extname(file)] ?? 'text/plain';
    return route.fulfill({ body: readFileSync(join(folder, file)), contentType });
  });
  await page.goto('/generator/test/bench/storage.html');
  await page.waitForFunction(() => '__storage' in window);
  await page.evaluate(fill, count);
}

interface Generator {
  readonly open: (database: string) => Promise<void>;
  readonly insertRequests: (rows: readonly object[]) => Promise<void>;
  readonly insertEvents: (rows: readonly object[]) => Promise<void>;
}

async function fill(count: number): Promise<void> {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- the name is the benchmark's
  const generator = (window as unknown as { readonly __storage: Generator }).__storage;
  await generator.open('countersign');
  const status = ['open', 'waiting', 'approved', 'rejected'];
  const names = Array.from({ length: count }, (_, i) => `r${String(i).padStart(7, '0')}`);
  await generator.insertRequests(
    names.map((id, i) => ({
      id,
      title: `Pricing model v${i}`,
      status: status[i % 4],
      updatedAt: Date.now() - i * 60_000,
      data: { model: `pricing-${i % 50}`, auc: 0.8, amount: i },
    })),
  );
  const ten = Array.from({ length: 10 });
  await generator.insertEvents(names.flatMap((request) => ten.map(() => ({ request }))));
}
