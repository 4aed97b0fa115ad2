import { expect, test } from 'vitest';
import { as } from '#model/ids.ts';
import type { GroupId, PersonId } from '#model/ids.ts';
import type { Event } from '#engine/event.ts';
import { emptyDirectory } from '#model/directory.ts';
import { people, sop } from '../../../test/builders/sop.ts';
import { request } from '../../../test/builders/request.ts';
import { namesOf } from '../names.ts';
import { told } from './words.ts';
import { toldOfWorkspace } from './workspace-words.ts';

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

test('who got and who lost a role is told by name, against what stood before', () => {
  const before = people({ r_lead: ['lea', 'max'] }).directory();
  const names = namesOf(null, { ...before, people: {} });
  const [id] = Object.keys(before.groups);
  const row = { name: 'Leads', members: [as<PersonId>('lea'), as<PersonId>('kim')] };
  const event = { type: 'set', table: 'groups', id: as<GroupId>(id ?? ''), row } as const;
  const { says } = toldOfWorkspace(event, names, before);
  const max = before.people[as<PersonId>('max')]?.name ?? '';
  expect(max).not.toBe('');
  expect(says).toContain('gave kim the role Leads');
  expect(says).toContain(`took the role Leads from ${max}`);
});

test('the last day of an absence is the last one away, in the zone of who is away', () => {
  const before = {
    ...emptyDirectory,
    people: { ana: { name: 'Ana', active: true, zone: 'Europe/Warsaw' } },
  };
  const row = {
    person: as<PersonId>('ana'),
    substitute: null,
    from: Date.parse('2026-11-01T23:00Z'),
    to: Date.parse('2026-11-04T23:00Z'),
  };
  const event = { type: 'set', table: 'absences', id: 'a1', row } as const;
  expect(toldOfWorkspace(event, namesOf(null, before), before).says).toBe(
    'Recorded that Ana is away 2 Nov 2026 to 4 Nov 2026',
  );
});
