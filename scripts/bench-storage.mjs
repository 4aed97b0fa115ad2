/**
 * The store and the inbox at 100,000 requests, in a real Chromium with its database on disk, beside plain Dexie in the
 * same page: `node scripts/bench-storage.mjs [requests]`. Needs `npm run build` before. Plain Dexie takes every tenth
 * batch of the import, so that it meets the same machine without doubling the time.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { benchPage } from './bench-page.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript' };
const port = 4374;
const base = `http://127.0.0.1:${port}`;
/** The built app. */
const dist = process.env['DIST'] ?? 'dist';
const started = performance.now();
/** Where it is, for it takes minutes. */
const told = (what) =>
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s: ${what}\n`);

/** @returns rows `{ what, got, target, ok }` */
export async function storageRows(requests = 100_000) {
  const { dir, page: html } = await benchPage('storage');
  const server = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'preview',
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--outDir',
      dist,
    ],
    { stdio: 'ignore' },
  );
  const profile = mkdtempSync(join(tmpdir(), 'countersign-bench-')); // a private profile would keep it in memory
  const chrome = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--disable-gpu'],
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  try {
    await up();
    const page = await chrome.newPage();
    await page.route('**/generator/**', (route) => {
      const file = new URL(route.request().url()).pathname.replace(/^\/generator\//, '');
      const contentType = types[extname(file)] ?? 'text/plain';
      return route.fulfill({ body: readFileSync(join(dir, file)), contentType });
    });
    await page.goto(`${base}/generator/${html}`);
    await page.waitForFunction(() => window.storageBench);
    return [...(await store(page, requests)), ...(await screen(page, requests))];
  } finally {
    await chrome.close();
    server.kill();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function store(page, requests) {
  const ask = (does, ...args) =>
    page.evaluate(([name, given]) => window.storageBench[name](...given), [does, args]);
  await page.evaluate(() => window.storageBench.open('countersign'));
  told('the page stands');
  const early = await ask('fill', 0, 1000, 1);
  const verified = await ask('verify');
  const appends = await ask('appends', 300);
  const long = await ask('longLog', 5000);
  const late = { ours: 0, plain: 0, share: 0 };
  for (let from = 1000; from < requests; from += 5000) {
    const part = await ask('fill', from, Math.min(requests, from + 5000), 10);
    for (const key of Object.keys(late)) late[key] += part[key];
    told(`${Math.min(requests, from + 5000)} requests imported`);
  }
  const inbox = await ask('inbox');
  const ratio = (early.share + late.share) / (early.plain + late.plain);
  const seconds = ((early.ours + late.ours) / 1000).toFixed(0);
  const many = requests.toLocaleString('en-US');
  told('its second copy');
  const copy = await ask('copy');
  told('registry and inbox');
  const registry = await ask('registry');
  return [
    line(
      `import of ${many} requests with ten events each, × plain Dexie`,
      ratio,
      1.5,
      `(${seconds} s)`,
    ),
    line(
      'a command committed, second copy flushed, × one append of plain Dexie',
      appends.copied / appends.plain,
      3,
      `(${appends.copied.toFixed(1)} ms)`,
    ),
    line(
      'the same without the second copy',
      appends.ours / appends.plain,
      3,
      `(${appends.ours.toFixed(1)} ms)`,
    ),
    line('a command on a request with 5,000 entries, ms', long, 20),
    line(`10,000 events (${verified.entries} entries) verified, ms`, verified.ms, 300),
    line(`first page of an inbox with ${inbox.rows} rows read, ms`, inbox.first, 50),
    line('page 41 of it, ms', inbox.deep, 50),
    line(`registry of ${registry.rows}: a word that one has, ms`, registry.rare, 200),
    line('a word that all have, ms', registry.common, 200),
    {
      what: `second copy of ${copy.lines.toLocaleString('en-US')} entries written, s`,
      got: (copy.ms / 1000).toFixed(0),
      target: '',
      ok: '',
    },
  ];
}

/** The inbox in the app: from a click to its rows painted, and frames a second while it scrolls. */
async function screen(page, requests) {
  await page.addInitScript(() => sessionStorage.setItem('countersign.acting', 'olga.own'));
  told('the app');
  const painted = [];
  for (let r = 0; r < 5; r += 1) {
    await page.goto(base);
    await page.getByRole('link', { name: /Inbox/ }).waitFor();
    await page.waitForTimeout(2500); // a person looks at the library first; meanwhile the rest is fetched
    painted.push(
      await page.evaluate(async () => {
        const began = performance.now();
        document.querySelector('a[href="/inbox"]').click();
        while (document.querySelector('nav[aria-label="Inbox"] [data-key]') === null) {
          if (performance.now() > began + 20_000) throw new Error('The inbox shows no row.');
          await new Promise(requestAnimationFrame);
        }
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - began;
      }),
    );
  }
  const box = await page.locator('nav[aria-label="Inbox"]').boundingBox();
  await page.mouse.move(box.x + 100, box.y + 400);
  const frames = page.evaluate(async () => {
    const times = [];
    const began = performance.now();
    while (performance.now() < began + 4000) times.push(await new Promise(requestAnimationFrame));
    return times;
  });
  for (let i = 0; i < 220; i += 1) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  const times = await frames;
  const fps = ((times.length - 1) * 1000) / (times.at(-1) - times[0]);
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  const slow = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)];
  const many = requests.toLocaleString('en-US');
  return [
    line(`inbox among ${many}: from a click to its rows painted, ms`, median(painted), 50),
    {
      what: 'its scrolling, frames a second',
      got: `${fps.toFixed(1)} (95 %: ${slow.toFixed(1)} ms)`,
      target: '60',
      ok: fps >= 58 ? 'yes' : 'NO',
    },
  ];
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const line = (what, got, target, more = '') => ({
  what,
  got: `${got.toFixed(got < 10 ? 2 : 0)} ${more}`.trim(),
  target: `≤ ${target}`,
  ok: got <= target ? 'yes' : 'NO',
});

async function up() {
  for (let i = 0; i < 100; i += 1) {
    if (
      await fetch(base).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const before = loadavg()[0].toFixed(1);
  console.table(await storageRows(Number(process.argv[2] ?? 100_000)));
  console.log(`load of the machine: ${before} before, ${loadavg()[0].toFixed(1)} after`);
}
