/**
 * What can be measured from a public clone alone, printed as one table: sizes, start, opening the five-gate template,
 * runs of the benchmark's process (test/bench/engine.ts) beside a bare state machine that does the same steps with no
 * people, rules or log, and the store at 100,000 requests beside plain Dexie (bench-storage.mjs; some minutes).
 * Medians of five. To compare with other engines see test/bench/plug.mjs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { canvasTable } from './bench-canvas.mjs';
import { layoutTable } from './bench-layout.mjs';
import { storageRows } from './bench-storage.mjs';
import { chunks } from './chunks.mjs';

const built = spawnSync(process.execPath, ['scripts/do.mjs', 'build'], { stdio: 'ignore' });
if (built.status !== 0) throw new Error('the build failed: run `npm run build`');

// `npm run bench canvas RIG`: the canvas beside bpmn-js, see bench-canvas.mjs.
if (process.argv[2] === 'canvas') {
  await canvasTable(process.argv[3]);
  process.exit(0);
}

// `npm run bench layout`: that table alone.
if (process.argv[2] === 'layout') {
  await layoutTable();
  process.exit(0);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const table = [];
const row = (what, got, target, ok) => table.push({ what, got, target, ok: ok ? 'yes' : 'NO' });

sizes();
await engine();
await browser();
table.push(...(await storageRows()));
console.table(table);
console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
process.exitCode = 0;

function sizes() {
  const { shell, editor } = chunks();
  row('app shell, kB JS gz', Math.round(shell), '≤ 250', shell <= 250);
  row('editor on top, kB JS gz', Math.round(editor), '≤ 300', editor <= 300);
}

/** The same steps with nothing behind them: what any engine has to pay at least. */
function floor(i) {
  let steps = 0;
  let round = 0;
  for (let at = 'prepare'; at !== 'end'; steps += 1) {
    if (at === 'prepare') at = 'review';
    else if (at === 'review') at = round++ < i % 3 ? 'prepare' : 'sign';
    else at = 'end';
  }
  return steps;
}

/** Runs a second, over one second, after a warm-up. */
function rate(run) {
  for (let i = 0; i < 300; i += 1) run(i);
  const began = performance.now();
  let done = 0;
  while (performance.now() < began + 1000) for (let k = 0; k < 20; k += 1) run((done += 1));
  return done / ((performance.now() - began) / 1000);
}

async function engine() {
  const { runOne, runOneSaved } = await import('../dist-node/bench.js');
  const rounds = { ours: [], saved: [], floor: [] };
  for (let r = 0; r < 5; r += 1) {
    rounds.ours.push(rate(runOne));
    rounds.saved.push(rate(runOneSaved));
    rounds.floor.push(rate(floor));
  }
  const at = (name) => Math.round(median(rounds[name])).toLocaleString('en-US');
  row(
    'runs/s in memory, signatures digested',
    at('ours'),
    `bare state machine: ${at('floor')}`,
    true,
  );
  row('runs/s hashed and chained', at('saved'), '', true);
}

async function browser() {
  const port = 4373;
  const server = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'preview',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--strictPort',
    ],
    { stdio: 'ignore' },
  );
  const base = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 100; i += 1) {
    const up = await fetch(base).then(
      () => true,
      () => false,
    );
    if (up) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  const launch = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const chrome = await chromium.launch({ executablePath: launch, args: ['--disable-gpu'] });
  const usable = [];
  const opened = [];
  try {
    for (let r = 0; r < 5; r += 1) {
      const context = await chrome.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
      });
      const page = await context.newPage();
      await page.goto(base);
      const card = page.getByRole('button', { name: /Five-gate AI deployment approval/ }).first();
      await card.waitFor();
      usable.push(await page.evaluate(() => performance.now()));
      // A person looks at the library before opening anything; meanwhile the editor is fetched.
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => {
        window.began = new Promise((done) => {
          addEventListener('click', () => done(performance.now()), { capture: true, once: true });
        });
      });
      // With the mouse, as a person does: it rests on the card a moment before the click.
      await card.hover();
      await page.waitForTimeout(150);
      const timing = page.evaluate(async () => {
        const start = await window.began;
        while (document.querySelectorAll('.react-flow__node').length < 40)
          await new Promise(requestAnimationFrame);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - start;
      });
      await card.click();
      const time = await timing;
      opened.push(time);
      await context.close();
    }
  } finally {
    await chrome.close();
    server.kill();
  }
  row(
    'start to usable, ms, cold cache',
    Math.round(median(usable)),
    '< 1500',
    median(usable) < 1500,
  );
  row(
    'from a click on the five-gate template to its diagram painted, ms',
    Math.round(median(opened)),
    '< 300',
    median(opened) < 300,
  );
}
