import { describe, expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { Event } from '#engine/event.ts';
import { day, request, utc } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { date, number, people, sop, text } from '../../test/builders/sop.ts';
import type { Drawing } from '../../test/builders/sop.ts';
import { hex } from '../../test/builders/token.ts';
import { approvalClaims } from './token-claims.ts';
import { claimsSchema } from './token.ts';
import type { Claims } from './token.ts';
import { utc as spoken } from './verify-token.ts';

const staff = people({
  r_dev: ['max.dev'],
  r_lead: ['ann.lead'],
  r_sec: ['sid.sec', 'eva.sec'],
}).holidays('hol', ['2026-10-20']);
const start = () => sop('Release').role('r_dev').role('r_lead').role('r_sec').requesters('r_dev');
const issuing = (fields: Parameters<Drawing['intake']>[0] = { model: text() }) =>
  start()
    .intake(fields)
    .gate('g', { A: 'r_lead', S: 'r_sec', name: 'Gate 1', evidence: { ev: 'file', ev_u: 'url' } })
    .end('e', { outcome: 'approved', issues: true });
const plain = (fields?: Parameters<Drawing['intake']>[0]) => issuing(fields).path('in', 'g', 'e');

function claimsOf(play: Play, log: Play['log'] = play.log): Claims {
  const entries = log.map(({ n, at, by, for: principal, events }) => ({
    stamp: { n, at, by, for: principal },
    events,
  }));
  const last = entries.findLastIndex(({ events }) => events.some(({ type }) => type === 'issued'));
  return approvalClaims({
    log: entries.slice(0, last + 1),
    token: play.event('issued').token,
    compiled: play.compiled,
    version: { number: 3, revision: 'C' },
    holidays: play.directory.holidays,
    issuer: 'urn:test',
  });
}
const brought = (
  drawing: Drawing,
  form = { model: 'pricing 2.3' } as object,
  who = staff.directory(),
) =>
  request(drawing.diagram(), who)
    .submit('max.dev', form as never)
    .attach('max.dev', 'ev')
    .attach('max.dev', 'ev_u')
    .open('sid.sec', 'ev')
    .open('sid.sec', 'ev_u')
    .open('ann.lead', 'ev')
    .open('ann.lead', 'ev_u');
const approved = (drawing: Drawing, form?: object) =>
  brought(drawing, form).sign('sid.sec', 'g').sign('ann.lead', 'g');

const first = (claims: Claims): string[] =>
  (claims.window?.open ?? [])
    .slice(0, 3)
    .flatMap(([from, to]) => [`${spoken(from)} to ${spoken(to)}`]);

describe('the claims', () => {
  it('say what was approved, under which version, when, and pass the schema', () => {
    const p = approved(plain());
    const claims = claimsOf(p);
    expect(claimsSchema.parse(claims)).toEqual(claims);
    const issued = p.log.at(-1)?.at ?? 0;
    expect(claims).toMatchObject({
      sub: 'pricing 2.3',
      iss: 'urn:test',
      iat: Math.floor(issued / 1000),
      exp: Math.floor(issued / 1000) + 90 * 86_400,
      jti: 'r1/t1',
      sop: { title: 'Release', version: 3, revision: 'C' },
      window: null,
    });
  });

  it('are the same whatever is said of the request afterwards', () => {
    const p = approved(plain());
    const before = claimsOf(p);
    p.comment('max.dev', 'Thanks').later(day);
    expect(claimsOf(p)).toEqual(before);
  });
});

describe('signers', () => {
  it('are those whose signatures counted, with role, gate and how they were known', () => {
    expect(claimsOf(approved(plain())).signers).toMatchObject([
      { id: 'sid.sec', role: 'r_sec', gate: 'g', gate_name: 'Gate 1', auth: 'none' },
      { id: 'ann.lead', role: 'r_lead', meaning: 'I decide' },
    ]);
  });

  it('not those of a round that was returned, nor a signature that was given again', () => {
    const drawing = plain()
      .step('s_fix', { R: 'r_dev' })
      .flow('g', 's_fix', 'returned')
      .flow('s_fix', 'g');
    const p = brought(drawing).sign('sid.sec', 'g', 'returned').finish('max.dev', 's_fix');
    p.open('eva.sec', 'ev').open('eva.sec', 'ev_u');
    p.sign('eva.sec', 'g').sign('eva.sec', 'g').sign('ann.lead', 'g');
    expect(claimsOf(p).signers.map(({ id }) => id)).toEqual(['eva.sec', 'ann.lead']);
  });

  it('a substitute signs on behalf of whom they stand in for', () => {
    const away = people({ r_dev: ['max.dev'], r_lead: ['ann.lead'], r_sec: ['sid.sec'] })
      .person('sue.sub')
      .away('ann.lead', { substitute: 'sue.sub' })
      .directory();
    const p = brought(plain(), { model: 'x' }, away).sign('sid.sec', 'g');
    p.open('sue.sub', 'ev').open('sue.sub', 'ev_u').sign('sue.sub', 'g');
    expect(claimsOf(p).signers.at(-1)).toMatchObject({ id: 'sue.sub', on_behalf_of: 'ann.lead' });
  });

  it('who signed a later change stands there too, last', () => {
    const drawing = issuing().step('s', { R: 'r_dev' }).path('in', 'g', 's', 'e');
    const p = approved(drawing).attach('max.dev', 'ev').finish('max.dev', 's');
    expect(p.state.tokens).toMatchObject([{ held: true }]);
    for (const by of ['sid.sec', 'ann.lead']) {
      p.open(by, 'ev');
      p.act(by, {
        type: 'affirm',
        node: as('g'),
        meaning: 'I affirm',
        seen: p.state.n,
        identity: { name: by, auth: 'passphrase' },
        nonce: '0'.repeat(32),
      });
    }
    expect(claimsOf(p).signers.map(({ id, verdict, auth }) => `${id} ${verdict} ${auth}`)).toEqual([
      'sid.sec approved none',
      'ann.lead approved none',
      'sid.sec affirmed passphrase',
      'ann.lead affirmed passphrase',
    ]);
  });

  it('a name that was erased leaves the person’s id', () => {
    const p = approved(plain());
    const log = p.log.map((entry) => ({
      ...entry,
      events: entry.events.map((event): Event =>
        event.type === 'signed'
          ? { ...event, identity: { ...event.identity, name: { redacted: true } as never } }
          : event,
      ),
    }));
    expect(claimsOf(p, log).signers[0]).toMatchObject({ id: 'sid.sec', name: 'sid.sec' });
  });
});

describe('artifacts', () => {
  it('are the digests the form names, and then no file that somebody attached', () => {
    const fields = { model: text(), digest: { label: 'Artifact digest', type: text() } };
    const form = { model: 'x', digest: `sha256:${hex('A')}` };
    expect(claimsOf(approved(plain(fields), form)).artifacts).toEqual([
      { name: 'Artifact digest', sha256: hex('a') },
    ]);
  });
  it('else the files attached; of a url only the address is known, so it is none', () => {
    const { artifacts } = claimsOf(approved(plain()));
    expect(artifacts).toMatchObject([{ name: 'ev' }]);
  });
});

it('conditions come along with their owner and state', () => {
  const p = brought(plain()).sign('sid.sec', 'g', 'conditional', {
    conditions: [{ owner: 'r_dev', text: 'Watch it' }],
  });
  p.sign('ann.lead', 'g');
  expect(claimsOf(p).conditions).toMatchObject([
    { id: 'g#1/c1', text: 'Watch it', owner: 'r_dev', blocks: 'runsOn', status: 'open' },
  ]);
});

describe('its end', () => {
  it('comes earlier where the version waits until the end of a day the request names', () => {
    const fields = { model: text(), until: date() };
    const drawing = issuing(fields)
      .parallel('p')
      .wait('w', { kind: 'until', at: 'form.until', edge: 'end' })
      .end('e_exp', { outcome: 'expired' })
      .path('in', 'g', 'p', 'e')
      .path('p', 'w', 'e_exp');
    const claims = claimsOf(approved(drawing, { model: 'x', until: '2026-11-01' }));
    expect(claims.exp).toBe(utc(2026, 11, 2) / 1000);
  });
});

describe('the deployment window', () => {
  const weekdays = [1, 2].map((on) => ({ day: on, from: 9 * 60, to: 17 * 60 }));
  const windowed = () =>
    issuing({ model: text(), amount: number() })
      .window('win', {
        open: weekdays as never,
        closed: [{ kind: 'holidays', list: as('hol'), workingDayBefore: false }],
      })
      .wait('w', { kind: 'window', window: 'win' })
      .parallel('p')
      .step('s', { R: 'r_dev' })
      .end('e_done');
  it('that the request waited for binds it: instants until its end, holidays left out', () => {
    const drawing = windowed().path('in', 'g', 'w', 'p', 'e').path('p', 's', 'e_done');
    const p = approved(drawing, { model: 'x', amount: 1 }).tick();
    // Issued on Monday 2026-10-19, 14:07; the Tuesday is a holiday.
    const claims = claimsOf(p);
    expect(first(claims).slice(1)).toEqual([
      '2026-10-26 09:00:00 UTC to 2026-10-26 17:00:00 UTC',
      '2026-10-27 09:00:00 UTC to 2026-10-27 17:00:00 UTC',
    ]);
    expect(claims.window?.open[0]?.[0]).toBe(claims.iat);
    expect(claims.window?.open.at(-1)?.[1]).toBeLessThanOrEqual(claims.exp);
  });

  it('that is still to come on another branch binds it too', () => {
    const drawing = windowed().path('in', 'g', 'p', 'e').path('p', 's', 'w', 'e_done');
    expect(claimsOf(approved(drawing, { model: 'x', amount: 1 })).window).not.toBeNull();
  });

  it('does not bind what goes around it', () => {
    const drawing = windowed()
      .decision('d')
      .path('in', 'g', 'p', 'e')
      .path('p', 'd')
      .flow('d', 's', { when: 'form.amount > 5' })
      .flow('d', 'w', { default: true })
      .path('w', 's', 'e_done');
    const claims = (amount: number) => claimsOf(approved(drawing, { model: 'x', amount })).window;
    expect(claims(9)).toBeNull();
    expect(claims(1)).not.toBeNull();
  });
});
