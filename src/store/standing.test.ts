/** What stands after the decision, over the sample requests of the shipped templates. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { readRuns } from '#formats/runs.ts';
import { readSop } from '#formats/sop.ts';
import { emptyDirectory } from '#model/directory.ts';
import { playSample } from '#simulate/sample.ts';
import { templates } from '../../test/builders/templates.ts';
import { standsOf } from './standing.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Each sample's standings in the order they came, with the timers that ran for them. */
function lives(template: string): readonly string[] {
  const sop = readSop(readFileSync(`templates/${template}.sop.json`, 'utf8'));
  const runs = readRuns(readFileSync(`templates/${template}.runs.json`, 'utf8'));
  if (!sop.ok || !runs.ok) throw new Error(template);
  const compiled = compile(sop.file.diagram, 'draft');
  const directory = { ...emptyDirectory, ...sop.file.directory, holidays: sop.file.holidays ?? {} };
  return runs.file.runs.map((run) => {
    const played = playSample(compiled, run, directory, hash);
    const words = played.steps.map(({ request }) => {
      const stands = standsOf(compiled, request);
      if (stands === null) return '–';
      const timers = [
        ...(stands.review === null ? [] : ['review']),
        ...(stands.expires === null ? [] : ['expiry']),
      ];
      return timers.length === 0 ? stands.standing : `${stands.standing} (${timers.join(', ')})`;
    });
    const changes = words.filter((word, i) => word !== words[i - 1]);
    return `${run.id}: ${changes.join(' → ')} | ${played.outcome ?? 'running'}`;
  });
}

test('an exception stands while it lives, through its reviews too, and ends expired or revoked', () => {
  expect(lives('general/policy-exception')).toEqual([
    'slides: – → approved (review, expiry) → approved → approved (review, expiry) → expired | expired',
    'hr: – → conditional (review, expiry) → conditional → expired | expired',
    'permanent: – | rejected',
  ]);
  expect(lives('bank/ai-policy-exception').at(-1)).toBe(
    'chatbot: – → approved (review, expiry) → approved → revoked | revoked',
  );
});

test('a deployment stands from the gate that releases it, and no more once it is rolled back', () => {
  expect(lives('general/five-gate-deployment')).toEqual([
    'flagship_a: – | running',
    'flagship_b: – | running',
    'flagship_c: – → conditional → revoked | revoked',
    'retrain: – → approved | completed',
    'hotfix: – → approved | completed',
  ]);
  expect(lives('general/model-review-board')).toEqual([
    'fraud: – → approved | completed',
    'loans: – → conditional | completed',
    'staffing: – → approved → revoked | revoked',
  ]);
});

test('what was rejected never stood', () => {
  const ended = templates().flatMap((template) => lives(template));
  for (const life of ended.filter((each) => each.endsWith('| rejected')))
    expect(life).toContain(': – | rejected');
});
