/** The seeded random processes of the layout's cases as SOPs: phases as frames, keepers as trees, routes as they are drawn. */
import { randomLanes } from '#layout/cases/random.ts';
import type { Diagram } from '#model/diagram.ts';
import { sop } from '../builders/sop.ts';
import type { RouteWords } from '../builders/sop.ts';

export function randomSop(seed: number, n = 10 + ((seed * 37) % 51)): Diagram {
  const lanes = randomLanes(seed, n, () => ({ w: 0, h: 0 }));
  const drawing = sop(`Random ${seed}`);
  for (const { id } of lanes.roles ?? []) drawing.role(id, { name: `Role ${id}` });
  for (const { id } of lanes.phases ?? []) drawing.phase(id, `Phase ${id}`);
  const kinds = new Map(lanes.nodes.map((node) => [node.id, node.kind]));
  const id = (node: string): string => (kinds.get(node) === 'intake' ? 'in' : node);
  for (const node of lanes.nodes) {
    const words = { name: node.label ?? '', phase: node.phase ?? 'p0' };
    const seats = { A: node.role ?? 'r0' };
    if (node.kind === 'intake') drawing.intake({}, words);
    else if (node.kind === 'step') drawing.step(node.id, { ...words, R: seats.A });
    else if (node.kind === 'gate') drawing.gate(node.id, { ...words, ...seats });
    else if (node.kind === 'decision') drawing.decision(node.id, words);
    else if (node.kind === 'parallel') drawing.parallel(node.id, words);
    else if (node.kind === 'wait') drawing.wait(node.id, 'P2D', words);
    else if (node.kind === 'notify') drawing.notify(node.id, ['requester'], words);
    else drawing.end(node.id, words);
  }
  const defaults = new Set<string>();
  for (const { source, target, label = '', outcome = '' } of lanes.edges) {
    const kind = kinds.get(source);
    let route: RouteWords = [];
    if (kind === 'gate')
      route = outcome === 'returned' || outcome === 'rejected' ? [outcome] : ['approved'];
    else if (kind === 'decision') {
      const first = !defaults.has(source);
      defaults.add(source);
      route = first ? [{ default: true }] : [{ when: `tier = "${label || 'other'}"` }];
    }
    drawing.flow(id(source), id(target), ...route);
  }
  return drawing.diagram();
}
