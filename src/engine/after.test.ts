import { describe, expect, it, test } from 'vitest';
import type { Event } from '#engine/event.ts';
import { as } from '#model/ids.ts';
import { canonical } from '#model/canonical.ts';
import { request } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { number, people, sop } from '../../test/builders/sop.ts';

const staff = people({
  r_dev: ['max.dev', 'eva.dev'],
  r_lead: ['ann.lead'],
  r_own: ['olga.own'],
}).directory();
const start = () =>
  sop().role('r_dev').role('r_lead').role('r_own').requesters('r_dev').owner('r_own');
/** Every event is written as canonical JSON says (law 8). */
const isCanonical = (events: readonly Event[]): void => {
  for (const event of events) expect(JSON.stringify(event)).toBe(canonical(event));
};

const drawn = () =>
  start()
    .intake()
    .subprocess('sub', { sop: 'sop/child', version: 'a'.repeat(64) })
    .end('e_ok', { outcome: 'approved' })
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'sub')
    .flow('sub', 'e_ok', 'approved', 'completed')
    .flow('sub', 'e_no', 'rejected');
const other = (q: Play) =>
  q.system({ type: 'report', child: as<never>('r1.t9'), outcome: 'approved' });
const withdraw = (q: Play) => q.system({ type: 'withdraw', reason: 'Its parent was withdrawn.' });
const issuing = () =>
  start()
    .intake()
    .parallel('p')
    .step('s', { R: 'r_dev' })
    .end('e_token', { outcome: 'approved', issues: true })
    .end('e')
    .path('in', 'p', 'e_token')
    .path('p', 's', 'e');
const issued = () => request(issuing().diagram(), staff).submit('max.dev');
const certify = (q: Play, token = 't2') =>
  q.system({ type: 'certify', token: as<never>(token), jws: 'eyJ.eyJ.sig' });
const ended = () => {
  const d = start()
    .intake({ amount: number() })
    .gate('g', {
      A: 'r_lead',
      items: { psi: { text: 'No drift', check: 'metrics.psi <= 0.1' }, man: 'Read' },
      evidence: { ev_m: 'metrics' },
    })
    .end('e', { outcome: 'approved' })
    .path('in', 'g', 'e');
  return request(d.diagram(), staff)
    .submit('max.dev', { amount: 1 })
    .attach('max.dev', 'ev_m', { psi: 0.05 })
    .open('ann.lead', 'ev_m')
    .answer('ann.lead', 'g', { man: 'pass' })
    .sign('ann.lead', 'g');
};

const revoke = (by: string, reason: string) => (q: Play) => q.act(by, { type: 'revoke', reason });
const plain = () => request(start().intake().end('e').path('in', 'e').diagram(), staff);

describe('a subprocess', () => {
  const child = as<never>('r1.t1');

  it('goes on by the end its child came to', () => {
    const p = request(drawn().diagram(), staff).submit('max.dev');
    p.system({ type: 'report', child, outcome: 'rejected' });
    expect(p.last).toEqual(['childEnded', 'moved', 'ended', 'completed']);
    expect(p.state.outcome).toBe('rejected');
    isCanonical(p.events);
  });

  it('hears of an end once, and of its own child only', () => {
    const p = request(drawn().diagram(), staff).submit('max.dev');
    expect(p.refused(other).refused).toBe('not_your_child');
    const again = request(drawn().parallel('p').end('e_z').diagram(), staff).submit('max.dev');
    again.system({ type: 'report', child, outcome: 'approved' });
    expect(
      again.refused((q) => q.system({ type: 'report', child, outcome: 'rejected' })).refused,
    ).toBe('completed');
  });

  it('is not let go on by a person', () => {
    const p = request(drawn().diagram(), staff).submit('max.dev');
    const { refused } = p.refused((q) =>
      q.act('olga.own', { type: 'report', child, outcome: 'approved' }),
    );
    expect(refused).toBe('not_allowed');
  });

  it('whose child ends as no flow expects is an incident; a version with that flow and a retry go on', () => {
    const p = request(drawn().diagram(), staff).submit('max.dev');
    p.system({ type: 'report', child, outcome: 'expired' });
    expect(p.state.incidents).toEqual([{ code: 'no_route', node: 'sub' }]);
    p.retry('olga.own');
    expect(p.state.incidents).toEqual([{ code: 'no_route', node: 'sub' }]);
    p.migrate('olga.own', drawn().flow('sub', 'e_no', 'expired').diagram()).retry('olga.own');
    expect(p.state).toMatchObject({ status: 'completed', outcome: 'rejected' });
  });

  it('is asked for by the system, in the name of who asked for the parent', () => {
    const submit = {
      type: 'submit',
      request: child,
      sop: as<never>('sop/child'),
      form: {},
      parent: { request: as<never>('r1'), token: as<never>('t1') },
      requester: as<never>('max.dev'),
    } as const;
    // Whoever may not submit by themselves may still need a request of theirs looked at.
    const p = request(
      start().requesters('r_lead').intake().end('e').path('in', 'e').diagram(),
      staff,
    );
    p.system(submit);
    expect(p.state).toMatchObject({ requester: 'max.dev', parent: submit.parent });
    isCanonical(p.events);
  });

  it('cannot be forged: a person names neither parent nor requester', () => {
    const parent = { request: as<never>('r1'), token: as<never>('t1') };
    const base = { type: 'submit', request: child, sop: as<never>('sop/child'), form: {} } as const;
    for (const more of [{ parent }, { requester: as<never>('eva.dev') }])
      expect(plain().refused((q) => q.act('max.dev', { ...base, ...more })).refused).toBe(
        'not_allowed',
      );
  });

  it('cannot be pre-empted: nobody takes its name before it is asked for', () => {
    const named = {
      type: 'submit',
      request: child,
      sop: as<never>('sop/child'),
      form: {},
    } as const;
    expect(plain().refused((q) => q.act('max.dev', named)).refused).toBe('malformed');
    const elsewhere = { request: as<never>('r2'), token: as<never>('t1') };
    expect(
      plain().refused((q) =>
        q.system({ ...named, parent: elsewhere, requester: as<never>('max.dev') }),
      ).refused,
    ).toBe('malformed');
  });

  it('withdrawn with its parent: the system may, where there is one', () => {
    const alone = request(
      start().intake().step('s', { R: 'r_dev' }).end('e').path('in', 's', 'e').diagram(),
      staff,
    );
    alone.submit('max.dev');
    expect(alone.refused(withdraw).refused).toBe('not_allowed');
  });
});

describe('an approval token', () => {
  it('is issued by the end, and signed afterwards by the system, also after the request has ended', () => {
    const p = issued();
    const token = p.event('issued').token;
    expect(p.state.issued).toEqual([{ token, node: 'e_token', n: 0, certified: null }]);
    p.finish('max.dev', 's');
    expect(p.state.status).toBe('completed');
    certify(p, token);
    expect(p.state.issued).toMatchObject([{ certified: 2 }]);
    isCanonical(p.events);
  });

  it('is signed once, and only where one was issued', () => {
    const p = issued();
    const { token } = p.event('issued');
    expect(p.refused((q) => certify(q, 't99')).refused).toBe('not_issued');
    certify(p, token);
    expect(p.refused((q) => certify(q, token)).refused).toBe('no_change');
  });

  it('is not signed by a person', () => {
    const p = issued();
    const { token } = p.event('issued');
    const forged = (q: Play) =>
      q.act('olga.own', { type: 'certify', token, jws: 'eyJ.eyJ.forged' });
    expect(p.refused(forged).refused).toBe('not_allowed');
  });

  it('is signed while the request is suspended', () => {
    const p = issued();
    p.act('olga.own', { type: 'suspend', reason: 'Something is wrong' });
    certify(p, p.event('issued').token);
    expect(p.last).toEqual(['certified']);
  });
});

describe('after the decision', () => {
  it('the owner revokes, with a reason, once', () => {
    const p = ended();
    expect(p.state.outcome).toBe('approved');
    expect(p.refused(revoke('max.dev', 'no'))).toMatchObject({
      refused: 'not_allowed',
      who: ['olga.own'],
    });
    expect(p.refused(revoke('olga.own', ' ')).refused).toBe('reason_needed');
    revoke('olga.own', 'The model leaks')(p);
    expect(p.state).toMatchObject({ status: 'completed', outcome: 'revoked' });
    expect(p.refused(revoke('olga.own', 'again'))).toMatchObject({
      refused: 'no_change',
      says: 'There is no approval to revoke: this request ended revoked.',
    });
    isCanonical(p.events);
  });

  it('what still runs is withdrawn, not revoked', () => {
    const p = request(
      start().intake().step('s', { R: 'r_dev' }).end('e').path('in', 's', 'e').diagram(),
      staff,
    ).submit('max.dev');
    expect(p.refused((q) => q.act('olga.own', { type: 'revoke', reason: 'no' })).refused).toBe(
      'not_allowed',
    );
  });

  it('reassessment says what the checks say of today’s data, and changes nothing else', () => {
    const p = ended();
    const before = p.state;
    p.act('olga.own', { type: 'reassess', metrics: { psi: 0.4 } });
    expect(p.event('reassessed').results).toEqual([
      { item: 'g_psi', result: 'fail', seen: { 'metrics.psi': 0.4 } },
    ]);
    expect({ ...p.state, n: 0, at: 0 }).toEqual({ ...before, n: 0, at: 0 });
    p.act('olga.own', { type: 'reassess' });
    expect(p.event('reassessed').results).toMatchObject([{ result: 'pass' }]);
    isCanonical(p.events);
  });

  test.each([
    ['max.dev', {}, 'not_allowed'],
    ['olga.own', { 'no name': 1 }, 'metrics_invalid'],
  ])('reassessment by %s on %j is refused', (by, metrics, code) => {
    const asked = (q: Play) => q.act(by, { type: 'reassess', metrics });
    expect(ended().refused(asked).refused).toBe(code);
  });
});
