import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
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

const few = ['--cases', '200', '--replications', '3'];

test('a forecast is one sentence first; the same seed gives the same text', async () => {
  expect(await commandLine(['forecast', sop, '--runs', runs, ...few])).toBe(0);
  expect(out[0]).toMatch(/^A request takes .* on average, nine of ten at most/);
  const first = out.join('\n');
  out = [];
  expect(await commandLine(['forecast', sop, '--runs', runs, ...few])).toBe(0);
  expect(out.join('\n')).toBe(first);
});

test('a scenario changes the assumptions, and --json says all of it', async () => {
  const file = join(folder, 'more.scenario.json');
  const assumptions = { r_client_authority: { headcount: 6 }, r_exec_sponsor: { headcount: 4 } };
  writeFileSync(file, JSON.stringify({ format: 'countersign-scenario/1', seed: 3, assumptions }));
  expect(await commandLine(['forecast', sop, '--scenario', file, ...few, '--json'])).toBe(0);
  const report = JSON.parse(out.join('')) as {
    seed: number;
    roles: { id: string; people: number }[];
  };
  expect(report.seed).toBe(3);
  expect(report.roles.find(({ id }) => id === 'r_client_authority')?.people).toBe(6);
});

test('bad usage and unreadable scenarios are one sentence and exit code 2', async () => {
  expect(await commandLine(['forecast', sop, '--cases', 'many'])).toBe(2);
  expect(err.join('')).toBe('--cases wants a whole number, not “many”.');
  err = [];
  expect(await commandLine(['forecast', sop, '--seed'])).toBe(2);
  expect(await commandLine(['forecast', sop, '--scenario', runs])).toBe(2);
  expect(await commandLine(['backtest', sop])).toBe(2);
  expect(await commandLine(['backtest', sop, '--requests', sop])).toBe(2);
  expect(err).toHaveLength(4);
});

test('assumptions that cannot be simulated are exit code 1', async () => {
  const file = join(folder, 'none.scenario.json');
  const assumptions = { r_legal: { headcount: 0 } };
  writeFileSync(file, JSON.stringify({ format: 'countersign-scenario/1', assumptions }));
  expect(await commandLine(['forecast', sop, '--scenario', file, ...few])).toBe(1);
  expect(err.join(' ')).toContain('“Legal / compliance” has no people');
});
