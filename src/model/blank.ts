import type { Diagram } from './diagram.ts';
import { as } from './ids.ts';
import type { NodeId } from './ids.ts';

/** No rows at all; a valid diagram, not a useful one. */
export const emptyDiagram: Diagram = {
  format: 1,
  control: {
    title: '',
    purpose: '',
    industry: '',
    owner: null,
    requesters: null,
    subject: [],
    zone: 'UTC',
    documentNo: '',
    reviewEvery: null,
    policies: [],
  },
  nodes: {},
  flows: {},
  assignments: {},
  items: {},
  evidence: {},
  fields: {},
  tiers: {},
  calendars: {},
  windows: {},
  rules: {},
  layout: {},
  assumptions: {},
};

/** A new SOP: an intake and nothing else. `zone` is IANA. */
export function blankDiagram({ title, zone }: { title: string; zone: string }): Diagram {
  const intake = as<NodeId>('in');
  return {
    ...emptyDiagram,
    control: { ...emptyDiagram.control, title, zone },
    nodes: { [intake]: { id: intake, kind: 'intake', name: 'Request' } },
    layout: { [intake]: { id: intake, x: 0, y: 0 } },
  };
}
