/** What a person may do with a request beside what they are asked: screens show no button that would be refused. */
import type { Directory } from '#model/directory.ts';
import type { AssignmentId, ConditionId, NodeId, PersonId, WorkId } from '#model/ids.ts';
import type { CommandType } from './command.ts';
import type { Compiled } from './compiled.ts';
import { mayOwn, mayOwnOrAsk } from './people/owner.ts';
import type { Request } from './request.ts';
import type { View } from './run.ts';

export interface Offer {
  readonly does: CommandType;
  readonly work?: WorkId;
  readonly node?: NodeId;
  readonly assignment?: AssignmentId;
  readonly condition?: ConditionId;
}

/** What this person may send now, themselves or for somebody absent; what it needs (a reason, a date) is still theirs to say. */
export function offers(
  compiled: Compiled,
  request: Request,
  person: PersonId,
  directory: Directory,
  now: number,
): readonly Offer[] {
  const view: View = { compiled, request, directory, now };
  const found: Offer[] = [];
  const { status } = request;
  if (status === 'new') return found;
  if (status !== 'completed' && mayOwnOrAsk(view, person) !== null)
    found.push({ does: 'withdraw' });
  if (status === 'suspended' && mayOwn(view, person) !== null) found.push({ does: 'correct' });
  return found;
}
