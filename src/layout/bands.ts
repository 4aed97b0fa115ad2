/**
 * The three bands of LOOK.md §3: what is only reached by sending back stands above, the way to an approval in the middle,
 * what is only reached by a rejection or an expiry below.
 */
import type { Diagram, Flow } from '#model/diagram.ts';
import type { NodeId } from '#model/ids.ts';

export type Band = 'above' | 'path' | 'below';

export function bandsOf(diagram: Diagram): ReadonlyMap<NodeId, Band> {
  const flows = Object.values(diagram.flows);
  const bands = new Map<NodeId, Band>();
  const spread = (start: readonly NodeId[], band: Band, along: (flow: Flow) => boolean): void => {
    const open = start.filter((id) => !bands.has(id));
    for (const id of open) bands.set(id, band);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const flow of flows) {
        if (flow.from !== id || bands.has(flow.to) || !along(flow)) continue;
        bands.set(flow.to, band);
        open.push(flow.to);
      }
    }
  };
  const intakes = Object.values(diagram.nodes).filter((node) => node.kind === 'intake');
  spread(
    intakes.map((node) => node.id),
    'path',
    (flow) => !carries(flow, 'rejected', 'returned', 'expired'),
  );
  spread(
    targets(flows, bands, 'returned'),
    'above',
    (flow) => !carries(flow, 'rejected', 'expired'),
  );
  spread(targets(flows, bands, 'rejected', 'expired'), 'below', () => true);
  return bands;
}

/** Whether a flow carries nothing but these outcomes of a gate. */
function carries(flow: Flow, ...outcomes: readonly string[]): boolean {
  return (
    flow.route.kind === 'outcomes' && flow.route.outcomes.every((each) => outcomes.includes(each))
  );
}

function targets(
  flows: readonly Flow[],
  bands: ReadonlyMap<NodeId, Band>,
  ...outcomes: readonly string[]
): readonly NodeId[] {
  return flows
    .filter((flow) => bands.has(flow.from) && carries(flow, ...outcomes))
    .map((flow) => flow.to);
}
