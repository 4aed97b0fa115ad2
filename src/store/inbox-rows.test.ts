/** What of a request stands in whose inbox, as rows: beside open work, gates to be signed again and conditions. */
import { expect, it } from 'vitest';
import { request } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';
import { inboxRows } from './inbox-rows.ts';

const staff = people({
  r_dev: ['max.dev', 'mia.dev'],
  r_lead: ['ann.lead'],
  r_board: ['bob.b', 'bea.b'],
}).directory();

/** A gate with two conditions, then a step, during which the evidence may be replaced. */
const drawing = (effect: 'runsOn' | 'end') =>
  request(
    sop()
      .role('r_dev')
      .role('r_lead')
      .role('r_board')
      .requesters('r_dev')
      .intake({ amount: number() })
      .gate('g', { A: 'r_lead', S: 'r_board', evidence: { ev_card: 'metrics' } })
      .step('s_fix', { R: 'r_dev' })
      .end('e', { outcome: 'approved' })
      .path('in', 'g', 's_fix', 'e')
      .diagram(),
    staff,
  )
    .submit('max.dev', { amount: 5 })
    .attach('max.dev', 'ev_card', { auc: 0.9 })
    .open('bob.b', 'ev_card')
    .open('ann.lead', 'ev_card')
    .sign('bob.b', 'g', 'conditional', {
      conditions: [
        { text: 'Cap it', owner: 'r_dev', effect },
        { text: 'Watch it', owner: 'r_board', effect },
      ],
    })
    .sign('ann.lead', 'g');

const rowsOf = (play: Play): string[] =>
  inboxRows(play.compiled, play.state, play.directory)
    .filter(({ owner }) => !owner.startsWith('watch/'))
    .map(({ owner, work }) => `${work} ${owner}`)
    .toSorted();
const conditions = ['g#1/c1 max.dev', 'g#1/c2 r_board'];

it('a condition stands with its owners by its due time: the requester alone, or a group', () => {
  const play = drawing('runsOn');
  expect(rowsOf(play)).toEqual([...conditions, 's_fix#1 max.dev']);
  const due = play.state.conditions.map((each) => each.due);
  const rows = inboxRows(play.compiled, play.state, play.directory);
  expect(rows.filter(({ work }) => work.includes('/c')).map((row) => row.due)).toEqual(due);
});

it('a condition stands there after the end too, and goes with what settles it', () => {
  const play = drawing('runsOn').finish('max.dev', 's_fix');
  expect(play.state.status).toBe('completed');
  expect(rowsOf(play)).toEqual(conditions);
  expect(rowsOf(play.fulfil('max.dev', 'g#1/c1').waiveCondition('bob.b', 'g#1/c2'))).toEqual([]);
});

it('an overdue condition stands with the keeper of its gate as well', () => {
  const play = drawing('runsOn').finish('max.dev', 's_fix');
  play.later(1000 * 86_400_000);
  while (play.state.conditions.some((each) => !each.overdue)) play.tick();
  expect(rowsOf(play)).toEqual([...conditions, 'g#1/c1 r_lead', 'g#1/c2 r_lead'].toSorted());
});

it('nobody is asked while the request is suspended', () => {
  expect(rowsOf(drawing('end').suspend('max.dev'))).toEqual([]);
});

it('a gate that was overtaken stands with its signers, and with the groups that would take their place', () => {
  const play = drawing('runsOn').attach('max.dev', 'ev_card', { auc: 0.1 });
  expect(play.last).toContain('overtaken');
  expect(rowsOf(play)).toEqual(
    [
      ...conditions,
      's_fix#1 max.dev',
      ...['bob.b', 'ann.lead', 'r_board', 'r_lead'].map((owner) => `g#1 ${owner}`),
    ].toSorted(),
  );
});
