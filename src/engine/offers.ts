/** What a person may do with a request beside what they are asked: screens show no button that would be refused. */
import type { Directory } from '#model/directory.ts';
import type { AssignmentId, ConditionId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import type { CommandType, Refusal } from './command.ts';
import { mayAdd } from './commands/add.ts';
import { claimable, mayClaim } from './commands/claim.ts';
import { mayDelegate } from './commands/delegate.ts';
import { mayEscalate } from './commands/escalate.ts';
import { mayRecuse } from './commands/recuse.ts';
import { mayRelease } from './commands/release.ts';
import type { CNode, Compiled } from './compiled.ts';
import { mayAffirm } from './people/affirming.ts';
import { mayFulfil, mayWaiveCondition } from './people/conditions.ts';
import { mayOwn, mayOwnOrAsk } from './people/owner.ts';
import { isActive } from './people/roles.ts';
import type { Request, Work } from './request.ts';
import type { View } from './run.ts';

export interface Offer {
  readonly does: CommandType;
  readonly work?: WorkId;
  readonly node?: NodeId;
  readonly assignment?: AssignmentId;
  readonly condition?: ConditionId;
}

/**
 * What this person may send now, for themselves or for whom they stand. What it needs (a reason, a role, a person) is
 * still theirs to say.
 */
export function offers(
  compiled: Compiled,
  request: Request,
  person: PersonId,
  directory: Directory,
  now: number,
): readonly Offer[] {
  const view: View = { compiled, request, directory, now };
  if (request.status === 'new' || !isActive(view, person)) return [];
  const found: Offer[] = [];
  if (request.status === 'running') {
    for (const work of request.work) {
      const node = compiled.at.get(work.node);
      if (node !== undefined) onWork(view, node, work, person, found);
    }
    for (const node of compiled.nodes)
      if (request.results[node.id]?.overtaken !== undefined)
        if (mayAffirm(view, node, person) !== null) found.push({ does: 'affirm', node: node.id });
  }
  if (request.status !== 'suspended') onConditions(view, person, found);
  onRequest(view, person, found);
  return found;
}

function onWork(view: View, node: CNode, work: Work, person: PersonId, found: Offer[]): void {
  const at = { work: work.id, node: node.id };
  for (const { id } of claimable(node)) {
    if (allowed(mayClaim(view, node, work, person, id)))
      found.push({ does: 'claim', ...at, assignment: id });
    if (work.claimed[id] !== undefined && allowed(mayRelease(view, node, work, person, id)))
      found.push({ does: 'release', ...at, assignment: id });
  }
  if (mayDelegate(view, node, work, person) === null) found.push({ does: 'delegate', ...at });
  if (node.kind !== 'gate') return;
  if (mayRecuse(view, node, work, person) === null) found.push({ does: 'recuse', ...at });
  if (allowed(mayAdd(view, node, work, person))) found.push({ does: 'add', ...at });
  if (typeof mayEscalate(view, node, work, person) === 'string')
    found.push({ does: 'escalate', ...at });
}

const allowed = (answer: Refusal | { readonly ok: true }): boolean => !('refused' in answer);

function onConditions(view: View, person: PersonId, found: Offer[]): void {
  for (const condition of view.request.conditions) {
    if (condition.status !== 'open') continue;
    const gate = view.compiled.at.get(condition.node);
    const at = { node: condition.node, condition: condition.id };
    if (typeof mayFulfil(view, condition, gate, person) === 'string')
      found.push({ does: 'fulfil', ...at });
    if (typeof mayWaiveCondition(view, condition, gate, person) === 'string')
      found.push({ does: 'waive', ...at });
  }
}

function onRequest(view: View, person: PersonId, found: Offer[]): void {
  const { status, incidents, outcome } = view.request;
  const owns = mayOwn(view, person) !== null;
  if (status === 'completed') {
    if (!owns) return;
    if (outcome === 'approved' || outcome === 'completed') found.push({ does: 'revoke' });
    found.push({ does: 'reassess' });
    return;
  }
  const asks = owns || mayOwnOrAsk(view, person) !== null;
  const byHand = incidents.some((each) => each.code === 'by_hand');
  if (status === 'suspended') {
    if (owns) found.push({ does: 'resume' }, { does: 'correct' });
    if (asks && !byHand) found.push({ does: 'retry' });
  } else if (owns) found.push({ does: 'suspend' }, { does: 'reassess' });
  if (owns) found.push({ does: 'migrate' });
  if (asks) found.push({ does: 'withdraw' });
}
