import type { CommandOf, Refusal } from '../command.ts';
import type { CNode } from '../compiled.ts';
import {
  againstApproval,
  close,
  incomplete,
  itemsWith,
  outcomeOf,
  unreachable,
} from '../closing.ts';
import type { EventOf } from '../event.ts';
import { changedAfter } from '../fresh.ts';
import { blank } from '../normal.ts';
import { maySign } from '../people/authority.ts';
import type { MaySign } from '../people/authority.ts';
import { isApproving } from '../people/quorum.ts';
import { denial } from '../people/refusals.ts';
import { confirmed } from '../people/sealing.ts';
import type { ConditionDraft } from '../request.ts';
import { route } from '../route.ts';
import { actingFor, emit, workOf } from '../run.ts';
import type { Run } from '../run.ts';
import { digestOfSigned, signedContent } from '../signed-content.ts';
import { needsNonce, openWork, personOf, reasonNeeded } from './admit.ts';

/**
 * A verdict on a gate. Whether it closes the gate is known only on the state with the signature; one that would close
 * it with unanswered items is refused as a whole. Rejecting and returning need a reason, conditional its conditions.
 */
export function sign(run: Run, command: CommandOf<'sign'>): Refusal | null {
  const found = openWork(run, command.work);
  if ('refused' in found) return found;
  const { work, node } = found;
  const person = personOf(run);
  if (node.kind !== 'gate')
    return { refused: 'not_allowed', says: 'A step is finished, not signed.' };
  const may = maySign(run, node, work, person);
  if (!may.ok) return denial(run, may, { node, work, person, verb: 'sign' });
  actingFor(run, may.principal);
  const wrong = wrongVerdict(run, node, command);
  if (wrong !== null) return wrong;
  const guessable = needsNonce(run, command.nonce);
  if (guessable !== null) return guessable;
  if (changedAfter(run, node, work, command.seen))
    return {
      refused: 'content_changed',
      says: 'What you would sign has changed since you looked at it: look again.',
    };
  const { verdict, meaning, nonce, reason } = command;
  if (isApproving(verdict)) {
    const refused = againstApproval(run, node, work, person, may.seat);
    if (refused !== null) return refused;
  }
  const conditions = verdict === 'conditional' ? draftsOf(command) : none;
  const { hash } = run.context;
  const content =
    hash === null
      ? null
      : digestOfSigned(
          signedContent(
            run.compiled,
            run.request,
            {
              work,
              signer: person,
              principal: may.principal,
              edge: may.seat.id,
              meaning,
              nonce,
              verdict,
              conditions,
              ...(reason === undefined ? null : { reason }),
            },
            hash,
          ),
          hash,
        );
  const by = confirmed(run, person, command, content);
  if ('refused' in by) return by;
  emit(run, signedEvent(may, command, conditions, { content, ...by }));
  return settle(run, node, command);
}

/** Keys in canonical order; a plain approval, the usual case, without the detour of a spread. */
function signedEvent(
  may: MaySign,
  { meaning, fields, nonce, reason, verdict, work }: CommandOf<'sign'>,
  conditions: readonly ConditionDraft[],
  { content, identity, seal }: Pick<EventOf<'signed'>, 'content' | 'identity' | 'seal'>,
): EventOf<'signed'> {
  const { limitation, principal, seat } = may;
  if (fields === undefined && reason === undefined && limitation === null && seal === undefined)
    return {
      conditions,
      content,
      edge: seat.id,
      for: principal,
      identity,
      meaning,
      node: seat.node,
      nonce,
      type: 'signed',
      verdict,
      work,
    };
  return {
    conditions,
    content,
    edge: seat.id,
    ...(fields === undefined ? null : { fields: [...fields] }),
    for: principal,
    identity,
    ...(limitation === null ? null : { limitation }),
    meaning,
    node: seat.node,
    nonce,
    ...(reason === undefined ? null : { reason }),
    ...(seal === undefined ? null : { seal }),
    type: 'signed',
    verdict,
    work,
  };
}

/** Closes the gate if this signature decides it. */
function settle(run: Run, node: CNode, command: CommandOf<'sign'>): Refusal | null {
  const work = workOf(run.request, command.work);
  if (work === undefined) return null;
  const outcome = outcomeOf(run, node, work);
  if (outcome === null) return null;
  if (typeof outcome === 'object') {
    unreachable(run, node, outcome.unreachable);
    return null;
  }
  if (isApproving(outcome)) {
    // Only an approving signature was held against evidence and checklist.
    if (!isApproving(command.verdict)) return null;
    const open = itemsWith(node, work, ['open']);
    if (open.length > 0) return incomplete(run, open);
  }
  close(run, node, work, outcome);
  route(run);
  return null;
}

const none: readonly ConditionDraft[] = [];
const draftsOf = (command: CommandOf<'sign'>): readonly ConditionDraft[] =>
  (command.conditions ?? none).map(({ due, effect, owner, text }) => ({
    due,
    effect,
    owner,
    text,
  }));

/** What a condition may hold up; of another effect it would hold up nothing, and nobody would notice. */
const effects: ReadonlySet<string> = new Set(['nextGate', 'end', 'runsOn']);

/** The last moment a date can tell, UTC ms. */
const latest = 8.64e15;

function wrongConditions(run: Run, drafts: readonly ConditionDraft[]): Refusal | null {
  const { nodes } = run.compiled.diagram;
  const isWhole = ({ text, owner, effect, due }: ConditionDraft): boolean =>
    !blank(text) &&
    Object.hasOwn(nodes, owner) &&
    nodes[owner]?.kind === 'role' &&
    effects.has(effect) &&
    Number.isInteger(due) &&
    due <= latest;
  if (drafts.length === 0 || !drafts.every(isWhole))
    return {
      refused: 'condition_needed',
      says: 'A conditional approval needs a condition: what, which role sees to it, by when, and what waits for it.',
    };
  const past = drafts.find(({ due }) => due <= run.now);
  return past === undefined
    ? null
    : {
        refused: 'condition_needed',
        says: `The condition “${past.text}” was due before it was asked for: name a later day.`,
      };
}

/** What people may say; `expired` is the clock's. */
const verdicts: ReadonlySet<string> = new Set(['approved', 'conditional', 'rejected', 'returned']);

function wrongVerdict(run: Run, node: CNode, command: CommandOf<'sign'>): Refusal | null {
  const { verdict, reason } = command;
  if (!verdicts.has(verdict) || !node.byOutcome.has(verdict))
    return { refused: 'outcome_unused', says: `This gate has no way for “${verdict}”.` };
  if (verdict === 'approved') return null;
  if (verdict === 'conditional') {
    return wrongConditions(run, command.conditions ?? none);
  }
  return blank(reason)
    ? reasonNeeded(
        verdict === 'rejected' ? 'Say why you reject.' : 'Say what has to change, and why.',
      )
    : null;
}
