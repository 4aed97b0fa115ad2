import { describe, expect, it } from 'vitest';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { NodeId } from '#model/ids.ts';
import { nodesOf } from '#model/rows.ts';
import { sop } from '../../test/builders/sop.ts';
import { clipOf, pasted } from './clipboard.ts';

const one = sop('One')
  .role('r_legal', { name: 'Legal' })
  .role('r_risk', { name: 'Risk' })
  .calendar('cal')
  .intake({})
  .gate('g', { A: 'r_legal', S: 'r_risk', sla: { minutes: 60, breach: { role: 'r_risk' } } })
  .end('e')
  .path('in', 'g', 'e')
  .diagram();
const text = clipOf(one, [as<NodeId>('g')]);

describe('a gate pasted into another SOP', () => {
  const other = sop('Two').role('r_other', { name: 'legal ' }).intake({}).diagram();
  const clip = pasted(text, other);
  if (clip === null) throw new Error('no clip');
  const d = edited(other, 'paste', { diagram: clip.diagram, dx: 0, dy: 0 });

  it('takes the roles of the same name, and brings along those that are not there', () => {
    const names = nodesOf(d, 'role').map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Risk', 'legal ']);
    const [gate] = nodesOf(d, 'gate');
    const roles = Object.fromEntries(
      Object.values(d.assignments).map(({ letter, role }) => [letter, d.nodes[role]?.name]),
    );
    expect(roles).toEqual({ A: 'legal ', S: 'Risk' });
    const breach = gate?.sla?.breach;
    expect(breach?.kind === 'escalate' ? d.nodes[breach.role]?.name : '').toBe('Risk');
  });
  it('is what was pasted; the roles that came along are not', () => {
    expect(clip.nodes.map((id) => d.nodes[id]?.kind)).toEqual(['gate']);
  });
});

describe('a clip', () => {
  it('pasted where it was copied uses the roles that are there', () => {
    const clip = pasted(text, one);
    if (clip === null) throw new Error('no clip');
    const d = edited(one, 'paste', { diagram: clip.diagram, dx: 0, dy: 0 });
    expect(nodesOf(d, 'role')).toHaveLength(2);
  });
  it('that is something else, broken or too long is left alone', () => {
    for (const other of ['', 'Review', '{', '{"countersign":"clip"}', `{${' '.repeat(3_000_000)}`])
      expect(pasted(other, one)).toBeNull();
  });
  it('with rows that cannot be read keeps the others', () => {
    const broken = JSON.stringify({
      countersign: 'clip',
      format: 1,
      rows: {
        nodes: { x: { id: 'x', kind: 'nothing' }, s: { id: 's', kind: 'step', name: 'Do' } },
      },
    });
    expect(pasted(broken, one)?.nodes).toHaveLength(1);
  });
});
