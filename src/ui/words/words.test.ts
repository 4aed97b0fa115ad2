import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { Event } from '#engine/event.ts';
import { emptyDirectory } from '#model/directory.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import { request } from '../../../test/builders/request.ts';
import { namesOf } from '../names.ts';
import { told } from './words.ts';

const diagram = sop('Release')
  .role('r_dev')
  .role('r_lead')
  .requesters('r_dev')
  .intake({})
  .gate('g1', { name: 'Readiness', A: 'r_lead', items: { c1: 'Tested' } })
  .end('e_ok', { name: 'Released', outcome: 'approved' })
  .path('in', 'g1', 'e_ok')
  .diagram();

test('a whole run reads as sentences that name nodes and people', () => {
  const staff = people({ r_dev: ['max'], r_lead: ['lea'] }).directory();
  const play = request(diagram, staff).submit('max').answer('lea', 'g1', { c1: 'pass' });
  play.sign('lea', 'g1');
  const names = namesOf(diagram, staff, play.state);
  const says = play.events.map((event) => told(event, names).says);
  expect(says[0]).toMatch(/^Request submitted/);
  expect(says).toContain('Arrived at Readiness');
  expect(says).toContain('Answered “Tested”: pass');
  expect(says).toContain('Signed “I decide”');
  expect(says.at(-1)).toBe('Request ended: approved');
});

test('what was erased reads as redacted, not as an object', () => {
  const names = namesOf(null, emptyDirectory);
  const erased = { redacted: true } as unknown as string;
  const event: Event = { type: 'withdrawn', reason: erased };
  expect(told(event, names).more).toBe('“[redacted]”');
});

test('without its version, ids stay ids', () => {
  const event: Event = { type: 'held', token: as('t1'), node: as('e_ok') };
  expect(told(event, namesOf(null, emptyDirectory))).toMatchObject({ node: 'e_ok' });
});
