import type { PersonId } from '#model/ids.ts';
import type { Refusal } from '../command.ts';
import type { View } from '../run.ts';
import { mayAs } from './authority.ts';
import { nodeName, personName } from './names.ts';
import { isMember, members } from './roles.ts';

/** On whose behalf this person acts for the SOP's owner role; of an SOP without one, the requester sees to it. */
export function mayOwn(view: View, person: PersonId): PersonId | null {
  const { owner } = view.compiled.diagram.control;
  return mayAs(view, person, (each) =>
    owner === null ? each === view.request.requester : isMember(view, owner, each),
  );
}

/** As `mayOwn`, or for the requester. */
export const mayOwnOrAsk = (view: View, person: PersonId): PersonId | null =>
  mayAs(view, person, (each) => each === view.request.requester) ?? mayOwn(view, person);

export function ownerRefusal(view: View, verb: string, requesterToo = false): Refusal {
  const { owner } = view.compiled.diagram.control;
  const requester = personName(view, view.request.requester);
  if (owner === null)
    return {
      refused: 'not_allowed',
      says: `Only ${requester}, who made this request, may ${verb}.`,
      who: [view.request.requester],
    };
  const who = members(view, owner);
  return {
    refused: 'not_allowed',
    says: `Only ${requesterToo ? `${requester} or ` : ''}${nodeName(view, owner)} may ${verb}.`,
    needs: [owner],
    who: requesterToo ? [view.request.requester, ...who] : who,
  };
}
