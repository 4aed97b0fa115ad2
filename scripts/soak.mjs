/**
 * The long run: Chromium killed in the middle of command bursts, ten million random commands held against law 3, the
 * other laws several times over. Everything that is drawn comes from one seed, which is printed and can be given again.
 * `npm run soak -- [--commands 10000000] [--kills 100] [--factor 5] [--shards n] [--seed n]`
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const began = Date.now();
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const commands = option('commands', 10_000_000);
const kills = option('kills', 100);
const factor = option('factor', 5);
const shards = option('shards', availableParallelism());
const seed = option('seed', randomInt(2 ** 31));
const home = mkdtempSync(join(tmpdir(), 'countersign-soak-'));
const given = `--commands ${commands} --kills ${kills} --factor ${factor} --shards ${shards}`;
console.log(`soak: seed ${seed} (again: npm run soak -- ${given} --seed ${seed})`);

const tally = { commands: 0, closings: 0, kills: 0, lost: 0, doubled: 0 };
let failed = 0;

if (kills > 0) {
  const report = join(home, 'kills.json');
  const run = ['scripts/kill.mjs', String(kills), '--report', report];
  const { status } = spawnSync(process.execPath, run, { stdio: 'inherit' });
  if (status !== 0) failed += 1;
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  Object.assign(tally, { kills: told.kills, lost: told.lost, doubled: told.doubled });
}

/** Law 3, in processes beside each other, each with its share and a seed of its own. */
if (commands > 0) {
  const files = Array.from({ length: shards }, (_, i) => join(home, `shard-${i}.json`));
  const read = () => {
    const each = files.map((file) => {
      try {
        return JSON.parse(readFileSync(file, 'utf8'));
      } catch {
        return { commands: 0, closings: 0 }; // not written yet, or being written
      }
    });
    tally.commands = each.reduce((sum, one) => sum + one.commands, 0);
    tally.closings = each.reduce((sum, one) => sum + one.closings, 0);
  };
  const started = Date.now();
  const timer = setInterval(() => {
    read();
    const rate = Math.round((1000 * tally.commands) / (Date.now() - started));
    console.log(`law 3: ${tally.commands} commands, ${tally.closings} closings, ${rate} a second`);
  }, 60_000);
  const ends = await Promise.all(
    files.map((file, i) =>
      law(['test/laws/law3'], {
        LAW_SEED: String((seed + i * 104_729) % 2 ** 31),
        LAW_COMMANDS: String(Math.ceil(commands / shards)),
        LAW_REPORT: file,
      }),
    ),
  );
  clearInterval(timer);
  read();
  failed += ends.filter((end) => end !== 0).length;
  if (tally.commands < commands) failed += 1;
}

if (factor > 0) {
  console.log(`the other laws × ${factor}`);
  const env = { LAW_FACTOR: String(factor), LAW_SEED: String(seed) };
  if ((await law(['-t', 'law', '--exclude', 'test/laws/law3*'], env)) !== 0) failed += 1;
}

rmSync(home, { recursive: true, force: true });
const took = Math.round((Date.now() - began) / 60_000);
console.log(
  `soak, seed ${seed}: ${tally.commands} commands, ${tally.closings} closings, ${tally.kills} kills, ` +
    `${tally.lost} lost, ${tally.doubled} doubled, ${failed === 0 ? 'all laws hold' : 'FAILED'} (${took} min)`,
);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs laws in a process of their own; what it says is shown only where it failed. */
function law(which, env) {
  const runner = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...which];
  const child = spawn(process.execPath, [...runner, '--testTimeout=86400000'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  const keep = (part) => (said = `${said}${part}`.slice(-100_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((done) => {
    child.on('exit', (code) => {
      if (code !== 0) console.log(said);
      done(code ?? 1);
    });
  });
}
