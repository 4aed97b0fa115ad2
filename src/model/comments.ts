/**
 * Comments on an SOP's drawing. A remark is written once and never changed; a thread is what its remarks say in order:
 * who opened it on what, who answered, whether it is resolved. It hangs on an id, so it survives moves and renames.
 */
import type { Diagram } from './diagram.ts';
import { as } from './ids.ts';
import type { FlowId, ItemId, NodeId, PersonId, SopId } from './ids.ts';

/** What a thread is pinned to; the name is the one it had then, for when it is gone. */
export interface Pin {
  readonly table: 'nodes' | 'flows' | 'items';
  readonly id: string;
  readonly name: string;
}
export interface Remark {
  readonly id: string;
  readonly sop: SopId;
  readonly thread: string;
  readonly by: PersonId;
  /** UTC ms */
  readonly at: number;
  readonly text: string;
  /** Of the remark that opens a thread. */
  readonly on?: Pin;
  /** What it does to the thread beside saying something; its text may then be empty. */
  readonly does?: 'resolve' | 'reopen';
}
export interface Thread {
  readonly id: string;
  readonly on: Pin;
  /** Where it is shown now; null: what it was pinned to was deleted. Of a checklist item, its node. */
  readonly at: { readonly node: NodeId } | { readonly flow: FlowId } | null;
  /** What it is about, by its name today. */
  readonly about: string;
  readonly open: boolean;
  /** In the order they were written. */
  readonly remarks: readonly Remark[];
}

/** The threads of one SOP, the oldest first. A remark whose thread has no beginning here (half an import) is left out. */
export function threadsOf(remarks: readonly Remark[], d: Diagram): readonly Thread[] {
  const byThread = new Map<string, Remark[]>();
  const inTime = remarks.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const remark of inTime) {
    const its = byThread.get(remark.thread);
    if (its === undefined) byThread.set(remark.thread, [remark]);
    else its.push(remark);
  }
  return [...byThread].flatMap(([id, its]): Thread[] => {
    // Of clocks that differ, an answer may stand before what it answers.
    const on = its.find((remark) => remark.on !== undefined)?.on;
    if (on === undefined) return [];
    const last = its.findLast((remark) => remark.does !== undefined);
    return [{ id, on, ...standing(d, on), open: last?.does !== 'resolve', remarks: its }];
  });
}

function standing(d: Diagram, pin: Pin): Pick<Thread, 'at' | 'about'> {
  switch (pin.table) {
    case 'nodes': {
      const node = d.nodes[as<NodeId>(pin.id)];
      return node === undefined
        ? { at: null, about: pin.name }
        : { at: { node: node.id }, about: nameOf(node) };
    }
    case 'flows': {
      const flow = d.flows[as<FlowId>(pin.id)];
      return flow === undefined
        ? { at: null, about: pin.name }
        : { at: { flow: flow.id }, about: flowName(d, flow.id) };
    }
    case 'items': {
      const item = d.items[as<ItemId>(pin.id)];
      return item === undefined || d.nodes[item.node] === undefined
        ? { at: null, about: pin.name }
        : { at: { node: item.node }, about: item.text };
    }
  }
}

const nameOf = (node: Diagram['nodes'][NodeId]): string =>
  (node.kind === 'note' ? node.text : node.name).trim();

function flowName(d: Diagram, id: FlowId): string {
  const flow = d.flows[id];
  if (flow === undefined) return '';
  const end = (node: NodeId): string => d.nodes[node]?.name.trim() ?? '';
  return `${end(flow.from)} → ${end(flow.to)}`;
}

/** The pin of a thing of the diagram; null where there is none of that id. */
export function pinOf(d: Diagram, id: string): Pin | null {
  const node = d.nodes[as<NodeId>(id)];
  if (node !== undefined) return { table: 'nodes', id, name: nameOf(node) };
  if (d.flows[as<FlowId>(id)] !== undefined)
    return { table: 'flows', id, name: flowName(d, as<FlowId>(id)) };
  const item = d.items[as<ItemId>(id)];
  return item === undefined ? null : { table: 'items', id, name: item.text };
}
