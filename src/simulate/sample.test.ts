import { expect, test } from 'vitest';
import { compile } from '#engine/compile.ts';
import { sampleSchema } from '#model/sample.schema.ts';
import { people, sop } from '../../test/builders/sop.ts';
import { playSample } from './sample.ts';

const drawing = sop()
  .role('r_dev')
  .role('r_lead')
  .role('r_board')
  .role('r_vp')
  .owner('r_vp')
  .requesters('r_dev')
  .intake({ amount: { type: { kind: 'number' }, required: false } })
  .gate('g', { A: 'r_lead', S: { role: 'r_board', quorum: 2 }, evidence: { ev_card: 'file' } })
  .step('s', { R: 'r_dev', edits: ['amount'] })
  .gate('g2', { A: 'r_lead' })
  .end('e', { outcome: 'approved' })
  .path('in', 'g', 's', 'g2', 'e');
const staff = people({
  r_dev: ['max.dev'],
  r_lead: ['ann.lead', 'lea.lead'],
  r_board: ['bea.b', 'bob.b', 'ben.b'],
  r_vp: ['vic.vp'],
}).directory();

const play = (acts: readonly object[]) => {
  const sample = sampleSchema.parse({
    id: 'one',
    name: 'One',
    story: 'Everything a script can say.',
    requester: 'max.dev',
    submitted: '2026-10-19T14:00:00Z',
    form: {},
    metrics: {},
    acts,
    expected: { tier: null, outcome: null, trail: [] },
  });
  return playSample(compile(drawing.diagram(), 'draft'), sample, staff, null);
};

test('a script says all that people may do', () => {
  const played = play([
    { do: 'claim', node: 'g', by: 'ann.lead' },
    { do: 'release', node: 'g', by: 'ann.lead' },
    { do: 'recuse', node: 'g', by: 'ben.b', reason: 'Built version 2' },
    { do: 'delegate', node: 'g', by: 'bob.b', to: 'vic.vp' },
    { do: 'add', node: 'g', by: 'ann.lead', to: 'lea.lead' },
    { do: 'escalate', node: 'g', by: 'ann.lead', role: 'r_vp', reason: 'It is late' },
    { do: 'suspend', by: 'vic.vp', reason: 'An audit' },
    { do: 'resume', by: 'vic.vp', reason: 'It is over' },
    { do: 'sign', node: 'g', by: 'lea.lead' },
    { do: 'sign', node: 'g', by: 'vic.vp' },
    {
      do: 'sign',
      node: 'g',
      by: 'bea.b',
      verdict: 'conditional',
      conditions: [{ text: 'Watch it', owner: 'r_dev', effect: 'runsOn' }],
    },
    { do: 'sign', node: 'g', by: 'ann.lead' },
    { do: 'attach', on: 'ev_card', by: 'max.dev' },
    { do: 'affirm', node: 'g', by: 'ann.lead' },
    { do: 'finish', node: 's', by: 'max.dev' },
    { do: 'sign', node: 'g2', by: 'lea.lead' },
    { do: 'fulfil', by: 'max.dev', text: 'Watched' },
    { do: 'reassess', by: 'vic.vp' },
    { do: 'revoke', by: 'vic.vp', reason: 'It was wrong' },
  ]);
  expect(played.stopped).toBeNull();
  expect(played.trail.join(' ')).toBe('in g(conditional) s g2 e');
  expect(played.outcome).toBe('revoked');
  expect(played.request.conditions).toMatchObject([{ status: 'fulfilled' }]);
});

test('what a script leaves unsaid, or the engine refuses, ends the play there', () => {
  expect(play([{ do: 'add', node: 'g', by: 'ann.lead' }]).stopped).toMatchObject({ act: 0 });
  expect(play([{ do: 'fulfil', by: 'max.dev' }]).stopped?.says).toBe(
    'The script names no condition, and none is open.',
  );
  const stranger = play([{ do: 'recuse', node: 'g', by: 'max.dev', reason: 'x' }]).stopped;
  expect(stranger?.refusal?.refused).toBe('not_allowed');
});
