/**
 * A played run as frames: what a person steps through. One frame is one act that matters (a script's act with what was
 * filled in for it, a timer), so that a run of ninety entries reads as fifteen steps; the entries stay in the log.
 */
import type { Compiled } from '#engine/compiled.ts';
import { dataOf } from '#engine/data.ts';
import type { Event, EventOf } from '#engine/event.ts';
import { itemMessage } from '#engine/message.ts';
import type { Request } from '#engine/request.ts';
import type { EndOutcome, GateOutcome } from '#model/diagram.ts';
import type { FlowId, ItemId, NodeId, TokenId } from '#model/ids.ts';
import type { Played, PlayedStep } from '#simulate/sample.ts';

/** A token's way along one flow. */
export interface Move {
  readonly token: TokenId;
  readonly flow: FlowId;
  readonly from: NodeId;
  readonly to: NodeId;
}
/** A check that stands in the way, in the manager's words. */
export interface Block {
  readonly node: NodeId;
  readonly item: ItemId;
  readonly says: string;
  readonly seen: { readonly [path: string]: unknown };
}
export interface Frame {
  readonly steps: readonly PlayedStep[];
  /** The step the frame is named after. */
  readonly main: PlayedStep;
  readonly events: readonly Event[];
  /** UTC ms. */
  readonly at: number;
  readonly request: Request;
  readonly moves: readonly Move[];
  /** Failing checks of the open work after it. */
  readonly blocks: readonly Block[];
}

/** The frames of a run; filled-in steps belong to the act they were filled in for. */
export function framesOf(compiled: Compiled, played: Played): readonly Frame[] {
  const frames: Frame[] = [];
  let gathered: PlayedStep[] = [];
  for (const [i, step] of played.steps.entries()) {
    gathered.push(step);
    const next = played.steps[i + 1];
    const first = frames.length === 0;
    // Metrics attached at submission come after it and belong to it.
    const belongs = first ? next?.filled === true : step.filled && next !== undefined;
    if (belongs) continue;
    frames.push(frameOf(compiled, gathered, first ? (gathered[0] ?? step) : step));
    gathered = [];
  }
  return frames;
}

function frameOf(compiled: Compiled, steps: readonly PlayedStep[], main: PlayedStep): Frame {
  const events = steps.flatMap((step) => step.events);
  const request = steps.at(-1)?.request ?? main.request;
  return {
    steps,
    main,
    events,
    at: main.at,
    request,
    moves: movesOf(events),
    blocks: blocksOf(compiled, request),
  };
}

function movesOf(events: readonly Event[]): readonly Move[] {
  return events.flatMap((event): Move[] => {
    if (event.type === 'moved')
      return [{ token: event.token, flow: event.flow, from: event.from, to: event.to }];
    if (event.type === 'forked')
      return event.into.map(({ token, flow, to }) => ({ token, flow, from: event.node, to }));
    if (event.type === 'joined')
      return [{ token: event.token, flow: event.flow, from: event.node, to: event.to }];
    return [];
  });
}

/**
 * Required checks that failed at gates and steps where work is open, and were not waived. A check of which nothing was
 * there to see waits for its evidence; it stops nobody yet.
 */
function blocksOf(compiled: Compiled, request: Request): readonly Block[] {
  return request.work.flatMap((work) =>
    (compiled.at.get(work.node)?.items ?? []).flatMap(({ row }): Block[] => {
      const answer = work.answers[row.id];
      if (
        !row.required ||
        answer?.result !== 'fail' ||
        row.check === undefined ||
        work.waived[row.id]
      )
        return [];
      if (Object.values(answer.seen ?? {}).every((value) => value === null)) return [];
      const says = itemMessage(row, dataOf(compiled, request));
      return [{ node: work.node, item: row.id, says, seen: answer.seen ?? {} }];
    }),
  );
}

/** A check stands in the way that did not a frame before. */
export function isStopped(frames: readonly Frame[], at: number): boolean {
  const before = frames[at - 1]?.blocks ?? [];
  return (frames[at]?.blocks ?? []).some(
    (block) => !before.some((one) => one.item === block.item && one.node === block.node),
  );
}

/** Flows that were walked up to a frame, and how each node was left: for tinting what lies behind. */
export function pathOf(
  frames: readonly Frame[],
  until: number,
): {
  readonly flows: ReadonlySet<FlowId>;
  readonly left: ReadonlyMap<NodeId, GateOutcome | EndOutcome | 'done'>;
} {
  const flows = new Set<FlowId>();
  const left = new Map<NodeId, GateOutcome | EndOutcome | 'done'>();
  for (const { events, moves } of frames.slice(0, until + 1)) {
    for (const { flow, from } of moves) {
      flows.add(flow);
      if (!left.has(from)) left.set(from, 'done');
    }
    for (const event of events) {
      if (event.type === 'closed') left.set(event.node, event.outcome);
      if (event.type === 'ended') left.set(event.node, event.outcome);
    }
  }
  return { flows, left };
}

export type Why = NonNullable<EventOf<'moved'>['why']>;
/** The branches taken in a frame, with what was seen. */
export function branchesOf(frame: Frame): readonly { readonly move: Move; readonly why: Why }[] {
  return frame.events.flatMap((event) =>
    event.type === 'moved' && event.why !== undefined
      ? [
          {
            move: { token: event.token, flow: event.flow, from: event.from, to: event.to },
            why: event.why,
          },
        ]
      : [],
  );
}
