import { cancel } from '../move.ts';
import { mustHold } from '../holding.ts';
import { emit } from '../run.ts';
import type { Arrive } from './arrive.ts';

/** Takes the token; a terminating end takes all. Whose end takes the last gives the request its outcome. */
export const end: Arrive = (run, token, node) => {
  if (node.row.kind !== 'end') return;
  const { outcome, terminating, issues } = node.row;
  if (mustHold(run, node)) {
    if (token.held !== true) emit(run, { node: node.id, token: token.id, type: 'held' });
    return;
  }
  emit(run, { node: node.id, outcome, token: token.id, type: 'ended' });
  if (issues) emit(run, { node: node.id, token: token.id, type: 'issued' });
  if (terminating) cancel(run, run.request.tokens, 'terminated');
  if (run.request.tokens.length === 0) emit(run, { outcome, type: 'completed' });
};
