import type { Diagram } from './diagram.ts';
import { as } from './ids.ts';
import type { NodeId } from './ids.ts';

/** A new SOP: an intake and nothing else. `zone` is IANA. */
export function blankDiagram({ title, zone }: { title: string; zone: string }): Diagram {
  const intake = as<NodeId>('in');
  return {
    format: 1,
    control: {
      title,
      purpose: '',
      industry: '',
      owner: null,
      requesters: null,
      subject: [],
      zone,
      documentNo: '',
      reviewEvery: null,
      policies: [],
    },
    nodes: { [intake]: { id: intake, kind: 'intake', name: 'Request' } },
    flows: {},
    assignments: {},
    items: {},
    evidence: {},
    fields: {},
    tiers: {},
    calendars: {},
    windows: {},
    rules: {},
    layout: { [intake]: { id: intake, x: 0, y: 0 } },
    assumptions: {},
  };
}
