import { expect, test } from 'vitest';
import { people, sop } from '../../test/builders/sop.ts';
import { request } from '../../test/builders/request.ts';
import { staleBecause } from './stale.ts';

const diagram = sop('Release')
  .role('r_dev')
  .role('r_lead')
  .role('r_board')
  .requesters('r_dev')
  .intake({})
  .gate('g1', {
    A: 'r_lead',
    S: 'r_board',
    items: { c1: 'Tested' },
    evidence: { ev_report: 'file' },
  })
  .end('e_ok')
  .path('in', 'g1', 'e_ok')
  .diagram();
const staff = people({ r_dev: ['max'], r_lead: ['lea'], r_board: ['bo'] }).directory();

const signed = () =>
  request(diagram, staff)
    .submit('max')
    .attach('max', 'ev_report')
    .open('bo', 'ev_report')
    .answer('lea', 'g1', { c1: 'pass' })
    .sign('bo', 'g1');
const because = (play: ReturnType<typeof signed>) => {
  const work = play.work('g1');
  const [signature] = work.signatures;
  if (signature === undefined) throw new Error('nobody signed');
  return staleBecause(play.compiled, play.state, work, signature);
};

test('a signature just given is fresh', () => {
  expect(because(signed())).toBeNull();
});

test('replaced evidence is named as what changed after signing', () => {
  expect(because(signed().attach('max', 'ev_report'))).toBe(
    diagram.evidence['ev_report' as never]?.name,
  );
});

test('an answer that was changed is named by its item', () => {
  expect(because(signed().answer('lea', 'g1', { c1: 'na' }))).toBe('Tested');
});
