/**
 * A played run as frames: what a person steps through. One frame is one act that matters (with what was filled in for
 * it) or one timer, so that a run of ninety entries reads as fifteen steps; the entries stay in the log. Each frame
 * holds the whole state after it: going back, however far, folds nothing again.
 */
import type { Actor, Command, CommandType } from '#engine/command.ts';
import type { Compiled } from '#engine/compiled.ts';
import { dataOf } from '#engine/data.ts';
import type { Event, EventOf } from '#engine/event.ts';
import { itemMessage } from '#engine/message.ts';
import type { Request } from '#engine/request.ts';
import type { EndOutcome, GateOutcome } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { CommandId, FlowId, ItemId, NodeId, PersonId, TokenId } from '#model/ids.ts';
import type { Played } from '#simulate/sample.ts';

/** One entry: of a script, of a stored log, or by hand. */
export interface Step {
  readonly command: { readonly id: CommandId; readonly type: CommandType };
  /** What was sent; null where the log keeps only what came of it. */
  readonly sent: Command | null;
  readonly actor: Actor;
  /** On behalf of. */
  readonly for: PersonId | null;
  /** UTC ms. */
  readonly at: number;
  readonly events: readonly Event[];
  /** By a rule, for the act it stands before. */
  readonly filled: boolean;
  /** After it. */
  readonly request: Request;
}
/** Who made a frame happen. */
export type How = 'script' | 'log' | 'hand' | 'assumed' | 'clock';
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
/** What lies behind a frame: flows that were walked, and how each node was left. */
export interface Path {
  readonly flows: ReadonlySet<FlowId>;
  readonly left: ReadonlyMap<NodeId, GateOutcome | EndOutcome | 'done'>;
}
export interface Frame {
  readonly steps: readonly Step[];
  /** The step the frame is named after. */
  readonly main: Step;
  readonly how: How;
  readonly events: readonly Event[];
  /** UTC ms. */
  readonly at: number;
  readonly request: Request;
  readonly moves: readonly Move[];
  /** Failing checks of the open work after it. */
  readonly blocks: readonly Block[];
  readonly path: Path;
}

export const nowhere: Path = { flows: new Set(), left: new Map() };

/** The frames of a script's run; filled-in steps belong to the act they were filled in for. */
export function framesOf(compiled: Compiled, played: Played): readonly Frame[] {
  const frames: Frame[] = [];
  let gathered: Step[] = [];
  for (const [i, each] of played.steps.entries()) {
    const step: Step = { ...each, sent: each.command, for: null };
    gathered.push(step);
    const next = played.steps[i + 1];
    const first = frames.length === 0;
    // Metrics attached at submission come after it and belong to it.
    const belongs = first ? next?.filled === true : step.filled && next !== undefined;
    if (belongs) continue;
    const main = first ? (gathered[0] ?? step) : step;
    const how = main.actor.kind === 'clock' ? 'clock' : 'script';
    frames.push(frameOf(compiled, { steps: gathered, main, how }, frames.at(-1)));
    gathered = [];
  }
  return frames;
}

/** A frame of these steps after another one; what did not change is the same object. */
export function frameOf(
  compiled: Compiled,
  { steps, main, how }: Pick<Frame, 'steps' | 'main' | 'how'>,
  before: Frame | undefined,
): Frame {
  const [only] = steps;
  const events =
    steps.length === 1 && only !== undefined ? only.events : steps.flatMap((step) => step.events);
  const request = steps.at(-1)?.request ?? main.request;
  const moves = movesOf(events);
  return {
    steps,
    main,
    how,
    events,
    at: steps.at(-1)?.at ?? main.at,
    request,
    moves,
    blocks: sameData(before?.request, request)
      ? (before?.blocks ?? [])
      : blocksOf(compiled, request),
    path: pathAfter(before?.path ?? nowhere, events, moves),
  };
}

/** Nothing that a check or its sentence is made of has changed. */
const sameData = (a: Request | undefined, b: Request): boolean =>
  a !== undefined &&
  a.work === b.work &&
  a.metrics === b.metrics &&
  a.form === b.form &&
  a.tier === b.tier;

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
  const now = frames[at]?.blocks ?? [];
  if (now === before) return false;
  return now.some(
    (block) => !before.some((one) => one.item === block.item && one.node === block.node),
  );
}

/** Most events lead nowhere new: then the path before is the path after. */
function pathAfter(before: Path, events: readonly Event[], moves: readonly Move[]): Path {
  let { flows, left } = before;
  let own: Map<NodeId, GateOutcome | EndOutcome | 'done'> | null = null;
  const leave = (node: NodeId, how: GateOutcome | EndOutcome | 'done'): void => {
    if (left.get(node) === how) return;
    own ??= new Map(left);
    own.set(node, how);
    left = own;
  };
  if (moves.some(({ flow }) => !flows.has(flow)))
    flows = new Set([...flows, ...moves.map(({ flow }) => flow)]);
  for (const { from } of moves) if (!left.has(from)) leave(from, 'done');
  for (const event of events)
    if (event.type === 'closed' || event.type === 'ended') leave(event.node, event.outcome);
  return flows === before.flows && left === before.left ? before : { flows, left };
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

/** The node a frame is about: where the act was, else where a token came to; null: nowhere in particular. */
export function nodeOf(frame: Frame): NodeId | null {
  for (const event of frame.main.events) {
    if (event.type === 'submitted' || event.type === 'signed' || event.type === 'closed')
      return event.node;
    if ('work' in event && typeof event.work === 'string') return nodeOfWork(event.work);
  }
  return frame.moves[0]?.from ?? null;
}
/** `${node}#${round}` */
const nodeOfWork = (work: string): NodeId | null => {
  const at = work.lastIndexOf('#');
  return at < 0 ? null : as<NodeId>(work.slice(0, at));
};

/** Where tokens came to in a frame. */
export const arrivals = (frame: Frame): readonly NodeId[] => frame.moves.map(({ to }) => to);
