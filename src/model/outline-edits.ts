/**
 * Editing the outline: what a key on a row does to the diagram, by the edits that are there. Flows keep their sources and
 * routes and only lead elsewhere, so nothing that was decided on them is lost. Each answers true, or why it can't be.
 */
import type { Diagram, Flow, Node } from './diagram.ts';
import { edited } from './edit/edits.ts';
import type { EditName, Edits } from './edit/edits.ts';
import { mayConnect } from './edit/may-connect.ts';
import type { FlowId, NodeId } from './ids.ts';
import type { OutlineRow } from './outline.ts';
import { mainFlow, outlineOf } from './outline.ts';
import { nextRoute } from './route.ts';
import { flowsFrom, flowsTo } from './rows.ts';

/** Does one edit; the next sees what it did. */
export type Apply = <N extends EditName>(name: N, args: Edits[N]) => void;
type Answer = true | string;

const nameOf = (d: Diagram, id: NodeId): string => d.nodes[id]?.name.trim() || 'This node';
const flowOf = (d: Diagram, row: OutlineRow): Flow | undefined =>
  row.via === null ? undefined : d.flows[row.via];

/** Leads flows elsewhere; refused where a fork would then lead to the same node twice, or a flow join its own ends. */
function lead(d: Diagram, ways: readonly (readonly [Flow, NodeId])[], apply: Apply): Answer {
  const to = new Map(ways.map(([flow, node]) => [flow.id, node]));
  for (const [{ id, from, route }, target] of ways) {
    if (from === target) return `“${nameOf(d, from)}” would lead to itself.`;
    const twice = flowsFrom(d, from).some(
      (other) => other.id !== id && (to.get(other.id) ?? other.to) === target,
    );
    if (twice && route.kind === 'always')
      return `“${nameOf(d, from)}” leads to “${nameOf(d, target)}” already.`;
  }
  for (const [flow, node] of ways) {
    if (flow.to === node) continue;
    apply('setRow', { table: 'flows', id: flow.id, set: { to: node } });
    if (d.layout[flow.id]?.bends !== undefined)
      apply('setRow', { table: 'layout', id: flow.id, set: { bends: undefined } });
  }
  return true;
}

/** Puts a new node behind a row, in its chain; in a link's place before where it leads. */
export function addBelow(
  d: Diagram,
  row: OutlineRow,
  wish: { readonly node: Node; readonly flow: FlowId; readonly at?: { x: number; y: number } },
  apply: Apply,
): Answer {
  const on = row.link ? flowOf(d, row) : mainFlow(d, row.node);
  const place = wish.at === undefined ? {} : { at: wish.at };
  if (on !== undefined && on !== null && wish.node.kind !== 'end') {
    apply('addNode', { node: wish.node, ...place });
    apply('splitFlow', { flow: on.id, node: wish.node, id: wish.flow });
    return true;
  }
  const joined = edited(d, 'addNode', { node: wish.node });
  const may = mayConnect(joined, row.node, wish.node.id);
  if (may !== true) return may;
  apply('addNode', { node: wish.node, ...place });
  apply('connect', { id: wish.flow, from: row.node, to: wish.node.id });
  return true;
}

/** Changes places with the next of its chain; a branch, with the next branch. */
export function moveDown(d: Diagram, row: OutlineRow, apply: Apply): Answer {
  const branch = branches(d, row);
  if (branch !== null) {
    const at = branch.findIndex((flow) => flow.id === row.via);
    if (at + 1 >= branch.length) return 'It is the last branch.';
    apply('reorder', {
      table: 'flows',
      id: branch[at]?.id ?? '',
      before: branch[at + 2]?.id ?? null,
    });
    return true;
  }
  if (row.part === 'aside') return 'These stand by name: only what runs has an order.';
  return swap(d, row, apply);
}

/** A row and the one that follows it in its chain. */
function swap(d: Diagram, row: OutlineRow, apply: Apply): Answer {
  const into = flowOf(d, row);
  const on = row.link ? null : mainFlow(d, row.node);
  if (on === null || rowOf(d, on.to)?.via !== on.id) return 'Nothing follows it here.';
  const beyond = mainFlow(d, on.to);
  if (into === undefined) return `“${nameOf(d, row.node)}” stands first.`;
  if (beyond === null) return `Behind “${nameOf(d, on.to)}” nothing goes on.`;
  return lead(
    d,
    [
      [into, on.to],
      [on, beyond.to],
      [beyond, row.node],
    ],
    apply,
  );
}

export function moveUp(d: Diagram, row: OutlineRow, apply: Apply): Answer {
  const branch = branches(d, row);
  if (branch !== null) {
    const at = branch.findIndex((flow) => flow.id === row.via);
    const before = branch[at - 1];
    if (before === undefined) return 'It is the first branch.';
    apply('reorder', { table: 'flows', id: branch[at]?.id ?? '', before: before.id });
    return true;
  }
  if (row.part === 'aside') return 'These stand by name: only what runs has an order.';
  if (row.link) return 'A link stands last.';
  const from = flowOf(d, row)?.from;
  const above = from === undefined ? undefined : rowOf(d, from);
  if (above === undefined || !row.follows) return `“${nameOf(d, row.node)}” stands first.`;
  if (flowOf(d, above) === undefined) return `“${nameOf(d, above.node)}” stands first.`;
  return swap(d, above, apply);
}

/** The flows of the branches a row's own stands among, where it is the first of a branch; else null. */
function branches(d: Diagram, row: OutlineRow): readonly Flow[] | null {
  const flow = flowOf(d, row);
  if (row.follows || flow === undefined) return null;
  const main = mainFlow(d, flow.from);
  return flowsFrom(d, flow.from).filter(({ id }) => id !== main?.id);
}

const rowOf = (d: Diagram, node: NodeId): OutlineRow | undefined =>
  outlineOf(d).find((row) => row.key === node);

/** Makes it a branch of the node it follows; what came behind it follows that node instead. */
export function indent(d: Diagram, row: OutlineRow, flow: FlowId, apply: Apply): Answer {
  const into = flowOf(d, row);
  if (row.part === 'aside' || row.link || !row.follows || into === undefined)
    return 'Only what follows a node can become its branch.';
  const source = d.nodes[into.from];
  if (source === undefined) return 'One of the two is gone.';
  const on = mainFlow(d, row.node);
  const others = flowsFrom(d, into.from).map(({ route }) => route);
  const route = nextRoute(source, others);
  if (route === null) {
    const bare = edited(d, 'deleteThings', { nodes: [], flows: [] });
    const may = mayConnect(bare, into.from, row.node);
    return may === true || may.startsWith('There is')
      ? `“${nameOf(d, into.from)}” has its one way out: a decision, a fork or a gate branches.`
      : may;
  }
  if (on === null) {
    apply('setRow', { table: 'flows', id: into.id, set: { route } });
    return true;
  }
  // What is sent back is mended and comes again.
  const back = route.kind === 'outcomes' && route.outcomes.some((one) => one === 'returned');
  const led = lead(d, [[into, on.to], ...(back ? [[on, into.from] as const] : [])], apply);
  if (led === true) apply('connect', { id: flow, from: into.from, to: row.node, route });
  return led;
}

/** Takes it out of its branch: it follows the node it branched from, before what follows that now. */
export function outdent(d: Diagram, row: OutlineRow, apply: Apply): Answer {
  if (row.parent === null || row.part === 'aside') return 'It stands in no branch.';
  if (row.link) return 'A link stays where its flow begins.';
  const main = mainFlow(d, row.parent);
  const into = flowOf(d, row);
  const next = main?.to ?? together(d, row.parent);
  const on = main ?? flowsFrom(d, row.parent).find((flow) => flow.to === next);
  if (into === undefined || next === undefined || on === undefined || on.id === into.id)
    return `“${nameOf(d, row.parent)}” has nothing else that follows it.`;
  if (row.follows) {
    const beyond = mainFlow(d, row.node);
    if (beyond === null) return `Behind “${nameOf(d, row.node)}” nothing goes on.`;
    return lead(
      d,
      [
        [into, beyond.to],
        [on, row.node],
        [beyond, next],
      ],
      apply,
    );
  }
  const last = lastOf(d, row);
  const goesOn = mainFlow(d, last);
  const back = goesOn !== null && goesOn.to !== next;
  if (goesOn === null) {
    const may = mayConnect(d, last, next);
    if (may !== true) return may;
  } else if (back && goesOn.to !== row.parent && flowsTo(d, next).every(({ id }) => id === on.id))
    return `Nothing would lead to “${nameOf(d, next)}” any more.`;
  const rest = edited(d, 'deleteThings', { nodes: [], flows: [into.id] });
  const ways: (readonly [Flow, NodeId])[] = [[on, row.node]];
  if (goesOn !== null && back && goesOn.to === row.parent) ways.push([goesOn, next]);
  apply('deleteThings', { nodes: [], flows: [into.id] });
  const led = lead(rest, ways, apply);
  if (led === true && goesOn === null) apply('connect', { id: into.id, from: last, to: next });
  return led;
}

const together = (d: Diagram, node: NodeId): NodeId | undefined => {
  const rows = outlineOf(d);
  const at = rows.findIndex((row) => row.key === node);
  const depth = rows[at]?.depth ?? 0;
  const after = rows.slice(at + 1).find((row) => row.depth <= depth);
  return after?.follows === true && after.via === null ? after.node : undefined;
};

/** The last node of the chain that a row begins. */
function lastOf(d: Diagram, row: OutlineRow): NodeId {
  const rows = outlineOf(d);
  const at = rows.findIndex(({ key }) => key === row.key);
  let last = row.node;
  for (const next of rows.slice(at + 1)) {
    if (next.depth < row.depth || (next.depth === row.depth && !next.follows)) break;
    if (next.depth === row.depth && !next.link) last = next.node;
  }
  return last;
}

/** Deletes what a row stands for; a chain closes again along its good way. A link's flow goes alone. */
export function removeRow(d: Diagram, row: OutlineRow, heal: FlowId, apply: Apply): Answer {
  if (row.link) {
    if (row.via !== null) apply('deleteThings', { nodes: [], flows: [row.via] });
    return true;
  }
  if (d.nodes[row.node]?.kind === 'intake') return 'A request begins here: the intake stays.';
  const on = mainFlow(d, row.node);
  const into = flowOf(d, row);
  const closes =
    into !== undefined &&
    on !== null &&
    flowsFrom(d, row.node).length > 1 &&
    lead(d, [[into, on.to]], apply) === true;
  apply('deleteThings', { nodes: [row.node], flows: [], heal: closes ? null : heal });
  return true;
}
