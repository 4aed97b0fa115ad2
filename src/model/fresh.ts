/** A new node of each kind, and the prefixes of new ids. */
import type { Node, NodeKind } from './diagram.ts';
import type { NodeId, PhaseId } from './ids.ts';

/** What every node has. */
export interface NodeBase {
  readonly id: NodeId;
  readonly name: string;
  readonly description?: string;
  readonly phase?: PhaseId;
}

/** A node of that kind with nothing decided yet; a rejecting end takes all tokens, other ends their own. */
export function freshNode(kind: NodeKind, { id, name, description, phase }: NodeBase): Node {
  const base = {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(phase === undefined ? {} : { phase }),
  };
  switch (kind) {
    case 'gate':
      return { ...base, kind, rule: 'veto' };
    case 'wait':
      return { ...base, kind, wait: null };
    case 'notify':
      return { ...base, kind, to: ['requester'] };
    case 'subprocess':
      return { ...base, kind, sop: null, version: null, form: {} };
    case 'end':
      return { ...base, kind, outcome: 'completed', terminating: false, issues: false };
    case 'role':
      return { ...base, kind, group: null };
    case 'note':
      return { ...base, kind, text: '' };
    case 'intake':
    case 'step':
    case 'decision':
    case 'parallel':
    case 'phase':
    case 'document':
      return { ...base, kind };
  }
}

/** Ids of new rows are `<prefix>_<8 random base 36>` (CORE.md §1): two people adding at once never make the same. */
export const prefixes: { readonly [K in NodeKind]: string } = {
  intake: 'in',
  step: 's',
  gate: 'g',
  decision: 'd',
  parallel: 'p',
  wait: 'w',
  notify: 'n',
  subprocess: 'sub',
  end: 'e',
  role: 'r',
  phase: 'ph',
  note: 'note',
  document: 'doc',
};
export const rowPrefixes = {
  flows: 'f',
  assignments: 'a',
  items: 'i',
  evidence: 'ev',
  fields: 'fld',
  tiers: 'tier',
  calendars: 'cal',
  windows: 'win',
  rules: 'rule',
} as const;
