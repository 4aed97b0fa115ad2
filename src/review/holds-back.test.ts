import { expect, test } from 'vitest';
import type { Finding } from '#model/finding.ts';
import { as } from '#model/ids.ts';
import type { PersonId } from '#model/ids.ts';
import { findingKey, holdsBack } from './holds-back.ts';
import type { Publication } from './holds-back.ts';

const finding = (level: Finding['level'], id: string): Finding => ({
  rule: 'gate_without_sla',
  level,
  at: { table: 'nodes', id },
  says: 'A gate has no SLA.',
});
const ready: Publication = {
  findings: [],
  accepted: new Map(),
  reason: 'First version',
  person: as<PersonId>('maya'),
  unchanged: false,
  effectiveFrom: '2026-11-21',
};

test('a whole diagram with a reason and a publisher is held back by nothing', () => {
  expect(holdsBack(ready)).toBeNull();
});

test('an error holds it back even where every warning is accepted', () => {
  const warning = finding('warning', 'g1');
  const accepted = new Map([[findingKey(warning), 'Small team']]);
  const held = holdsBack({ ...ready, findings: [finding('error', 'g2'), warning], accepted });
  expect(held).toEqual({ says: '1 error holds this version back', level: 'error' });
});

test('a warning is accepted in writing, not by a blank', () => {
  const warning = finding('warning', 'g1');
  const findings = [warning, finding('warning', 'g2')];
  expect(holdsBack({ ...ready, findings })?.says).toBe('2 warnings need a written acceptance');
  const blank = new Map([[findingKey(warning), '  ']]);
  expect(holdsBack({ ...ready, findings, accepted: blank })?.says).toMatch(/^2 warnings/);
  const written = new Map(findings.map((one) => [findingKey(one), 'Reviewed']));
  expect(holdsBack({ ...ready, findings, accepted: written })).toBeNull();
});

test('hints hold nothing back', () => {
  expect(holdsBack({ ...ready, findings: [finding('hint', 'g1')] })).toBeNull();
});

test('without a reason, a publisher or a change nothing is published', () => {
  expect(holdsBack({ ...ready, reason: ' ' })?.says).toMatch(/reason/);
  expect(holdsBack({ ...ready, person: null })?.says).toMatch(/nobody acts/);
  expect(holdsBack({ ...ready, unchanged: true })?.says).toMatch(/Nothing has changed/);
});
