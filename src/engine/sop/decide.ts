/** The decider of an SOP's own life: created, published, retired. */
import type { CommandId, Digest, PersonId } from '#model/ids.ts';
import type { Finding } from '#model/finding.ts';
import type { Acceptance, Approval } from '#model/version.ts';
import type { Actor } from '../command.ts';
import { flaw } from '../normal.ts';
import type { SopEvent } from './event.ts';
import type { SopState } from './state.ts';

interface Of<T extends string> {
  readonly type: T;
  readonly id: CommandId;
}
interface CreateSop extends Of<'create'> {
  readonly title: string;
  readonly from: string | null;
}
export interface PublishSop extends Of<'publish'> {
  readonly digest: Digest;
  readonly appearance: Digest;
  readonly revision: string;
  readonly reason: string;
  /** ISO date. */
  readonly effectiveFrom: string;
  readonly nextReview: string | null;
  readonly approvals: readonly Approval[];
  readonly accepted: readonly Acceptance[];
  /** As the caller found them in this very diagram. */
  readonly findings: readonly Finding[];
}
interface RetireSop extends Of<'retire'> {
  readonly reason: string;
}
export type SopCommand = CreateSop | PublishSop | RetireSop;

export type SopRefusalCode =
  | 'malformed'
  | 'not_allowed'
  | 'already_created'
  | 'not_created'
  | 'retired'
  | 'title_needed'
  | 'reason_needed'
  | 'not_sound'
  | 'not_accepted'
  | 'unchanged'
  | 'never_published';
export interface SopRefusal {
  readonly refused: SopRefusalCode;
  readonly says: string;
  /** The errors, or the warnings nobody accepted. */
  readonly findings?: readonly Finding[];
}
export interface SopContext {
  /** UTC ms. */
  readonly now: number;
  readonly actor: Actor;
}

const refuse = (
  refused: SopRefusalCode,
  says: string,
  findings?: readonly Finding[],
): SopRefusal => ({ refused, says, ...(findings ? { findings } : {}) });

type Answer = { readonly events: readonly SopEvent[] } | SopRefusal;

/** The events of the command, keys in canonical order, or why it is refused. */
export function decideSop(state: SopState, command: SopCommand, context: SopContext): Answer {
  // Findings don't enter the log, and may hold what JSON cannot.
  const { findings: _, ...entering } = { findings: null, ...command };
  const wrong = flaw(entering);
  if (wrong) return refuse('malformed', wrong.says);
  if (command.type === 'create') return create(state, command);
  if (state.status === 'new') return refuse('not_created', 'There is no such SOP.');
  if (state.status === 'obsolete')
    return refuse('retired', 'This SOP is retired. Copy it to go on with it.');
  if (context.actor.kind !== 'person')
    return refuse('not_allowed', 'Only a person may publish or retire an SOP.');
  return command.type === 'publish'
    ? publish(state, command, context.now, context.actor.id)
    : retire(state, command);
}

function create(state: SopState, command: CreateSop): Answer {
  if (state.status !== 'new') return refuse('already_created', 'This SOP exists already.');
  if (command.title.trim() === '') return refuse('title_needed', 'An SOP needs a title.');
  return { events: [{ from: command.from, title: command.title.trim(), type: 'created' }] };
}

function publish(state: SopState, command: PublishSop, now: number, by: PersonId): Answer {
  const errors = command.findings.filter((finding) => finding.level === 'error');
  if (errors.length > 0)
    return refuse(
      'not_sound',
      errors.length === 1
        ? `One error stands against publishing: ${errors[0]?.says ?? ''}`
        : `${errors.length} errors stand against publishing.`,
      errors,
    );
  if (state.effective === command.digest)
    return refuse('unchanged', 'Nothing has changed since the effective version.');
  const open = command.findings.filter(
    (finding) => finding.level === 'warning' && !isAccepted(finding, command.accepted),
  );
  if (open.length > 0)
    return refuse(
      'not_accepted',
      open.length === 1
        ? `One warning is not accepted yet: ${open[0]?.says ?? ''}`
        : `${open.length} warnings are not accepted yet.`,
      open,
    );
  if (command.reason.trim() === '')
    return refuse('reason_needed', 'Say what changed and why, for those who read it later.');
  return {
    events: [
      {
        accepted: command.accepted.map(acceptance),
        appearance: command.appearance,
        approvals: command.approvals.map(approval),
        digest: command.digest,
        effectiveFrom: command.effectiveFrom,
        nextReview: command.nextReview,
        number: state.versions.length + 1,
        publishedAt: now,
        publishedBy: by,
        reason: command.reason,
        revision: command.revision,
        supersedes: state.effective,
        type: 'published',
      },
    ],
  };
}

/** Accepted with a reason: this very finding, or, with no id, every finding of the rule. */
const isAccepted = (finding: Finding, accepted: readonly Acceptance[]): boolean =>
  accepted.some(
    (each) =>
      each.rule === finding.rule &&
      (each.id === undefined || each.id === finding.at.id) &&
      each.reason.trim() !== '',
  );

/** Copies with their keys in canonical order. */
const acceptance = ({ by, id, reason, rule }: Acceptance): Acceptance =>
  id === undefined ? { by, reason, rule } : { by, id, reason, rule };
const approval = ({ at, by, note }: Approval): Approval =>
  note === undefined ? { at, by } : { at, by, note };

function retire(state: SopState, command: RetireSop): Answer {
  if (state.versions.length === 0)
    return refuse('never_published', 'This SOP was never published: delete it instead.');
  if (command.reason.trim() === '') return refuse('reason_needed', 'Say why it is retired.');
  return { events: [{ reason: command.reason, type: 'retired' }] };
}
