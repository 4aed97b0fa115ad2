import { describe, expect, test } from 'vitest';
import { templateDiagram } from '../../test/builders/templates.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, NodeId, RoleId } from '#model/ids.ts';
import { bandsByRole, laneRoleOf, roleAt } from './by-lanes.ts';
import { withPlaces } from './cases/judge.ts';
import { qualityOf } from './cases/quality.ts';
import { layoutDiagram } from './layout.ts';
import { sizeOf } from './sizes.ts';

const diagram = { ...templateDiagram('general/policy-exception'), layout: {} };

describe('in lanes', () => {
  test.for([
    ['role', 'LR'],
    ['role', 'TB'],
    ['both', 'LR'],
    ['phase', 'LR'],
    ['phase', 'TB'],
    ['none', 'LR'],
    ['none', 'TB'],
  ] as const)(
    '%s %s: no flow through a node, no node on another, no label on one',
    ([lanes, direction]) => {
      const laid = withPlaces(
        diagram,
        layoutDiagram(diagram, { lanes: { lanes, direction } }).places,
      );
      const { through, nodeOnNode, labelOnNode, slanted } = qualityOf(laid);
      expect({ through, nodeOnNode, labelOnNode, slanted }).toEqual({
        through: 0,
        nodeOnNode: 0,
        labelOnNode: 0,
        slanted: 0,
      });
    },
  );

  test.for(['LR', 'TB'] as const)(
    '%s: every gate and step stands in the lane of who keeps or does it',
    (direction) => {
      const { places } = layoutDiagram(diagram, { lanes: { lanes: 'role', direction } });
      const laid = withPlaces(diagram, places);
      const bands = bandsByRole(laid, direction);
      for (const node of Object.values(laid.nodes)) {
        const role = laneRoleOf(laid, node);
        const at = laid.layout[node.id];
        if (role === null || at?.x === undefined || at.y === undefined) continue;
        const { w, h } = sizeOf(node);
        expect({
          node: node.id,
          role: roleAt(bands, { x: at.x + w / 2, y: at.y + h / 2 }),
        }).toEqual({ node: node.id, role });
      }
    },
  );

  test('handed over, a gate has one keeper, and who took it has nothing else there', () => {
    const heard = Object.values(diagram.assignments).find(
      (row) => row.letter !== 'A' && diagram.nodes[row.node]?.kind === 'gate',
    );
    const gate = heard?.node ?? as<NodeId>('');
    const rows = Object.values(diagram.assignments).filter((row) => row.node === gate);
    const was = rows.find((row) => row.letter === 'A');
    const other = heard?.role ?? as<RoleId>('');
    const after = edited(diagram, 'handOver', {
      node: gate,
      role: other,
      id: as<AssignmentId>('a_new'),
    });
    const its = Object.values(after.assignments).filter((row) => row.node === gate);
    expect(its.filter((row) => row.letter === 'A').map((row) => row.role)).toEqual([other]);
    expect(its.filter((row) => row.role === other)).toHaveLength(1);
    expect(its.some((row) => row.role === was?.role)).toBe(false);
  });
});
