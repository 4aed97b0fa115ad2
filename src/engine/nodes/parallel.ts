import type { NodeId, SplitId, TokenId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CNode } from '../compiled.ts';
import { forkOf, leave, move, noRoute } from '../move.ts';
import type { Token } from '../request.ts';
import { isJoin } from '../regions.ts';
import { emit, onlyFlow, targetOf } from '../run.ts';
import type { Run } from '../run.ts';
import { suspend } from '../suspend.ts';
import type { Arrive } from './arrive.ts';

export const parallel: Arrive = (run, token, node) => {
  if (isJoin(node)) return join(run, node);
  if (node.out.length > 1) return fork(run, token, node);
  const flow = onlyFlow(node);
  if (flow === null) suspend(run, noRoute(node.id));
  else move(run, token, flow);
};

/** One token a flow, in drawn order, all of the same fresh split. */
function fork(run: Run, token: Token, node: CNode): void {
  const targets = node.out.map((flow) => targetOf(run.compiled, flow));
  const into: { flow: (typeof node.out)[number]['id']; to: NodeId; token: TokenId }[] = [];
  let next = run.request.next.token;
  for (const [i, flow] of node.out.entries()) {
    const to = targets[i];
    if (to === undefined) return suspend(run, noRoute(node.id));
    into.push({ flow: flow.id, to: to.id, token: as<TokenId>(`t${next}`) });
    next += 1;
  }
  const left =
    token.splits.length === 0
      ? undefined
      : leave(
          run,
          [token],
          targets.filter((to) => to !== undefined),
        );
  const split = as<SplitId>(`${node.id}#${run.request.next.split}`);
  emit(
    run,
    left === undefined
      ? { into, node: node.id, split, token: token.id, type: 'forked' }
      : { into, left, node: node.id, split, token: token.id, type: 'forked' },
  );
  for (const made of into) run.queue.push(made.token);
}

/** Fires when every incoming flow has a token; counts flows, not tokens, and takes the first to arrive by each. */
function join(run: Run, node: CNode): void {
  const taken: Token[] = [];
  for (const flow of node.in) {
    const token = run.request.tokens.find((each) => each.node === node.id && each.via === flow.id);
    if (token === undefined) return;
    taken.push(token);
  }
  const flow = onlyFlow(node);
  const to = flow && targetOf(run.compiled, flow);
  if (flow === null || !to) return suspend(run, noRoute(node.id));
  const closes: SplitId[] = [];
  for (const { splits } of taken)
    for (const split of splits)
      if (run.compiled.regions.get(forkOf(split))?.join === node.id && !closes.includes(split))
        closes.push(split);
  const open = taken.map((token) => ({
    ...token,
    splits: token.splits.filter((split) => !closes.includes(split)),
  }));
  const left = leave(run, open, [to]);
  const token = as<TokenId>(`t${run.request.next.token}`);
  const tokens = taken.map((each) => each.id);
  emit(
    run,
    left === undefined
      ? { closes, flow: flow.id, node: node.id, to: to.id, token, tokens, type: 'joined' }
      : { closes, flow: flow.id, left, node: node.id, to: to.id, token, tokens, type: 'joined' },
  );
  run.queue.push(token);
}
