import { expect, it } from 'vitest';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { sop } from '../../test/builders/sop.ts';
import { leftBehind } from './left-behind.ts';

const role = as<NodeId>('r');

it('a role in use leaves its gates, escalations, notifications and the SOP’s owner behind', () => {
  const d = sop('Small')
    .role('r')
    .role('r2')
    .owner('r')
    .calendar('cal')
    .intake({})
    .gate('g', { A: 'r', sla: { minutes: 60, breach: { role: 'r2' } } })
    .gate('g2', { A: 'r2', S: 'r', sla: { minutes: 60, breach: { role: 'r' } } })
    .end('e')
    .path('in', 'g', 'g2', 'e')
    .diagram();
  expect(leftBehind(d, [role])).toBe(
    '1 gate without a keeper, 1 other assignment taken away, 1 escalation to nobody, the SOP without an owner',
  );
});

it('a role nobody uses leaves nothing, and neither does one deleted with its gate', () => {
  const d = sop('Small').role('r').intake({}).gate('g', { A: 'r' }).end('e').path('in', 'g', 'e');
  expect(leftBehind(d.diagram(), [role, as<NodeId>('g')])).toBeNull();
});
