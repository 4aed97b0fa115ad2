/** How a token goes on, and whom it leaves behind. */
import type { FlowId, NodeId, SplitId, TokenId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { CFlow, CNode } from './compiled.ts';
import type { EventOf } from './event.ts';
import type { Incident, Token } from './request.ts';
import { emit, targetOf } from './run.ts';
import type { Run } from './run.ts';
import { suspend } from './suspend.ts';

/** Moves a token along a flow; first those it leaves behind are cancelled (the interrupt, CORE.md §2.1). */
export function move(run: Run, token: Token, flow: CFlow, why?: EventOf<'moved'>['why']): void {
  const to = targetOf(run.compiled, flow);
  if (to === undefined) return suspend(run, noRoute(token.node));
  const left = leave(run, [token], [to]);
  emit(run, moved(token.id, token.node, flow.id, to.id, left, why));
  run.queue.push(token.id);
}

function moved(
  token: TokenId,
  from: NodeId,
  flow: FlowId,
  to: NodeId,
  left: readonly SplitId[] | undefined,
  why: EventOf<'moved'>['why'],
): EventOf<'moved'> {
  if (left === undefined)
    return why === undefined
      ? { flow, from, to, token, type: 'moved' }
      : { flow, from, to, token, type: 'moved', why };
  return why === undefined
    ? { flow, from, left, to, token, type: 'moved' }
    : { flow, from, left, to, token, type: 'moved', why };
}

/**
 * The splits that tokens leave by going to these nodes: neither in the region of the split nor its closing join. Every
 * other token that carries one of them is cancelled with its work. Undefined where nothing is left.
 */
export function leave(
  run: Run,
  movers: readonly Token[],
  targets: readonly CNode[],
): readonly SplitId[] | undefined {
  let left: SplitId[] | undefined;
  for (const token of movers)
    for (const split of token.splits) {
      if (left?.includes(split)) continue;
      const region = run.compiled.regions.get(forkOf(split));
      const stays =
        region !== undefined &&
        targets.every((to) => region.inside.has(to.id) || region.join === to.id);
      if (!stays) left = [...(left ?? []), split];
    }
  if (left === undefined) return undefined;
  const gone = left;
  cancel(
    run,
    run.request.tokens.filter(
      (token) =>
        !movers.some((each) => each.id === token.id) &&
        token.splits.some((split) => gone.includes(split)),
    ),
    'interrupt',
  );
  return left;
}

/** `F#n` → F */
export const forkOf = (split: SplitId): NodeId =>
  as<NodeId>(split.slice(0, split.lastIndexOf('#')));

/** Takes tokens away with their work. */
export function cancel(
  run: Run,
  tokens: readonly Token[],
  cause: EventOf<'cancelled'>['cause'],
): void {
  if (tokens.length === 0) return;
  const ids = tokens.map((token) => token.id);
  emit(run, {
    cause,
    nodes: tokens.map((token) => token.node),
    tokens: ids,
    type: 'cancelled',
    work: run.request.work.filter((work) => ids.includes(work.token)).map((work) => work.id),
  });
}

export const noRoute = (node: NodeId): Incident => ({ code: 'no_route', node });
