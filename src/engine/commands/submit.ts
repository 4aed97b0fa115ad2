import type { Digest, PersonId } from '#model/ids.ts';
import { as } from '#model/ids.ts';
import type { Json } from '#model/json.ts';
import type { CommandOf, Refusal } from '../command.ts';
import { dataWith } from '../data.ts';
import { formRefusal, unknownKeys } from '../edit-form.ts';
import { tierOf } from '../form.ts';
import { normal } from '../normal.ts';
import { isMember, members } from '../people/roles.ts';
import { nodeName } from '../people/names.ts';
import { route } from '../route.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';
import { byParent, personOf } from './admit.ts';

/** Starts a request: the form is validated, the tier follows, one token leaves the intake. */
export function submit(run: Run, command: CommandOf<'submit'>): Refusal | null {
  const { compiled } = run;
  const person = requesterOf(run, command);
  if (typeof person === 'object') return person;
  if (compiled.intake === null)
    return { refused: 'no_intake', says: 'This SOP has no intake, so nothing can be submitted.' };
  const { requesters } = compiled.diagram.control;
  if (!byParent(run) && requesters !== null && !isMember(run, requesters, person))
    return {
      refused: 'not_your_role',
      says: `Only a ${nodeName(run, requesters)} may submit this request.`,
      needs: [requesters],
      who: members(run, requesters),
    };
  const unknown = unknownKeys(run, command.form);
  if (unknown !== null) return unknown;
  const form: { [key: string]: Json } = {};
  for (const key of Object.keys(command.form).toSorted()) {
    const value = command.form[key];
    if (value !== undefined && value !== null) form[key] = normal(value);
  }
  const invalid = formRefusal(run, form, null);
  if (invalid !== null) return invalid;
  const request = { id: command.request, submittedAt: run.stamp.at };
  const tier =
    compiled.tiers.length === 0
      ? null
      : tierOf(compiled, dataWith(compiled, request, form, null, {}));
  const { parent } = command;
  emit(run, {
    form,
    node: compiled.intake.id,
    ...(parent === undefined ? null : { parent: { request: parent.request, token: parent.token } }),
    request: command.request,
    requester: person,
    sop: command.sop,
    tier,
    type: 'submitted',
    version: as<Digest>(compiled.digest),
  });
  const token = run.request.tokens[0];
  if (token !== undefined) run.queue.push(token.id);
  route(run);
  return null;
}

/**
 * Who asks: the person who submits; of a child request whoever asked for its parent, which only the system may say, or
 * anybody could let a parent go on by a child of their own.
 */
function requesterOf(run: Run, command: CommandOf<'submit'>): PersonId | Refusal {
  const { parent, requester, request } = command;
  if (run.stamp.by !== null && parent === undefined && requester === undefined)
    return childName.test(request)
      ? { refused: 'malformed', says: 'Only the part of another request is named so.' }
      : personOf(run);
  if (byParent(run) && parent !== undefined && requester !== undefined) {
    if (request === `${parent.request}.${parent.token}`) return requester;
    return { refused: 'malformed', says: 'A child request is named after what waits for it.' };
  }
  return {
    refused: 'not_allowed',
    says: 'A request within another one is submitted by that one, when it comes to it.',
  };
}

/** `<parent>.<token>`: who took that name first would keep the parent waiting for good. */
const childName = /\.t\d+$/;
