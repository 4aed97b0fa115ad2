import { useCallback, useRef, useState } from 'react';
import type { GivenSeal } from '#engine/command.ts';
import { sealText } from '#engine/people/sealing.ts';
import type { Hex } from '#model/diagram.ts';
import { keyOf } from '#model/directory.ts';
import type { WorkspaceKey } from '#model/directory.ts';
import { sealWith } from '#store/person-keys.ts';
import { useActing, useDatabase, useDirectory, useLive } from '#ui/workspace.tsx';
import { failure } from './send.ts';

/** How a signature is confirmed: by the passphrase of the key of who acts, where they have set one. */
export interface Sealing {
  /** null: no key is set, and the signature is not authenticated. */
  readonly key: WorkspaceKey | null;
  /** The private half is in this browser; null: not known yet. */
  readonly here: boolean | null;
  readonly passphrase: string;
  readonly type: (passphrase: string) => void;
  /** Why nothing was sealed: the wrong passphrase, mostly. */
  readonly refused: string | null;
  readonly pending: boolean;
  /** What is still needed; null: the signature can be given. */
  readonly hold: string | null;
  /** The act with the seal of this content; as it is where no key is set. null: not sealed, nothing may be sent. */
  readonly sealed: <A extends object>(act: A, content: Hex | null) => Promise<A | null>;
}

export function useSealing(): Sealing {
  const database = useDatabase();
  const directory = useDirectory();
  const { person } = useActing();
  const key = person === null ? null : keyOf(directory, person);
  const kid = key?.kid ?? null;
  const here = useLive(
    async (db) => kid !== null && (await db.personKeys.where('kid').equals(kid).count()) > 0,
    [kid],
  );
  const [passphrase, setPassphrase] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const type = useCallback((next: string): void => {
    setPassphrase(next);
    setRefused(null);
  }, []);
  const sealed = async <A extends object>(
    act: A,
    content: Hex | null,
  ): Promise<(A & { readonly seal?: GivenSeal }) | null> => {
    if (person === null || kid === null) return act;
    if (busy.current || content === null || passphrase === '') return null;
    busy.current = true;
    setPending(true);
    setRefused(null);
    try {
      const seal = await sealWith(database, person, passphrase, sealText(content));
      if (!('refused' in seal)) return { ...act, seal: { ...seal, content } };
      setRefused(seal.says);
      return null;
    } catch (error) {
      setRefused(failure(error));
      return null;
    } finally {
      busy.current = false;
      setPending(false);
    }
  };
  const hold =
    key === null
      ? null
      : here === false
        ? 'Your signing key is not in this browser'
        : passphrase === ''
          ? 'Type the passphrase of your signing key'
          : null;
  return { key, here: here ?? null, passphrase, type, refused, pending, hold, sealed };
}
