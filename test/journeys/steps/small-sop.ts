/** A small SOP as a file: one form, one gate, three who may sign, one of whom also submits. */
import { number, people, sop, text } from '../../builders/sop.ts';
import { writeSop } from '#formats/sop.ts';
import { as } from '#model/ids.ts';
import type { SopId } from '#model/ids.ts';

const staff = people({
  r_lead: ['ann.lead', 'bea.lead', 'cem.lead'],
  r_staff: ['ann.lead', 'dan.staff'],
}).directory();

/** The small purchase, with a decision on the form right after the intake where a condition is given. */
function smallDrawing(when?: string) {
  const drawing = everything();
  if (when === undefined) return drawing.path('in', 'g_review');
  return drawing
    .decision('d_dear', { name: 'Is it dear?' })
    .end('e_dear', { name: 'Too dear', outcome: 'rejected' })
    .path('in', 'd_dear', 'g_review')
    .flow('d_dear', 'e_dear', { when });
}

const everything = () =>
  sop('Small purchase')
    .control({ subject: ['fld_item'], purpose: 'Nobody buys alone.', industry: 'general' })
    .role('r_lead', { name: 'Team lead' })
    .role('r_staff', { name: 'Staff' })
    .requesters('r_staff')
    .owner('r_lead')
    .calendar('cal')
    .intake({
      item: { type: text(60, 3), label: 'Item' },
      price: { type: number(1, 500), label: 'Price' },
    })
    .gate('g_review', {
      name: 'Purchase review',
      A: 'r_lead',
      R: 'r_staff',
      items: { c1: 'The price is fair' },
      evidence: { ev_offer: { kind: 'file', name: 'Offer' } },
      sla: { minutes: 480, breach: { role: 'r_lead' } },
    })
    .step('s_fix', { name: 'Mend the purchase', R: 'r_staff', edits: ['item', 'price'] })
    .end('e_ok', { name: 'Bought', outcome: 'approved' })
    .end('e_no', { name: 'Not bought', outcome: 'rejected' })
    .path('g_review', 'e_ok')
    .flow('g_review', 's_fix', 'returned')
    .flow('s_fix', 'g_review')
    .flow('g_review', 'e_no', 'rejected');

/** As a `.sop.json`. */
export const smallSop = (when?: string): string =>
  writeSop({
    id: as<SopId>('sop_small'),
    revision: '1',
    diagram: smallDrawing(when).diagram(),
    directory: { groups: staff.groups, people: staff.people },
  });

const office = people({
  r_security: ['sam.sec'],
  r_lead: ['ann.lead', 'bea.lead', 'cem.lead'],
  r_staff: ['dan.staff', 'eve.staff'],
  r_owner: ['olga.owner'],
}).directory();

/** Two gates that ask for different people, a condition possible at the second, and an owner who may stop it all. */
export const twoGates = (): string =>
  writeSop({
    id: as<SopId>('sop_two_gates'),
    revision: '1',
    diagram: sop('Laptop abroad')
      .control({ subject: ['fld_item'], purpose: 'Nobody decides twice.', industry: 'general' })
      .role('r_security', { name: 'Security' })
      .role('r_lead', { name: 'Team lead' })
      .role('r_staff', { name: 'Staff' })
      .role('r_owner', { name: 'Process owner' })
      .requesters('r_staff')
      .owner('r_owner')
      .calendar('cal')
      .intake({ item: { type: text(60, 3), label: 'Item' } })
      .gate('g_security', {
        name: 'Security review',
        A: 'r_security',
        items: { c1: 'The disk is encrypted' },
        evidence: { ev_disk: { kind: 'file', name: 'Disk report' } },
        sla: { minutes: 480, breach: { role: 'r_lead' } },
      })
      .gate('g_lead', {
        name: 'Lead review',
        A: 'r_lead',
        items: { c1: 'The trip is needed' },
        evidence: { ev_plan: { kind: 'file', name: 'Travel plan' } },
        sla: { minutes: 480, breach: { role: 'r_security' } },
      })
      .end('e_ok', { name: 'Allowed', outcome: 'approved' })
      .end('e_no', { name: 'Not allowed', outcome: 'rejected' })
      .path('in', 'g_security', 'g_lead', 'e_ok')
      .flow('g_security', 'e_no', 'rejected')
      .flow('g_lead', 'e_no', 'rejected')
      .rule('apart', { kind: 'different', nodes: ['g_security', 'g_lead'] })
      .diagram(),
    directory: { groups: office.groups, people: office.people },
  });
