import type { CommandOf, Refusal } from '../command.ts';
import { emit } from '../run.ts';
import type { Run } from '../run.ts';

/** The signed token of an end that issued one. Its id is derived, so it is recorded once whoever signs it first. */
export function certify(run: Run, { token, jws }: CommandOf<'certify'>): Refusal | null {
  const issued = run.request.issued.find((each) => each.token === token);
  if (issued === undefined)
    return { refused: 'not_issued', says: 'No end of this request issued that approval token.' };
  if (issued.certified !== null)
    return { refused: 'no_change', says: 'That approval token has been signed already.' };
  emit(run, { jws, token, type: 'certified' });
  return null;
}
