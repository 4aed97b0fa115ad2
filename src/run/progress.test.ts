import { expect, test } from 'vitest';
import { people, sop } from '../../test/builders/sop.ts';
import { request } from '../../test/builders/request.ts';
import { gateStops, pathOf, statesOf } from './progress.ts';

const diagram = sop('Release')
  .role('r_dev')
  .role('r_lead')
  .requesters('r_dev')
  .intake({})
  .gate('g1', { A: 'r_lead', items: { c1: 'Tested', c2: 'Reviewed' } })
  .gate('g2', { A: 'r_lead' })
  .step('s_fix', { R: 'r_dev' })
  .end('e_ok')
  .path('in', 'g1', 'g2', 'e_ok')
  .flow('g1', 's_fix', 'returned')
  .path('s_fix', 'g1')
  .diagram();
const staff = people({ r_dev: ['max'], r_lead: ['lea', 'leo'] }).directory();
const begun = () => request(diagram, staff).submit('max');

test('the first gate is open, the second is to come', () => {
  const play = begun();
  expect(gateStops(play.compiled, play.state).map((stop) => stop.state)).toEqual([
    'running',
    'ahead',
  ]);
});

test('a gate that returned the request is ahead again, while the step is worked', () => {
  const play = begun().sign('lea', 'g1', 'returned');
  expect(gateStops(play.compiled, play.state).map((stop) => stop.state)).toEqual([
    'ahead',
    'ahead',
  ]);
});

test('a gate that approved is done, and both are at the end', () => {
  const play = begun().answer('lea', 'g1', { c1: 'pass', c2: 'pass' }).sign('lea', 'g1');
  const [first, second] = gateStops(play.compiled, play.state);
  expect(first).toMatchObject({ state: 'done', outcome: 'approved' });
  expect(second).toMatchObject({ state: 'running' });
  play.sign('leo', 'g2');
  expect(gateStops(play.compiled, play.state).map((stop) => stop.state)).toEqual(['done', 'done']);
});

test('a gate the request has gone past is passed by, not to come', () => {
  const low = sop('Release')
    .role('r_dev')
    .role('r_lead')
    .requesters('r_dev')
    .intake({})
    .gate('g1', { A: 'r_lead' })
    .decision('d')
    .gate('g2', { A: 'r_lead' })
    .gate('g3', { A: 'r_lead' })
    .end('e_ok')
    .path('in', 'g1', 'd', 'g3', 'e_ok')
    .flow('d', 'g2', { when: 'form.big = true' })
    .path('g2', 'g3')
    .diagram();
  const play = request(low, staff).submit('max');
  const states = () => gateStops(play.compiled, play.state).map((stop) => stop.state);
  expect(states()).toEqual(['running', 'ahead', 'ahead']);
  play.sign('lea', 'g1');
  expect(states()).toEqual(['done', 'passed', 'running']);
});

test('the drawing shows what was passed, where the token stands, and how far the checklist is', () => {
  const play = begun().answer('lea', 'g1', { c1: 'pass' });
  const path = pathOf(play.events);
  expect([...path.nodes]).toEqual(['in']);
  expect(statesOf(play.compiled, play.state, path)).toEqual({
    in: { visited: { outcome: undefined } },
    g1: { running: { progress: 0.5 } },
  });
});
