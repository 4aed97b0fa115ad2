import { describe, expect, test } from 'vitest';
import { asks, owners, readingList, whoCan } from './asks.ts';
import { as } from '#model/ids.ts';
import { request } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { people, sop } from '../../test/builders/sop.ts';

const staff = () =>
  people({
    r_dev: ['max.dev', 'eva.dev'],
    r_lead: ['ann.lead', 'max.dev'],
    r_board: ['bob.b', 'bea.b'],
    r_legal: ['leo.legal'],
  });
const drawing = () =>
  sop()
    .role('r_dev')
    .role('r_lead', { name: 'Lead' })
    .role('r_board')
    .role('r_legal')
    .requesters('r_dev')
    .intake()
    .step('s', { R: 'r_dev', evidence: { ev_pkg: 'file' } })
    .gate('g', {
      A: 'r_lead',
      S: { role: 'r_board', quorum: 2 },
      C: 'r_legal',
      evidence: { ev_card: 'file' },
    })
    .end('e')
    .path('in', 's', 'g', 'e');
const at = (directory = staff().directory()) =>
  request(drawing().diagram(), directory).submit('max.dev').attach('max.dev', 'ev_pkg');
const ask = (p: Play, person: string) =>
  asks(p.compiled, p.state, as(person), p.directory, p.now).map((each) =>
    each.ok ? `${each.does} ${each.node}` : `${each.does} ${each.node}: ${each.refusal.refused}`,
  );

describe('asks', () => {
  test('a step asks the requester of the request, not every member of the role', () => {
    expect(ask(at(), 'max.dev')).toEqual(['work s']);
    expect(ask(at(), 'eva.dev')).toEqual([]);
  });
  test('a gate asks its signers until they have signed, and tells the requester why not', () => {
    const p = at().finish('max.dev', 's').attach('max.dev', 'ev_card');
    expect(ask(p, 'max.dev')).toEqual(['sign g: requester_cannot_sign']);
    expect(ask(p, 'bob.b')).toEqual(['sign g']);
    expect(ask(p, 'leo.legal')).toEqual(['recommend g']);
    p.recommend('leo.legal', 'g')
      .open('bob.b', 'ev_pkg')
      .open('bob.b', 'ev_card')
      .sign('bob.b', 'g');
    expect(ask(p, 'bob.b')).toEqual([]);
    expect(ask(p, 'leo.legal')).toEqual([]);
    p.attach('max.dev', 'ev_card');
    expect(ask(p, 'bob.b')).toEqual(['sign g']); // the signature is stale
  });
  test('a substitute is asked in their stead', () => {
    const p = at(staff().away('bob.b', { substitute: 'leo.legal' }).directory()).finish(
      'max.dev',
      's',
    );
    expect(ask(p, 'leo.legal')).toEqual(['recommend g', 'sign g']);
  });
});

test('who can: edges in signing order, the keeper last, then consultations', () => {
  const p = at().finish('max.dev', 's').attach('max.dev', 'ev_card');
  p.open('bob.b', 'ev_pkg').open('bob.b', 'ev_card').sign('bob.b', 'g');
  const rows = whoCan(p.compiled, p.state, p.work('g'), p.directory, p.now);
  expect(
    rows.map(({ letter, people: who, met, signed }) => [letter, who, met, signed.length]),
  ).toEqual([
    ['S', ['bea.b'], false, 1],
    ['A', ['ann.lead'], false, 0],
    ['C', ['leo.legal'], false, 0],
  ]);
});

test('the reading list is the gate’s own evidence and that of the steps since the last gate', () => {
  const p = at().finish('max.dev', 's');
  expect(readingList(p.compiled, p.state, p.work('g'))).toEqual(['ev_card', 'ev_pkg']);
});

test('inbox rows stand with the groups waited for, and with the requester', () => {
  const p = at();
  const of = () => owners(p.compiled, p.state, p.directory).map((each) => each.owner);
  expect(of()).toEqual(['max.dev']);
  p.finish('max.dev', 's');
  expect(of()).toEqual(['r_board', 'r_lead', 'r_legal']);
});
