/**
 * The canvas beside bpmn-js, with its targets: `npm run bench canvas PEERS`, where PEERS is the folder of the measuring rig
 * with its packages installed (else the environment's PEERS, else ../shared/peers). The rig drives both editors with the
 * same real input (see there); how soon a keystroke is seen is measured here, with the same clock, for ours alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { benchPage } from './bench-page.mjs';

export async function canvasTable(
  peers = process.env['PEERS'] ?? '../shared/peers',
  { sizes = '1000,5000', repeats = 3 } = {},
) {
  if (!existsSync(join(peers, 'node_modules')))
    throw new Error(`${peers} is no measuring rig with its packages installed`);
  const got = await rig(resolve(peers), sizes, repeats);
  const typed = await keystrokes(resolve(peers));
  console.table([...rows(got), ...typed]);
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
}

/** Runs the rig's canvas part with our plug; figures by `peer n metric`. */
async function rig(peers, sizes, repeats) {
  const args = ['run.mjs', 'canvas', '--plug', resolve('test/bench/plug.mjs')];
  args.push('--sizes', sizes, '--repeats', String(repeats));
  const run = spawn(process.execPath, args, { cwd: peers, stdio: ['ignore', 'pipe', 'inherit'] });
  const got = new Map();
  for await (const line of createInterface({ input: run.stdout })) {
    if (!line.startsWith('{')) continue;
    const { peer, n, metric, value } = JSON.parse(line);
    got.set(`${peer} ${n} ${metric}`, value);
  }
  return got;
}

const show = (value, unit) =>
  value === undefined ? '-' : `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

function rows(got) {
  const ours = (n, metric) => got.get(`countersign ${n} ${metric}`);
  const theirs = (n, metric) => got.get(`bpmn-js ${n} ${metric}`);
  const row = (what, [n, metric, unit], target, reached) => {
    const value = ours(n, metric);
    return {
      what,
      ours: show(value, unit),
      'bpmn-js': show(theirs(n, metric), unit),
      target,
      ok: value !== undefined && reached(value, theirs(n, metric)) ? 'yes' : 'NO',
    };
  };
  const table = [
    row('1,000 nodes painted', [1000, 'import', 'ms'], '≤ ½ of bpmn-js', (a, b) => a <= b / 2),
    row('5,000 nodes painted', [5000, 'import', 'ms'], '≤ ¼ of bpmn-js', (a, b) => a <= b / 4),
    row('5,000 nodes, heap', [5000, 'heap', 'MB'], '≤ 40 MB', (a) => a <= 40),
  ];
  for (const n of [1000, 5000])
    for (const gesture of ['drag', 'pan', 'zoom'])
      for (const [view, words] of [
        ['100', '100 %'],
        ['fit', 'fit'],
      ]) {
        const what = `${gesture} at ${n.toLocaleString('en-US')}, ${words}`;
        const name = `${gesture}_${view}`;
        const least = n === 1000 ? 58 : 55;
        // The median frame of a screen of 60 Hz is 16.7 ms: frames a second over the whole gesture are the harder figure.
        table.push(
          row(
            what,
            [n, `${name}_fps`, 'fps'],
            n === 1000 ? '60 fps' : '≥ 55 fps',
            (a) => a >= least,
          ),
        );
        table.push(
          row(
            `${what}: p95 frame`,
            [n, `${name}_frame_p95`, 'ms'],
            n === 1000 ? '≤ 20 ms' : '',
            (a) => n !== 1000 || a <= 20,
          ),
        );
      }
  for (const [view, words] of [
    ['100', '100 %'],
    ['fit', 'fit'],
  ]) {
    const what = `drop → painted at 5,000, ${words}`;
    table.push(row(what, [5000, `drop_${view}`, 'ms'], '≤ 50 ms', (a) => a <= 50));
    table.push(row(`${what}: settled`, [5000, `drop_settled_${view}`, 'ms'], '', () => true));
  }
  return table;
}

/** From a keystroke's own time stamp to just after the next frame: in the label on the canvas, and in the field beside it. */
async function keystrokes(peers) {
  const { serve } = await import(pathToFileURL(join(peers, 'lib/browser.mjs')).href);
  const { gridDiagram } = await import(pathToFileURL(join(peers, 'lib/gen.mjs')).href);
  const { dir, page: file } = await benchPage('canvas');
  const server = await serve(dir);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(clock);
    await page.goto(server.url + file);
    await page.waitForFunction(() => window.canvasBench);
    const spec = gridDiagram(300);
    await page.evaluate(async (given) => {
      await window.canvasBench.prepare(300, given);
      await window.canvasBench.load();
      await window.canvasBench.ready();
      await window.canvasBench.choose(given.probe);
    }, spec);
    const table = [];
    const field = page.locator('aside input').first();
    await field.waitFor();
    for (const what of ['in a label on the canvas', 'in a field of the inspector']) {
      await (what.includes('label') ? page.keyboard.press('Enter') : field.click());
      await page.waitForTimeout(500);
      await page.evaluate(() => window.typedTimes.splice(0));
      for (const letter of 'the request is complete and consistent with the model card '.repeat(
        2,
      )) {
        await page.keyboard.press(letter === ' ' ? 'Space' : letter);
        await page.waitForTimeout(60);
      }
      const times = (await page.evaluate(() => window.typedTimes)).toSorted((a, b) => a - b);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
      const at = (share) => times[Math.floor(times.length * share)];
      table.push(
        typedRow(`keystroke ${what}, 300 nodes → painted: median`, at(0.5), 16),
        typedRow(`keystroke ${what}, 300 nodes → painted: p95`, at(0.95), 33),
      );
    }
    return table;
  } finally {
    await browser.close();
    server.close();
  }
}

const typedRow = (what, value, most) => ({
  what,
  ours: show(value, 'ms'),
  'bpmn-js': '',
  target: `≤ ${most} ms`,
  ok: value <= most ? 'yes' : 'NO',
});

/** Runs in the page. */
function clock() {
  window.typedTimes = [];
  const { port1, port2 } = new MessageChannel();
  let waiting = [];
  port1.addEventListener('message', () => {
    const now = performance.now();
    for (const began of waiting) window.typedTimes.push(now - began);
    waiting = [];
  });
  port1.start();
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        waiting.push(timeStamp);
        port2.postMessage(0);
      });
    },
    true,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await canvasTable(process.argv[2], {
    sizes: process.env['SIZES'] ?? '1000,5000',
    repeats: Number(process.env['REPEATS'] ?? 3),
  });
