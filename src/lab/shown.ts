/** A frame as the diagram shows it: what lies behind, where tokens stand, what is in the way. */
import type { Diagram, EndOutcome, GateOutcome } from '#model/diagram.ts';
import type { FlowId, NodeId } from '#model/ids.ts';
import type { NodeState } from '#ui/diagram/state.ts';
import type { ViewToken } from '#ui/diagram/tokens.tsx';
import { nowhere } from './frames.ts';
import type { Frame } from './frames.ts';

type States = { readonly [node in NodeId]: NodeState };

/** One object for all nodes that look alike: a node is drawn anew only when its state is another one. */
const done: NodeState = { visited: {} };
const behind = new Map<GateOutcome | EndOutcome | 'done', NodeState>([['done', done]]);
function leftBy(outcome: GateOutcome | EndOutcome | 'done'): NodeState {
  if (outcome === 'done') return done;
  let state = behind.get(outcome);
  if (state === undefined) {
    state = { visited: { outcome } };
    behind.set(outcome, state);
  }
  return state;
}

export function statesOf(diagram: Diagram, frame: Frame | undefined): States {
  const states: { [node in NodeId]: NodeState } = {};
  for (const [node, outcome] of (frame?.path ?? nowhere).left) states[node] = leftBy(outcome);
  if (frame === undefined) return states;
  const { request, blocks } = frame;
  for (const token of request.tokens) {
    const work = request.work.find((each) => each.token === token.id);
    const items = Object.values(diagram.items).filter((item) => item.node === token.node);
    const answered = items.filter((item) => (work?.answers[item.id]?.result ?? 'open') !== 'open');
    states[token.node] = {
      running: items.length === 0 ? {} : { progress: answered.length / items.length },
      ...(blocks.some(({ node }) => node === token.node) ? { finding: 'error' as const } : {}),
    };
  }
  return states;
}

/** Tokens with the flows they ran along in this frame, so that they are seen running. */
export function tokensOf(frame: Frame | undefined): readonly ViewToken[] {
  if (frame === undefined) return [];
  return frame.request.tokens.map((token) => {
    const via: FlowId[] = [];
    // A token made by a join or fork runs on from where its makers ended: follow the flows back.
    let node: NodeId = token.node;
    for (const move of frame.moves.toReversed())
      if (move.to === node && (move.token === token.id || via.length > 0)) {
        via.unshift(move.flow);
        node = move.from;
      }
    return via.length === 0
      ? { id: token.id, node: token.node }
      : { id: token.id, node: token.node, via };
  });
}
