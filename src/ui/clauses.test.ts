import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { citation } from './clauses.tsx';

const said = (title: string): string => citation('CODE', { title, applies: '' });

test.each([
  ['EU AI Act (Reg. 2024/1689) Art. 14 Human oversight', 'EU AI Act Art. 14'],
  ['GDPR (Reg. 2016/679) Art. 35 Data protection impact assessment', 'GDPR Art. 35'],
  ['NIST AI RMF 1.0 MEASURE 2.11 Fairness and bias', 'NIST AI RMF MEASURE 2.11'],
  ['ISO/IEC 42001:2023 Annex A.6.2.4 AI system verification', 'ISO 42001 A.6.2.4'],
  ['US SR 26-2 / OCC Bulletin 2026-13, topic: Model validation, x', 'SR 26-2: Model validation'],
  ['HIPAA 45 CFR 164.308 Administrative safeguards', 'HIPAA 45 CFR 164.308'],
  ['ISO 14971:2019 Application of risk management', 'ISO 14971'],
  ['ISO 13485:2016 7.3.6 Design and development verification', 'ISO 13485 7.3.6'],
])('%s is cited as %s', (title, short) => {
  expect(said(title)).toBe(short);
});

test('a code without a known clause stays the code', () => {
  expect(citation('OWN-1', undefined)).toBe('OWN-1');
});

test('no clause of the shipped list is cited in more than 40 letters', () => {
  const list: unknown = JSON.parse(
    readFileSync(new URL('../../templates/clauses.json', import.meta.url), 'utf8'),
  );
  const titles = Object.entries(list as Record<string, readonly string[]>);
  const long = titles
    .map(([code, [title = '']]) => citation(code, { title, applies: '' }))
    .filter((words) => words.length > 40);
  expect(long).toEqual([]);
});
