import { describe, expect, test } from 'vitest';
import { number, oneOf, sop } from '../../test/builders/sop.ts';
import type { Drawing } from '../../test/builders/sop.ts';
import { blankDiagram } from '#model/blank.ts';
import { edited } from '#model/edit/edits.ts';
import type { Diagram } from '#model/diagram.ts';
import { findings } from './findings.ts';

/** A gate with all that is wanted of one, and ends for what it says. */
const whole = (): Drawing =>
  sop('Loan model')
    .role('r_dev')
    .role('r_lead')
    .requesters('r_dev')
    .owner('r_lead')
    .calendar('cal')
    .intake({ amount: number(0, 100) })
    .gate('g_credit', {
      A: 'r_lead',
      evidence: { ev_report: 'file' },
      sla: { minutes: 60, calendar: 'cal', breach: { role: 'r_lead' } },
    })
    .end('e_ok')
    .end('e_no', { outcome: 'rejected' })
    .path('in', 'g_credit', 'e_ok')
    .flow('g_credit', 'e_no', 'rejected');

const rulesOf = (diagram: Diagram): string[] =>
  findings(diagram).map(({ level, rule, at }) => `${level} ${rule} ${at.id ?? at.table}`);

describe('findings', () => {
  test('a diagram in order has none', () => {
    expect(findings(whole().diagram())).toEqual([]);
  });

  test.for<[string, () => Drawing, string[]]>([
    [
      'an SOP without an end',
      () => sop('S').role('r').intake().step('s', { R: 'r' }).path('in', 's').flow('s', 's'),
      ['error no_end control'],
    ],
    [
      'a node nothing leads to',
      () => whole().step('s_lost', { R: 'r_dev' }).path('s_lost', 'e_ok'),
      ['error unreachable s_lost'],
    ],
    [
      'a loop without a way out',
      () =>
        whole()
          .decision('d')
          .step('s_round', { R: 'r_dev' })
          .flow('g_credit', 's_round', 'returned')
          .path('s_round', 'd')
          .flow('d', 's_round')
          .flow('d', 's_round', { when: 'tier = "high"' }),
      ['error stuck s_round', 'error stuck d'],
    ],
    [
      'a decision with one way out',
      () => whole().decision('d').flow('g_credit', 'd', 'returned').flow('d', 'g_credit'),
      ['warning idle_decision d'],
    ],
    [
      'a gate that can only approve',
      () =>
        sop('S')
          .role('r')
          .calendar('c')
          .intake()
          .gate('g', {
            A: 'r',
            evidence: { ev: 'file' },
            sla: { minutes: 60, calendar: 'c', breach: { role: 'r' } },
          })
          .end('e')
          .path('in', 'g', 'e'),
      ['warning cannot_refuse g'],
    ],
    [
      'an item that could be waived where no waiver can leave',
      () =>
        sop('S')
          .role('r')
          .calendar('c')
          .intake()
          .gate('g', {
            A: 'r',
            evidence: { ev: 'file' },
            items: { c1: { text: 'Tested', waivable: true } },
            sla: { minutes: 60, calendar: 'c', breach: { role: 'r' } },
          })
          .end('e')
          .end('e_no')
          .path('in', 'g')
          .flow('g', 'e', 'approved')
          .flow('g', 'e_no', 'rejected'),
      ['warning no_conditional_flow g'],
    ],
    [
      'a notification that tells nobody',
      () => whole().notify('n', []).flow('g_credit', 'n', 'returned').path('n', 'e_no'),
      ['warning notify_nobody n'],
    ],
    [
      'a subprocess without an SOP',
      () =>
        whole().subprocess('x').flow('g_credit', 'x', 'returned').flow('x', 'e_no', 'completed'),
      ['error subprocess_without_sop x'],
    ],
    [
      'a node without a name',
      () =>
        whole()
          .step('s', { name: ' ', R: 'r_dev' })
          .flow('g_credit', 's', 'returned')
          .path('s', 'g_credit'),
      ['warning empty_label s'],
    ],
    [
      'a range that nothing fits',
      () => whole().intake({ share: number(10, 5) }),
      ['error empty_range fld_share'],
    ],
    [
      'a label that says nothing',
      () =>
        whole()
          .step('s', { name: 'Review', R: 'r_dev' })
          .flow('g_credit', 's', 'returned')
          .path('s', 'g_credit'),
      ['hint vague_label s'],
    ],
    [
      'a role outside the directory',
      () => whole().role('r_new', { group: null }).assign('r_new', 'g_credit', 'C'),
      ['warning role_without_people r_new'],
    ],
    [
      'a gate without a time limit and without evidence',
      () =>
        whole()
          .gate('g_two', { A: 'r_lead' })
          .flow('g_credit', 'g_two', 'returned')
          .path('g_two', 'e_ok')
          .flow('g_two', 'e_no', 'rejected'),
      ['warning gate_without_sla g_two', 'warning gate_without_evidence g_two'],
    ],
    [
      'an expression that cannot be read',
      () => whole().item('g_credit', 'c9', { check: 'metrics.auc >=' }),
      ['error feel_invalid g_credit_c9'],
    ],
    [
      'nothing to choose from',
      () => whole().intake({ kind: oneOf() }),
      ['error nothing_to_choose fld_kind'],
    ],
  ])('%s is found', ([, drawing, expected]) => {
    expect(rulesOf(drawing().diagram())).toEqual(expected);
  });

  test('a step before the gate may bring the evidence that is read there', () => {
    const d = sop('S')
      .role('r')
      .calendar('c')
      .intake()
      .step('s', { R: 'r', evidence: { ev: 'file' } })
      .gate('g', { A: 'r', sla: { minutes: 60, calendar: 'c', breach: { role: 'r' } } })
      .end('e')
      .end('e_no')
      .path('in', 's', 'g', 'e')
      .flow('g', 'e_no', 'rejected');
    expect(findings(d.diagram())).toEqual([]);
  });

  test('a new, blank SOP is told what it lacks, each thing once', () => {
    const blank = blankDiagram({ title: 'New SOP', zone: 'UTC' });
    expect(rulesOf(blank)).toEqual(['error no_way_on in', 'error no_end control']);
  });

  test('every mend takes its finding away', () => {
    const drawings = [
      whole().step('s_lost', { R: 'r_dev' }).path('s_lost', 'e_ok'),
      whole().decision('d').flow('g_credit', 'd', 'returned').flow('d', 'g_credit'),
      whole().notify('n', []).flow('g_credit', 'n', 'returned').path('n', 'e_no'),
      whole()
        .gate('g_two', { A: 'r_lead' })
        .flow('g_credit', 'g_two', 'returned')
        .path('g_two', 'e_ok')
        .flow('g_two', 'e_no', 'rejected'),
      sop('S').role('r').requesters('r').intake(),
    ];
    const mended = drawings.flatMap((drawing) => {
      const d = drawing.diagram();
      return findings(d).flatMap((finding) => {
        if (finding.mend === undefined) return [];
        const after = findings(edited(d, 'mend', finding.mend));
        const still = after.filter(
          ({ rule, at }) => rule === finding.rule && at.id === finding.at.id,
        );
        return [{ rule: finding.rule, still }];
      });
    });
    expect(mended.length).toBeGreaterThanOrEqual(5);
    expect(mended.filter(({ still }) => still.length > 0)).toEqual([]);
  });
});
