import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeJwks } from '#formats/jwks.ts';
import { claims, issuer, list, newKey } from '../../test/builders/token.ts';

/** The examples of the guide, run as they stand there, against the command line as it is built. */
const guide = readFileSync('docs/guide/pipeline.md', 'utf8');
const block = (opening: string): string => {
  const found = guide.split(`\`\`\`${opening}\n`)[1]?.split('\n```')[0];
  if (found === undefined) throw new Error(`The guide has no block ${opening}.`);
  return found;
};
/** What the step of that name runs. */
function stepOf(name: string): string {
  const after = block('yaml').split(`- name: ${name}\n`)[1]?.split('\n      - ')[0] ?? '';
  const script = after.split('run: |\n')[1];
  if (script === undefined) throw new Error(`The step ${name} runs nothing.`);
  return script.replaceAll(/^ {10}/gm, '');
}

const home = mkdtempSync(join(tmpdir(), 'countersign-pipeline-'));
const put = (name: string, text: string, mode = 0o644): void =>
  writeFileSync(join(home, name), text, { mode });
const run = (script: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
  const ran = spawnSync('sh', ['-c', script, 'script', ...args], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
};

const key = newKey();
const now = Math.floor(Date.now() / 1000);
const sha256 = createHash('sha256').update('weights').digest('hex');
const token = await key.token({
  ...claims,
  iat: now - 60,
  nbf: now - 60,
  exp: now + 3600,
  artifacts: [{ name: 'Model', sha256 }],
});

beforeAll(() => {
  // Builds the command line where it is not up to date.
  const built = spawnSync(process.execPath, ['bin/countersign.mjs', 'help'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const installed = run(block('sh install'), [], { COUNTERSIGN: resolve('.') });
  if (installed.code !== 0) throw new Error(installed.err);
  mkdirSync(join(home, 'deploy'));
  put('deploy/countersign.jwks.json', writeJwks({ issuer, keys: [key.jwk] }));
  put('deploy.sh', '#!/bin/sh\necho "deployed $1"\n', 0o755);
  put('deploy-approved.sh', block('sh deploy'), 0o755);
  put('model.tar.gz', 'weights');
  put('other.tar.gz', 'weightz');
});
afterAll(() => rmSync(home, { recursive: true }));
const status = async (tokens: object[] = []): Promise<void> =>
  put(
    'deploy/countersign.status.jws',
    await key.list({ ...list, iat: now, exp: now + 3600, tokens }),
  );

describe('the shell example', () => {
  it('deploys what was approved, and says who approved it', async () => {
    await status();
    const { code, out } = run('./deploy-approved.sh "$@"', [token, 'model.tar.gz']);
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'deployed model.tar.gz',
    });
    expect(out).toContain('Priya Raman');
  });

  it('deploys nothing else, nothing that was revoked, and nothing where a file is missing', async () => {
    await status();
    const other = run('./deploy-approved.sh "$@"', [token, 'other.tar.gz']);
    expect(other).toMatchObject({ code: 1 });
    expect(other.out).toMatch(/^The token is for another artifact: /);
    expect(run('./deploy-approved.sh "$@"', [token, 'gone.tar.gz'])).toMatchObject({ code: 2 });
    await status([{ jti: claims.jti, status: 'revoked', at: now - 1 }]);
    const revoked = run('./deploy-approved.sh "$@"', [token, 'model.tar.gz']);
    expect(revoked).toMatchObject({ code: 1 });
    expect(revoked.out).toMatch(/^The approval was revoked at /);
    expect(`${other.out}${revoked.out}`).not.toContain('deployed');
  });
});

describe('the GitHub Actions example', () => {
  const step = stepOf('Deploy only what was approved');
  it('takes the token by the environment', async () => {
    await status();
    expect(run(step, [], { TOKEN: token })).toMatchObject({ code: 0 });
    expect(run(step, [], { TOKEN: `${token}x` })).toMatchObject({ code: 1 });
    expect(run(step, [], { TOKEN: '' })).toMatchObject({ code: 1 });
  });
});
