import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commandLine } from './command-line.ts';

const sop = 'templates/general/five-gate-deployment.sop.json';
const runs = 'templates/general/five-gate-deployment.runs.json';
const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
afterAll(() => rmSync(folder, { recursive: true }));

let out: string[] = [];
let err: string[] = [];
beforeEach(() => {
  [out, err] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void err.push(line));
});
afterEach(() => vi.restoreAllMocks());

/** A changed copy of a file. */
function copy(of: string, name: string, change: (text: string) => string): string {
  const file = join(folder, name);
  writeFileSync(file, change(readFileSync(of, 'utf8')));
  return file;
}

describe('run', () => {
  test('plays the five samples of the five-gate template as expected', async () => {
    expect(await commandLine(['run', sop, runs])).toBe(0);
    expect(out).toHaveLength(6);
    expect(out[0]).toBe(
      '✓ flagship_a: Pricing model v2.3, Friday 16:30: stopped at Gate 1 · tier high · still running after g1_technical(returned) · 3 steps',
    );
    expect(out.at(-1)).toBe('5 of 5 runs as expected');
  });

  test('a changed expectation is a mismatch, shown with what was expected and what was', async () => {
    const changed = copy(runs, 'changed.runs.json', (text) =>
      text.replace('"tier": "low"', '"tier": "standard"'),
    );
    expect(await commandLine(['run', sop, changed])).toBe(1);
    expect(out.join('\n')).toContain('✗ hotfix');
    expect(out).toContain('    tier: expected standard, was low');
    expect(out.at(-1)).toBe('4 of 5 runs as expected');
  });

  test('the report as JSON says the same', async () => {
    expect(await commandLine(['run', sop, runs, '--json'])).toBe(0);
    const report = JSON.parse(out.join('')) as { runs: { id: string; ok: boolean }[] };
    expect(report.runs.map(({ id, ok }) => `${id} ${ok}`)).toEqual([
      'flagship_a true',
      'flagship_b true',
      'flagship_c true',
      'retrain true',
      'hotfix true',
    ]);
  });
});

describe('check', () => {
  test('the template has no findings', async () => {
    expect(await commandLine(['check', sop])).toBe(0);
    expect(out).toEqual([`${sop}: nothing found ✓`]);
  });

  test('an expression that cannot be read is an error', async () => {
    const broken = copy(sop, 'broken.sop.json', (text) =>
      text.replace('metrics.tests.psi <= 0.10', 'metrics.tests.psi <='),
    );
    expect(await commandLine(['check', broken])).toBe(1);
    expect(out[0]).toMatch(/^error {3}g1_technical_representative\.check: .+ \(feel_invalid\)$/);
    expect(out.at(-1)).toBe(`${broken}: 1 error, 0 warnings, 0 hints`);
  });

  test('warnings alone are fine', async () => {
    const lax = copy(sop, 'lax.sop.json', (text) => text.replace('"Write deployment plan"', '""'));
    expect(await commandLine(['check', lax, '--json'])).toBe(0);
    const report = JSON.parse(out.join('')) as { findings: { rule: string; level: string }[] };
    expect(report.findings).toMatchObject([{ rule: 'empty_label', level: 'warning' }]);
  });
});

describe('digest', () => {
  test('is that which the file names', async () => {
    const named = (JSON.parse(readFileSync(sop, 'utf8')) as { digest: string }).digest;
    expect(await commandLine(['digest', sop])).toBe(0);
    expect(out).toEqual([named]);
  });

  test('of a file changed by hand is another, and that is said', async () => {
    const changed = copy(sop, 'digest.sop.json', (text) =>
      text.replace('"Deploy to production"', '"Deploy at once"'),
    );
    expect(await commandLine(['digest', changed])).toBe(1);
    expect(err).toHaveLength(1);
  });
});

describe('bad usage and unreadable input: exit code 2 and one sentence', () => {
  const short = copy(sop, 'short.sop.json', (text) => text.slice(0, 900));
  const newer = copy(sop, 'newer.sop.json', (text) =>
    text.replace('countersign-sop/1', 'countersign-sop/9'),
  );
  const wrong = copy(sop, 'wrong.sop.json', (text) => text.replace('"rule": "veto"', '"rule": 7'));
  test.for<[string, string[]]>([
    ['no command', []],
    ['no such command', ['fly']],
    ['a name that would write lines of its own', ['check', 'a\n\u001B[31mb']],
    ['a file too few', ['run', sop]],
    ['a file too many', ['check', sop, sop]],
    ['an unknown option', ['check', sop, '--fast']],
    ['a file that is not there', ['check', 'nothing.sop.json']],
    ['a folder', ['digest', 'templates']],
    ['a file that was cut', ['check', short]],
    ['a file of a newer version', ['check', newer]],
    ['a wrong type', ['check', wrong]],
    ['runs for an SOP', ['check', runs]],
    ['an SOP for runs', ['run', sop, sop]],
    ['no log', ['verify-log', sop]],
  ])('%s', async ([, args]) => {
    expect(await commandLine(args)).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^.+[.?]( Usage: .+)?$/);
    expect(err[0]).not.toMatch(/\p{Cc}/u);
  });
});
