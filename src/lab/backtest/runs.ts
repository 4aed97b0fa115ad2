/** One request's two runs, as stops in the order in which they were left: what was recorded, and what comes of it now. */
import type { Compiled } from '#engine/compiled.ts';
import type { Event } from '#engine/event.ts';
import type { Diagram, EndOutcome, GateOutcome, NodeKind } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import type { NodeId } from '#model/ids.ts';
import { gateNumber } from '#model/rows.ts';
import { pastOf } from '#simulate/backtest/history.ts';
import type { History } from '#simulate/backtest/history.ts';
import { replay } from '#simulate/backtest/replay.ts';
import type { Defaults, Replayed } from '#simulate/backtest/replay.ts';

export interface RunStop {
  readonly node: NodeId;
  readonly name: string;
  readonly kind: NodeKind | null;
  /** Of a gate. */
  readonly number: string | null;
  readonly outcome: GateOutcome | EndOutcome | 'done' | null;
  /** UTC ms at which it was left. */
  readonly at: number;
}
export interface Side {
  readonly stops: readonly RunStop[];
  /** UTC ms of the submission and of the last entry. */
  readonly from: number;
  readonly at: number;
  readonly outcome: EndOutcome | null;
}
export interface TwoRuns {
  readonly recorded: Side;
  readonly replayed: Side;
  /** Stops both have before they part. */
  readonly together: number;
  readonly made: Replayed;
  readonly gaps: readonly string[];
  /** Said about it after it had ended. */
  readonly afterwards: readonly string[];
}

export function twoRuns(
  compiled: Compiled,
  before: Diagram | null,
  history: History,
  directory: Directory,
  defaults: Defaults | null,
): TwoRuns {
  const past = pastOf(history);
  const made = replay(compiled, past, directory, defaults);
  const recorded = stopsOf(before ?? compiled.diagram, history.entries);
  const replayed = stopsOf(compiled.diagram, made.steps);
  const parts = recorded.findIndex((stop, i) => !isSame(stop, replayed[i]));
  const from = history.entries[0]?.at ?? 0;
  return {
    recorded: { stops: recorded, from, at: past.lastAt, outcome: past.outcome },
    replayed: { stops: replayed, from, at: made.at, outcome: made.request.outcome },
    together: parts < 0 ? recorded.length : parts,
    made,
    gaps: past.gaps,
    afterwards: saidAfter(history),
  };
}

const isSame = (a: RunStop, b: RunStop | undefined): boolean =>
  b !== undefined && a.node === b.node && a.outcome === b.outcome;

interface Written {
  readonly at: number;
  readonly events: readonly Event[];
}

/** Work as it closed, ends as they took their token; what no person and no token rests at is left out. */
function stopsOf(diagram: Diagram, written: readonly Written[]): readonly RunStop[] {
  const found: RunStop[] = [];
  const add = (node: NodeId, outcome: RunStop['outcome'], at: number): void => {
    const row = diagram.nodes[node];
    found.push({
      node,
      name: row?.name || node,
      kind: row?.kind ?? null,
      number: gateNumber(diagram, node),
      outcome,
      at,
    });
  };
  for (const { at, events } of written)
    for (const event of events) {
      if (event.type === 'submitted') add(event.node, null, at);
      if (event.type === 'closed') add(event.node, event.outcome, at);
      if (event.type === 'ended') add(event.node, event.outcome, at);
      if (
        event.type === 'moved' &&
        (event.why !== undefined || diagram.nodes[event.from]?.kind === 'wait')
      )
        add(event.from, null, at);
    }
  return found;
}

function saidAfter({ entries }: History): readonly string[] {
  const end = entries.findIndex(({ events }) => events.some(({ type }) => type === 'completed'));
  if (end < 0) return [];
  return entries
    .slice(end + 1)
    .flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'commented' ? [event.text] : [])),
    );
}
