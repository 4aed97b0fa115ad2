import { expect, test } from 'vitest';
import { repair } from '#model/repair.ts';
import { gateNumber } from '#model/rows.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { number, oneOf, people, sop } from './sop.ts';

const loan = () =>
  sop('Loan model')
    .role('r_dev')
    .role('r_lead')
    .role('r_board')
    .requesters('r_dev')
    .calendar('cal')
    .intake({ amount: number(0, 100), risk: oneOf('low', 'high') })
    .tier('high', 'form.amount > 50')
    .tier('low', 'true')
    .step('s_build', { R: 'r_dev', edits: ['amount'], evidence: { ev_pkg: 'file' } })
    .gate('g_review', {
      A: 'r_lead',
      S: { role: 'r_board', quorum: 2 },
      items: { c1: 'Tested', c2: { text: 'Good', check: 'form.amount < 90' } },
      sla: { minutes: 480, breach: { role: 'r_lead' } },
    })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 's_build', 'g_review', 'e_ok')
    .flow('g_review', 'e_no', 'rejected')
    .flow('g_review', 's_build', 'returned')
    .diagram();

test('a drawing in words is a diagram without findings', () => {
  const d = loan();
  expect(repair(d)).toEqual({ diagram: d, findings: [] });
  expect(Object.keys(d.flows)).toContain('f_g_review__e_ok__approved_conditional');
  expect(gateNumber(d, as<NodeId>('g_review'))).toBe('1');
});

test('a drawing that names what is not there is refused', () => {
  expect(() => sop().path('in', 'nowhere').diagram()).toThrow('not there');
});

test('people staff groups and may be away', () => {
  const staff = people({ r_lead: ['ann.lead'] })
    .away('ann.lead', { substitute: 'eva.dev' })
    .person('eva.dev')
    .directory();
  expect(Object.values(staff.people).map(({ name }) => name)).toEqual(['Ann Lead', 'Eva Dev']);
});
