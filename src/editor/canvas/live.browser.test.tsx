import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { soon } from '../../../test/builders/soon.ts';
import { editing, element, pointer } from '../../../test/builders/editor.tsx';
import type { DraftHandle } from '#collab/draft.ts';
import { blankDiagram } from '#model/blank.ts';
import { edited } from '#model/edit/edits.ts';
import { as } from '#model/ids.ts';
import type { AssignmentId, FlowId, NodeId, RoleId } from '#model/ids.ts';

const [intake, gate, step, flow] = ['in', 'g', 's', 'f'];

/** With lanes: the lead keeps the gate, Legal the other one beneath. */
async function inLanes(): Promise<DraftHandle> {
  let d = blankDiagram({ title: 'Lanes', zone: 'UTC' });
  for (const [role, node, y] of [
    ['r_lead', 'g', 0],
    ['r_legal', 'g2', 400],
  ] as const) {
    d = edited(d, 'addNode', {
      node: { id: as<RoleId>(role), kind: 'role', name: role.slice(2), group: null },
    });
    d = edited(d, 'addNode', {
      node: { id: as<NodeId>(node), kind: 'gate', name: node, rule: 'veto' },
      at: { x: 340, y },
    });
    d = edited(d, 'assignRole', {
      id: as<AssignmentId>(`a_${node}`),
      role: as<RoleId>(role),
      node: as<NodeId>(node),
      letter: 'A',
    });
  }
  return editing(d);
}

/** An intake, a step it leads to, and a gate that stands between the two and takes no part. */
async function drawn(): Promise<DraftHandle> {
  let d = blankDiagram({ title: 'Live', zone: 'UTC' });
  d = edited(d, 'addNode', {
    node: { id: as<NodeId>(gate), kind: 'gate', name: 'Review', rule: 'veto' },
    at: { x: 340, y: 0 },
  });
  d = edited(d, 'addNode', {
    node: { id: as<NodeId>(step), kind: 'step', name: 'Build' },
    at: { x: 760, y: 200 },
  });
  d = edited(d, 'connect', {
    id: as<FlowId>(flow),
    from: as<NodeId>(intake),
    to: as<NodeId>(step),
  });
  return editing(d);
}

/** The corners of the drawn way: its ends and the control points of its rounded bends. */
function corners(): (readonly [number, number])[] {
  const d = document.querySelector(`[data-flow="${flow}"]`)?.getAttribute('d') ?? '';
  const found: (readonly [number, number])[] = [];
  for (const [, letter, numbers = ''] of d.matchAll(/([MLQ])([-\d. ]+)/g)) {
    const [x = NaN, y = NaN] = numbers.trim().split(' ').map(Number);
    if (letter !== 'L') found.push([x, y]);
  }
  const [end] = d.matchAll(/L([-\d.]+) ([-\d.]+)$/g);
  if (end !== undefined) found.push([Number(end[1]), Number(end[2])]);
  return found;
}

it('a flow runs level and upright around a node that stands in its way, in the middle of a drag', async () => {
  const draft = await drawn();
  const target = element(step);
  const box = target.getBoundingClientRect();
  const start = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const zoom = box.width / 200;
  pointer('down', target, start);
  // Up, to the level of the gate: straight through it would be shortest.
  for (const share of [0.2, 0.5, 0.8, 1]) {
    pointer('move', target, { x: start.x, y: start.y - 180 * zoom * share });
    await new Promise(requestAnimationFrame);
  }
  await soon(() => {
    const way = corners();
    expect(way.length).toBeGreaterThan(2);
    const { x: left = 0, y: top = 0 } = draft.diagram().layout[as<NodeId>(gate)] ?? {};
    for (const [k, [x, y]] of way.entries()) {
      const [u, v] = way[k + 1] ?? [x, y];
      expect(x === u || y === v).toBe(true);
      const apart =
        Math.max(x, u) <= left - 35 ||
        Math.min(x, u) >= left + 256 ||
        Math.max(y, v) <= top ||
        Math.min(y, v) >= top + 104;
      expect({ from: [x, y], to: [u, v], apart }).toMatchObject({ apart: true });
    }
    // It ends where the step is now, not where it was.
    expect(Math.abs((way.at(-1)?.[1] ?? 0) - 56)).toBeLessThan(60);
  });
  pointer('up', target, { x: start.x, y: start.y - 180 * zoom });
});

it("a gate dropped in another role's lane is kept by that role, and one undo gives both back", async () => {
  const draft = await inLanes();
  const before = draft.diagram();
  await page.getByRole('button', { name: 'Other layouts' }).click();
  await page.getByText('Show lanes by role').click();
  const target = element(gate);
  const box = target.getBoundingClientRect();
  const start = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const down = element('g2').getBoundingClientRect().top - box.top;
  // Beside the other gate, and off the edge of the canvas, where a drag would go on by itself.
  const right = -300 * (box.width / 256);
  pointer('down', target, start);
  for (const share of [0.2, 0.6, 1]) {
    pointer('move', target, { x: start.x + right * share, y: start.y + down * share });
    await new Promise(requestAnimationFrame);
  }
  await expect.element(page.getByText('Keeper becomes legal')).toBeInTheDocument();
  pointer('up', target, { x: start.x + right, y: start.y + down });
  const keepers = (): string[] =>
    Object.values(draft.diagram().assignments).flatMap((row) =>
      row.node === gate && row.letter === 'A' ? [row.role] : [],
    );
  await soon(() => {
    expect(keepers()).toEqual(['r_legal']);
  });
  draft.undo();
  expect(draft.diagram().layout).toEqual(before.layout);
  expect(draft.diagram().assignments).toEqual(before.assignments);
});
