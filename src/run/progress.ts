/** Where a request stands, as its diagram and its strip of gates show it. */
import type { Compiled } from '#engine/compiled.ts';
import type { Event } from '#engine/event.ts';
import type { Request, Result } from '#engine/request.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import { alongTheFlow, flowsFrom, gateNumber } from '#model/rows.ts';
import type { NodeState } from '#ui/diagram/state.ts';
import type { GateStop } from '#ui/gate-strip.tsx';
import { applicableItems, isAnswered } from './checklist-state.ts';

export interface Path {
  readonly nodes: ReadonlySet<NodeId>;
  readonly flows: ReadonlySet<FlowId>;
}

/** The nodes and flows that tokens have passed, of all events so far. */
export function pathOf(events: readonly Event[]): Path {
  const nodes = new Set<NodeId>();
  const flows = new Set<FlowId>();
  for (const event of events) {
    if (event.type === 'submitted' || event.type === 'ended') nodes.add(event.node);
    else if (event.type === 'moved') {
      nodes.add(event.from);
      flows.add(event.flow);
    } else if (event.type === 'forked') {
      nodes.add(event.node);
      for (const branch of event.into) flows.add(branch.flow);
    } else if (event.type === 'joined') {
      nodes.add(event.node);
      flows.add(event.flow);
    }
  }
  return { nodes, flows };
}

/** How each node is drawn: running where a token stands, visited with a gate's outcome where one has passed. */
export function statesOf(
  compiled: Compiled,
  request: Request,
  path: Path,
): { readonly [node in NodeId]: NodeState } {
  const states: { [node: NodeId]: NodeState } = {};
  for (const id of path.nodes) {
    const outcome = outcomeOf(request.results[id]);
    const node = compiled.diagram.nodes[id];
    const ended = node?.kind === 'end' ? node.outcome : undefined;
    states[id] = { visited: { outcome: outcome ?? ended } };
  }
  for (const token of request.tokens) {
    const work = request.work.find((one) => one.token === token.id);
    const items = work ? applicableItems(compiled, request, work) : [];
    const answered = items.filter(({ row }) => work && isAnswered(work, row.id)).length;
    states[token.node] = {
      running: items.length > 0 ? { progress: answered / items.length } : {},
    };
  }
  return states;
}

const outcomeOf = (result: Result | undefined) =>
  result === undefined || result.outcome === 'done' ? undefined : result.outcome;

/**
 * The strip: one stop a gate number, in the order of the flow. Gates that share a number (one phase) are one stop, open
 * while any of them is, done when none is open and one has closed, passed by when the request cannot come to it any more.
 */
export function gateStops(compiled: Compiled, request: Request): readonly GateStop[] {
  const { diagram } = compiled;
  const groups = new Map<string, NodeId[]>();
  for (const id of alongTheFlow(diagram)) {
    if (diagram.nodes[id]?.kind !== 'gate') continue;
    const number = gateNumber(diagram, id);
    const key = number ?? id;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  const running = new Set(request.work.map((work) => work.node));
  const ahead = waysOf(compiled, request);
  return [...groups.values()].flatMap((gates): readonly GateStop[] => {
    const [first] = gates;
    if (first === undefined) return [];
    const open = gates.find((gate) => running.has(gate));
    const closed = gates
      .flatMap((gate) => request.results[gate] ?? [])
      .toSorted((a, b) => b.n - a.n)[0];
    const toCome = gates.some((gate) => ahead.has(gate));
    const behind = closed && (staysClosed(request, gates) || !toCome) ? 'done' : null;
    const state = open ? 'running' : (behind ?? (toCome ? 'ahead' : 'passed'));
    return [
      {
        id: open ?? first,
        name: stopName(compiled, gates),
        number: gateNumber(diagram, first),
        state,
        outcome: state === 'done' ? outcomeOf(closed) : undefined,
      },
    ];
  });
}

/** Every node that a token of the request may still come to. */
function waysOf({ diagram }: Compiled, request: Request): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  const next = request.tokens.map(({ node }) => node);
  for (let node = next.pop(); node !== undefined; node = next.pop())
    for (const { to } of flowsFrom(diagram, node))
      if (!found.has(to)) {
        found.add(to);
        next.push(to);
      }
  return found;
}

/** A gate that returned the request is ahead again, not done. */
const staysClosed = (request: Request, gates: readonly NodeId[]): boolean =>
  !gates.some((gate) => request.results[gate]?.outcome === 'returned') ||
  request.status === 'completed';

/** "Technical readiness" of the phase "Gate 1: Technical readiness"; where there is none, the gate's own name. */
function stopName({ diagram }: Compiled, gates: readonly NodeId[]): string {
  const [first] = gates;
  const gate = first === undefined ? undefined : diagram.nodes[first];
  const phase = gate?.phase === undefined ? undefined : diagram.nodes[gate.phase];
  const short = /^gate\s+\w+\s*[:.–-]\s*(.+)$/i.exec(phase?.name ?? '')?.[1];
  return short ?? gate?.name ?? '';
}
