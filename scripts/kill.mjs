/**
 * Kills Chromium (SIGKILL) in the middle of command bursts, again and again on one profile, and looks after each start
 * whether an acknowledged command is lost or there twice, and whether database and second copy lose together.
 * `node scripts/kill.mjs [kills] [--keep folder] [--report file]`; with `--keep` the profile and the tally stay there
 * and the next run goes on with them.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import process from 'node:process';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const kills = Number(process.argv[2] ?? 3);
const kept = option('--keep');
const home = kept === undefined ? mkdtempSync(join(tmpdir(), 'countersign-kills-')) : resolve(kept);
mkdirSync(home, { recursive: true });
const tallyFile = join(home, 'tally.json');
const fresh = {
  port: 0,
  kills: 0,
  acked: [],
  lost: 0,
  doubled: 0,
  databaseLost: 0,
  copyLost: 0,
  bothLost: 0,
  repaired: 0,
  states: {},
};
const tally = existsSync(tallyFile) ? JSON.parse(readFileSync(tallyFile, 'utf8')) : fresh;
const acked = new Set(tally.acked);
/** Longest a start may take, ms: on a busy machine it takes its time. */
const patience = 90_000;

const dist = join(home, 'page');
if (!existsSync(join(dist, 'index.html')) || kept === undefined)
  await build({
    configFile: false,
    root: join(root, 'test/soak'),
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir: dist, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  });

let onTold = () => {};
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      response.end('{}');
      const body = JSON.parse(text);
      if (pathname === '/ack') acked.add(body);
      else onTold(pathname.slice(1), body);
    });
    return;
  }
  const file = join(dist, pathname === '/' ? 'index.html' : pathname);
  if (!file.startsWith(dist) || !existsSync(file)) return void response.writeHead(404).end();
  const types = { '.html': 'text/html', '.js': 'text/javascript' };
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(file));
});
// The same port each time: another one is another origin, with an empty workspace.
await new Promise((done) => server.listen(tally.port, '127.0.0.1', done));
tally.port = server.address().port;

/** Starts Chromium on the profile; answers what it told of its start, and how to end it. */
async function started(query) {
  const program = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const child = spawn(
    program,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      `--user-data-dir=${join(home, 'profile')}`,
      `http://127.0.0.1:${tally.port}/${query}`,
    ],
    { detached: true, stdio: 'ignore' },
  );
  const gone = new Promise((done) => child.on('exit', done));
  const kill = async () => {
    // The whole group, for the storage may be written by a process of its own.
    try {
      process.kill(-Number(child.pid), 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
    await gone;
  };
  const told = {};
  let timer;
  const wanted = query === '' ? 'burst' : 'boot';
  try {
    await new Promise((done, fail) => {
      timer = setTimeout(() => fail(new Error('the page did not start in time')), patience);
      onTold = (what, body) => {
        told[what] = body;
        if (what === 'failed') fail(new Error(body));
        if (what === wanted) done();
      };
    });
  } catch (error) {
    await kill();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { boot: told.boot, kill };
}

/** What a start found, held against what was acknowledged before it. */
function judge(boot, known) {
  const lost = known.filter((id) => !boot.ids.has(id)).length;
  tally.lost += lost;
  if (boot.database < known.total) tally.databaseLost += 1;
  if (boot.copy < known.total) tally.copyLost += 1;
  if (boot.database < known.total && boot.copy < known.total) tally.bothLost += 1;
  if (boot.state === 'lost') tally.repaired += 1;
  if (boot.database < known.total || boot.copy < known.total)
    (tally.losses ??= []).push({ kill: tally.kills, had: known.total, ...places(boot) });
  tally.states[boot.state] = (tally.states[boot.state] ?? 0) + 1;
  return lost;
}

const places = ({ database, copy, after, state }) => ({ database, copy, after, state });

const began = Date.now();
let failed = 0;
let expected = [];
for (let i = 0; i < kills; i += 1) {
  const { boot, kill } = await started('');
  const ids = new Set(boot.ids);
  tally.doubled += boot.ids.length - ids.size;
  judge({ ...boot, ids }, Object.assign(expected, { total: tally.count ?? 0 }));
  if (boot.state === 'apart' || boot.state === 'gone')
    throw new Error(`${boot.state}: ${boot.says}`);
  const before = new Set(acked);
  await new Promise((done) => setTimeout(done, 50 + Math.random() * 700));
  await kill();
  expected = [...acked].filter((id) => !before.has(id));
  // Entries that stood at the start and those acknowledged since: neither place may have fewer.
  tally.count = boot.after + expected.length;
  tally.kills += 1;
  tally.acked = [...acked];
  writeFileSync(tallyFile, JSON.stringify(tally));
  if ((i + 1) % 10 === 0 || i + 1 === kills) say();
}
const { boot, kill } = await started('?verify');
await kill();
server.close();
const all = new Set(boot.ids);
judge({ ...boot, ids: all }, Object.assign(expected, { total: tally.count ?? 0 }));
tally.doubled += boot.ids.length - all.size;
const lostAtEnd = [...acked].filter((id) => !all.has(id)).length;
tally.lost = Math.max(tally.lost, lostAtEnd);
if (kept !== undefined) {
  tally.count = boot.after;
  writeFileSync(tallyFile, JSON.stringify(tally));
} else rmSync(home, { recursive: true, force: true });
say();
const sound = boot.verdict.ok && boot.copied === boot.after;
console.log(
  sound
    ? `all ${boot.after} entries verify, and the second copy has each of them`
    : `NOT SOUND: ${JSON.stringify(boot.verdict)}; the second copy has ${boot.copied} of ${boot.after}`,
);
if (tally.lost > 0 || tally.doubled > 0 || !sound) failed = 1;
const report = option('--report');
if (report !== undefined)
  writeFileSync(
    report,
    JSON.stringify({
      passed: 1 - failed,
      failed,
      skipped: 0,
      kills: tally.kills,
      lost: tally.lost,
      doubled: tally.doubled,
    }),
  );
process.exitCode = failed;

function say() {
  console.log(
    `${tally.kills} kills, ${acked.size} commands acknowledged: ${tally.lost} lost, ${tally.doubled} doubled; ` +
      `behind after a kill: database ${tally.databaseLost}, second copy ${tally.copyLost}, both ${tally.bothLost}; ` +
      `repaired ${tally.repaired} (${Math.round((Date.now() - began) / 1000)} s)`,
  );
}
