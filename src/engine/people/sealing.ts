/** Whether a signature is confirmed by its signer's key (METHODS.md §7): where one is set, nothing else will do. */
import type { Hex } from '#model/diagram.ts';
import { keyOf } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import type { GivenSeal, Refusal } from '../command.ts';
import type { Identity, KeySeal } from '../event.ts';
import type { Run } from '../run.ts';

/** What a person's key signs to confirm a signature. */
export const sealText = (content: Hex): string => `countersign:1:signature:${content}`;

interface Given {
  readonly identity: Identity;
  readonly seal?: GivenSeal;
}
/** What the event says of who signed; keys in canonical order. */
type Confirmed = { readonly identity: Identity; readonly seal?: KeySeal };

export function confirmed(
  { context }: Run,
  person: PersonId,
  { identity: { auth, name }, seal }: Given,
  content: Hex | null,
): Refusal | Confirmed {
  if (context.seals === undefined) {
    const identity = { auth, name };
    return seal === undefined ? { identity } : { identity, seal: kept(seal) };
  }
  const key = keyOf(context.directory, person);
  if (key === null)
    return seal === undefined && auth !== 'passphrase'
      ? { identity: { auth, name } }
      : wrong('You have no signing key any more: look again, and sign without a passphrase.');
  if (seal === undefined)
    return {
      refused: 'passphrase_needed',
      says: 'You have a signing key: confirm the signature with its passphrase.',
    };
  if (seal.kid !== key.kid)
    return wrong('Your signing key was replaced: look again, and use the new passphrase.');
  if (content !== seal.content)
    return {
      refused: 'content_changed',
      says: 'What you would sign has changed since you looked at it: look again.',
    };
  if (!context.seals(key.x, sealText(seal.content), seal.value))
    return wrong('This was not signed by your key.');
  return { identity: { auth: 'passphrase', name }, seal: kept(seal) };
}

const kept = ({ alg, kid, value }: KeySeal): KeySeal => ({ alg, kid, value });
const wrong = (says: string): Refusal => ({ refused: 'seal_wrong', says });
