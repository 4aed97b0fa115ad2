import { describe, expect, it } from 'vitest';
import { canonical } from '#model/canonical.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Digest } from '#model/ids.ts';
import { request, utc } from '../../test/builders/request.ts';
import type { Play } from '../../test/builders/request.ts';
import { date, number, people, sop, text } from '../../test/builders/sop.ts';
import type { Drawing } from '../../test/builders/sop.ts';
import { compile } from './compile.ts';
import { migration } from './migrate.ts';

const staff = people({
  r_dev: ['max.dev'],
  r_lead: ['ann.lead'],
  r_sec: ['sid.sec'],
  r_own: ['olga.own'],
}).directory();
const start = () =>
  sop().role('r_dev').role('r_lead').role('r_sec').role('r_own').requesters('r_dev').owner('r_own');
const to = (diagram: Diagram) => compile(diagram, as<Digest>('b'.repeat(64)));
const plan = (p: Play, drawing: Drawing) => migration(p.compiled, to(drawing.diagram()), p.state);
const migrate = (drawing: Drawing) => (p: Play) => p.migrate('olga.own', drawing.diagram());

const gated = (fields = { amount: number() } as Parameters<Drawing['intake']>[0]) =>
  start()
    .intake(fields)
    .tier('high', 'true')
    .gate('g', {
      A: 'r_lead',
      S: 'r_sec',
      items: { one: 'Tested', two: { text: 'Small', check: 'true' } },
    })
    .end('e')
    .path('in', 'g', 'e');
const atGate = () => request(gated().diagram(), staff).submit('max.dev', { amount: 5 });

const ofStep = (f: Parameters<Drawing['intake']>[0]) =>
  start().intake(f).step('s', { R: 'r_dev' }).end('e').path('in', 's', 'e');
const lax = (waivable: boolean) => gated().item('g', 'one', { text: 'Tested', waivable });
const why = (p: Play, drawing: Drawing): string => {
  const refused = p.refused(migrate(drawing));
  expect(refused.refused).toBe('cannot_migrate');
  expect(plan(p, drawing)).toMatchObject({ verdict: 'no', says: [refused.says] });
  return refused.says;
};
const forked = (join = 'j') =>
  start()
    .intake()
    .parallel('p')
    .step('a', { R: 'r_dev' })
    .step('b', { R: 'r_lead' })
    .parallel(join)
    .end('e')
    .path('in', 'p', 'a', join, 'e')
    .path('p', 'b', join);
const oneWaits = () => request(forked().diagram(), staff).submit('max.dev').finish('max.dev', 'a');
const joined = (flow: string) => {
  const d = start()
    .intake()
    .parallel('p')
    .step('a', { R: 'r_dev' })
    .step('b', { R: 'r_lead' })
    .parallel('j')
    .end('e')
    .path('in', 'p', 'a')
    .path('p', 'b', 'j', 'e')
    .diagram();
  const row = {
    id: as<never>(flow),
    from: as<never>('a'),
    to: as<never>('j'),
    order: 'a5',
    route: { kind: 'always' },
  } as const;
  return { ...d, flows: { ...d.flows, [flow]: row } };
};
const waiting = (wait: string | Record<string, unknown>) =>
  start().intake({ on: date() }).wait('w', wait).end('e').path('in', 'w', 'e');

describe('yes', () => {
  it('where nothing of the request is touched', () => {
    const p = atGate();
    const more = gated().step('s_new', { R: 'r_dev' });
    expect(plan(p, more)).toMatchObject({ verdict: 'yes', says: [] });
    const before = p.state;
    migrate(more)(p);
    expect({ ...p.state, n: 0, at: 0, version: '' }).toEqual({
      ...before,
      work: before.work.map((work) => ({ ...work, recast: 1 })),
      n: 0,
      at: 0,
      version: '',
    });
    expect(p.state.version).toBe('b'.repeat(64));
    for (const event of p.events) expect(JSON.stringify(event)).toBe(canonical(event));
  });

  it('who looked before it has to look again', () => {
    const p = atGate().answer('sid.sec', 'g', { one: 'pass' });
    const seen = p.state.n;
    migrate(gated().step('s_new', { R: 'r_dev' }))(p);
    const refusal = p.refused((each) => each.sign('sid.sec', 'g', 'approved', { seen }));
    expect(refusal.refused).toBe('content_changed');
    expect(p.sign('sid.sec', 'g').last).toEqual(['signed']);
  });

  it('nothing was done by asking', () => {
    const p = atGate();
    const before = JSON.stringify(p.state);
    plan(p, gated().step('s_new', { R: 'r_dev' }));
    expect(JSON.stringify(p.state)).toBe(before);
  });

  it('a renamed key takes its value along, and when that changed', () => {
    const p = atGate();
    const renamed = gated({ amount: { key: 'sum', type: number() } });
    expect(plan(p, renamed).verdict).toBe('yes');
    migrate(renamed)(p);
    expect(p.state.form).toEqual({ sum: 5 });
    expect(p.event('migrated').renamed).toEqual([{ from: 'amount', to: 'sum' }]);
  });

  it('two keys that change places', () => {
    const fields = { a: { key: 'a', type: number() }, b: { key: 'b', type: number() } };
    const p = request(ofStep(fields).diagram(), staff).submit('max.dev', { a: 1, b: 2 });
    p.edit('max.dev', { a: 3 });
    migrate(ofStep({ a: { ...fields.a, key: 'b' }, b: { ...fields.b, key: 'a' } }))(p);
    expect(p.state.form).toEqual({ a: 2, b: 3 });
    expect(p.state.changed).toEqual({ b: 1 });
  });

  it('checks are evaluated anew', () => {
    const p = atGate();
    const strict = gated();
    migrate(strict.item('g', 'two', { text: 'Small', check: 'form.amount < 3' }))(p);
    expect(p.work('g').answers).toMatchObject({ g_two: { result: 'fail', by: null } });
  });
});

describe('yes, with', () => {
  it('signatures at open gates, which name the version, are asked for again', () => {
    const p = atGate().sign('sid.sec', 'g');
    expect(plan(p, gated().end('e2'))).toMatchObject({
      verdict: 'with',
      says: ['1 signature at “g” is asked for again.'],
    });
    migrate(gated().end('e2'))(p);
    expect(p.work('g').signatures).toEqual([]);
    expect(p.state.acted).toEqual({ g: ['sid.sec'] });
  });

  it('answers to a changed item are dropped, others stay', () => {
    const p = atGate().answer('ann.lead', 'g', { one: 'pass' });
    const changed = gated().item('g', 'one', 'Tested twice');
    expect(plan(p, changed)).toMatchObject({ verdict: 'with', answers: ['g_one'] });
    migrate(changed)(p);
    expect(Object.keys(p.work('g').answers)).toEqual(['g_two']);
  });

  it('what the engine said of an item is not taken for a person’s answer', () => {
    const p = atGate();
    migrate(gated().item('g', 'two', 'Small'))(p);
    expect(p.work('g').answers).toEqual({});
  });

  it('a waiver of an item that may not be waived any more falls', () => {
    const p = request(lax(true).diagram(), staff).submit('max.dev', { amount: 5 });
    p.waive('ann.lead', 'g', 'one');
    migrate(lax(false))(p);
    expect(p.work('g').waived).toEqual({});
  });

  it('the value of a field that is gone is left behind, and the tier follows', () => {
    const fields = { amount: number(), note: { required: false, type: text() } };
    const p = request(gated(fields).diagram(), staff).submit('max.dev', { amount: 5, note: 'x' });
    const other = start()
      .intake({ amount: number() })
      .tier('low', 'true')
      .gate('g', {
        A: 'r_lead',
        S: 'r_sec',
        items: { one: 'Tested', two: { text: 'Small', check: 'true' } },
      })
      .end('e')
      .path('in', 'g', 'e');
    expect(plan(p, other).says).toEqual([
      'The value of note is left behind: the version has no such field.',
      'The tier becomes low; it was high.',
    ]);
    migrate(other)(p);
    expect(p.state).toMatchObject({ form: { amount: 5 }, tier: 'low' });
  });
});

describe('no, because', () => {
  it('the node is missing, or of another kind', () => {
    expect(
      why(
        atGate(),
        start().intake({ amount: number() }).tier('high', 'true').end('e').path('in', 'e'),
      ),
    ).toBe('It is at “g”, which the version does not have.');
    const step = start()
      .intake({ amount: number() })
      .tier('high', 'true')
      .step('g', { R: 'r_dev' })
      .end('e')
      .path('in', 'g', 'e');
    expect(why(atGate(), step)).toBe('It is at “g”, which is a step in the version.');
  });

  it('the form does not fit', () => {
    expect(why(atGate(), gated({ amount: number(), why: text() }))).toBe(
      'The form does not fit the version: why: Fill this in.',
    );
  });

  it('a token waits at a join by a flow without counterpart', () => {
    const other = start()
      .intake()
      .parallel('p')
      .step('a', { R: 'r_dev' })
      .step('b', { R: 'r_lead' })
      .step('c', { R: 'r_lead' })
      .parallel('j')
      .end('e')
      .path('in', 'p', 'a', 'c', 'j', 'e')
      .path('p', 'b', 'j');
    expect(why(oneWaits(), other)).toBe(
      'It waits at the join “j” by a flow the version does not have (from “a”).',
    );
  });

  it('the fork by which tokens run side by side is missing, or does not hold them any more', () => {
    const without = start()
      .intake()
      .step('a', { R: 'r_dev' })
      .step('b', { R: 'r_lead' })
      .end('e')
      .path('in', 'a', 'b', 'e');
    const p = request(forked().diagram(), staff).submit('max.dev');
    expect(plan(p, without)).toMatchObject({
      verdict: 'no',
      says: [
        'It came to “a” by the fork “p”, which the version does not have.',
        'It came to “b” by the fork “p”, which the version does not have.',
      ],
    });
  });

  it('has ended, runs on it already, or is not the owner’s wish', () => {
    const p = atGate();
    expect(p.refused((q) => q.migrate('max.dev', gated().diagram()))).toMatchObject({
      refused: 'not_allowed',
      who: ['olga.own'],
    });
    migrate(gated().end('e2'))(p);
    expect(why(p, gated().end('e2'))).toBe('The request runs on this version already.');
    p.withdraw('max.dev');
    expect(p.refused(migrate(gated())).refused).toBe('completed');
  });
});

describe('what goes on', () => {
  it('a token waits on at its join by the flow from the same node', () => {
    const p = request(joined('f_old'), staff).submit('max.dev').finish('max.dev', 'a');
    p.migrate('olga.own', joined('f_new'));
    expect(p.event('migrated').via).toMatchObject([{ flow: 'f_new' }]);
    p.finish('ann.lead', 'b');
    expect(p.state.status).toBe('completed');
  });

  it('a wait keeps its instant, unless its spec changed', () => {
    const p = request(waiting('P5D').diagram(), staff).submit('max.dev', { on: '2026-11-01' });
    const instant = p.state.tokens[0]?.wake;
    p.later(3_600_000).migrate('olga.own', waiting('P5D').end('e2').diagram());
    expect(p.state.tokens[0]?.wake).toEqual(instant);
    p.migrate(
      'olga.own',
      waiting({ kind: 'until', at: 'form.on', edge: 'start' }).diagram(),
      'c'.repeat(64),
    );
    expect(p.state.tokens[0]?.wake).toEqual({ '': utc(2026, 11, 1) });
  });
});
