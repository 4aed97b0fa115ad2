import type { CNode, Compiled } from '#engine/compiled.ts';
import { dataOf } from '#engine/data.ts';
import type { Request } from '#engine/request.ts';
import { targetOf } from '#engine/run.ts';
import { alwaysOpen, openings } from '#engine/time/openings.ts';
import { isOpen } from '#engine/time/window.ts';
import { day } from '#engine/time/zone.ts';
import type { Window } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { NodeId, WindowId } from '#model/ids.ts';
import type { Claims, LogEntry } from './token.ts';

interface On {
  readonly compiled: Compiled;
  readonly request: Request;
  readonly log: readonly LogEntry[];
  readonly holidays: Directory['holidays'];
  /** UTC ms: the token's end. */
  readonly until: number;
}

/**
 * When the approval may be deployed: the openings, until its end, of the window this request waited for last, else of
 * the one that lies on the way of what still runs of it. They are written out as instants, closures and daylight saving
 * reckoned in, so that a pipeline needs no calendar. Null: no window lies on its way (an override went around it).
 */
export function windowOf(on: On): Claims['window'] {
  const { compiled, request, holidays, until } = on;
  const id = passed(on) ?? ahead(on);
  const window = id === null ? undefined : compiled.diagram.windows[id];
  if (window === undefined) return null;
  if (alwaysOpen(window.open) && window.closed.length === 0) return null;
  const listed = (list: keyof Directory['holidays']): readonly string[] =>
    holidays[list]?.days ?? [];
  return { zone: window.zone, open: instants(window, listed, request.at, until) };
}

function instants(
  window: Window,
  holidays: Parameters<typeof isOpen>[1],
  from: number,
  until: number,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let number = Math.floor(from / day) - 1; number <= Math.floor(until / day) + 1; number += 1)
    for (const [opens, closes] of openings(window.open, window.zone, number)) {
      const [start, end] = [Math.max(opens, from), Math.min(closes, until)];
      if (start >= end || !isOpen(window, holidays, start)) continue;
      const last = found.at(-1);
      const at = Math.floor(start / 1000);
      if (last?.[1] === at) last[1] = Math.floor(end / 1000); // midnight parts nothing
      else found.push([at, Math.floor(end / 1000)]);
    }
  return found;
}

function windowAt(compiled: Compiled, id: NodeId): WindowId | null {
  const row = compiled.at.get(id)?.row;
  const wait = row?.kind === 'wait' ? row.wait : null;
  return wait?.kind === 'window' ? wait.window : null;
}

function passed({ compiled, log }: On): WindowId | null {
  let last: WindowId | null = null;
  for (const { events } of log)
    for (const event of events)
      if (event.type === 'moved') last = windowAt(compiled, event.from) ?? last;
  return last;
}

/** Walks on as the request would if everybody approved, by the data as it stands. */
function ahead({ compiled, request }: On): WindowId | null {
  const data = dataOf(compiled, request);
  const open = request.tokens.map((token) => token.node);
  const seen = new Set<NodeId>();
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const window = windowAt(compiled, id);
    if (window !== null) return window;
    const node = compiled.at.get(id);
    for (const flow of node === undefined ? [] : waysOn(node)) {
      const to = targetOf(compiled, flow);
      if (to !== undefined) open.push(to.id);
    }
  }
  return null;

  function waysOn(node: CNode): CNode['out'] {
    if (node.kind === 'gate') {
      const flow = node.byOutcome.get('approved');
      return flow === undefined ? [] : [flow];
    }
    if (node.kind !== 'decision') return node.out;
    const chosen = node.out.find((flow) => flow.when?.eval(data) === true) ?? node.fallback;
    return chosen === null ? [] : [chosen];
  }
}
