/** What is asked of every command before its own rules. */
import type { PersonId, WorkId } from '#model/ids.ts';
import type { Command, CommandType, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import { isNonce } from '../log/nonces.ts';
import { flaw } from '../normal.ts';
import { isActive } from '../people/roles.ts';
import type { Work } from '../request.ts';
import type { Run } from '../run.ts';
import { workOf } from '../run.ts';
import { misshapen } from './shape.ts';

const whileSuspended = new Set<CommandType>([
  'edit',
  'correct',
  'attach',
  'open',
  'comment',
  'retry',
  'resume',
  'migrate',
  'withdraw',
  'certify',
]);
const afterTheEnd = new Set<CommandType>([
  'comment',
  'fulfil',
  'revoke',
  'reassess',
  'tick',
  'certify',
]);
/** Commands that no person sends. */
const bySystem: ReadonlyMap<CommandType, 'subprocess' | 'issuer'> = new Map([
  ['report', 'subprocess'],
  ['certify', 'issuer'],
]);

export function admit(run: Run, command: Command): Refusal | null {
  const { status } = run.request;
  const { type } = command;
  if (type === 'submit') {
    if (status !== 'new')
      return { refused: 'already_submitted', says: 'This request has been submitted already.' };
  } else if (status === 'new')
    return { refused: 'not_running', says: 'This request has not been submitted.' };
  else if (status === 'completed' && !afterTheEnd.has(type) && !waivesCondition(command))
    return { refused: 'completed', says: 'This request has ended: nobody can do that any more.' };
  else if (status === 'suspended' && !whileSuspended.has(type))
    return {
      refused: 'suspended',
      says: run.request.incidents.some((each) => each.code === 'by_hand')
        ? 'This request is suspended by hand, and has to be resumed first.'
        : 'This request is suspended by an incident, which has to be mended first.',
    };
  const misfit = misshapen(command);
  if (misfit !== null) return misfit;
  const wrong = flaw(command);
  if (wrong !== null) return { refused: wrong.code, says: wrong.says };
  if (type === 'tick') return null;
  const system = bySystem.get(type);
  if (system !== undefined)
    return isSystem(run, system)
      ? null
      : { refused: 'not_allowed', says: 'Only this program itself may say that.' };
  if (byParent(run) && (type === 'submit' || type === 'withdraw')) return null;
  const person = run.stamp.by;
  if (person === null || !isActive(run, person))
    return { refused: 'not_allowed', says: 'Only active people of this workspace may do that.' };
  return null;
}

const waivesCondition = (command: Command): boolean =>
  command.type === 'waive' && 'condition' in command;

/** A child request is submitted, and withdrawn with what waited for it, by the request it belongs to. */
export const byParent = (run: Run): boolean => isSystem(run, 'subprocess');

const isSystem = (run: Run, name: 'subprocess' | 'issuer'): boolean =>
  run.context.actor.kind === 'system' && run.context.actor.name === name;

/** The person acting. Only asked after `admit`, which lets nobody else through. */
export function personOf(run: Run): PersonId {
  if (run.stamp.by === null) throw new Error('A command of a person came without one.');
  return run.stamp.by;
}

export interface Found {
  readonly work: Work;
  readonly node: CNode;
}
export function openWork(run: Run, id: WorkId): Found | Refusal {
  const work = workOf(run.request, id);
  const node = work && run.compiled.at.get(work.node);
  if (work !== undefined && node !== undefined) return { work, node };
  return { refused: 'work_closed', says: 'This work is not open any more.' };
}

/** What is signed is hashed with 16 random bytes; a simulation has no hash and needs none. */
export const needsNonce = (run: Run, nonce: string): Refusal | null =>
  run.context.hash === null || isNonce(nonce)
    ? null
    : { refused: 'malformed', says: 'A signature carries 16 random bytes, as 32 hex digits.' };

export const reasonNeeded = (says: string): Refusal => ({ refused: 'reason_needed', says });
