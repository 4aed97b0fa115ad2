/**
 * The long runs: Chromium killed 100 times in the middle of command bursts, then every law many times over, with a seed
 * that is printed and can be given again. `npm run soak -- [factor] [seed]`
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import process from 'node:process';

const killed = spawnSync(process.execPath, ['scripts/kill.mjs', '100'], { stdio: 'inherit' });
const factor = Number(process.argv[2] ?? 50);
const seed = Number(process.argv[3] ?? randomInt(2 ** 31));
console.log(`soak: laws × ${factor}, seed ${seed} (again: npm run soak -- ${factor} ${seed})`);
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'node',
    '-t',
    'law',
    '--testTimeout=3600000',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, LAW_FACTOR: String(factor), LAW_SEED: String(seed) },
  },
);
process.exitCode = (status ?? 1) || (killed.status ?? 1);
