import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { templates } from '../../test/builders/templates.ts';
import { commandLine } from './command-line.ts';

let out: string[] = [];
beforeEach(() => {
  out = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
});
afterEach(() => vi.restoreAllMocks());

const samples = (template: string): number => (template === 'general/five-gate-deployment' ? 5 : 3);

test.each(templates())('%s: nothing is found in it, and all its samples run', async (template) => {
  const sop = `templates/${template}.sop.json`;
  expect(await commandLine(['check', sop])).toBe(0);
  expect(out).toEqual([`${sop}: nothing found ✓`]);
  expect(await commandLine(['run', sop, `templates/${template}.runs.json`])).toBe(0);
  const n = samples(template);
  expect(out.at(-1)).toBe(`${n} of ${n} runs as expected`);
});
