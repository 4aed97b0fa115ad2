/**
 * The seals of signatures (METHODS.md §7): each has to be by the key that was its signer's then, over exactly the digest
 * that stands beside it. Ed25519 comes in as a function, for it is asynchronous in a browser.
 */
import { emptyDirectory, keyOf } from '#model/directory.ts';
import type { Directory } from '#model/directory.ts';
import type { PersonId } from '#model/ids.ts';
import type { Hash } from '../context.ts';
import type { EventOf } from '../event.ts';
import { sealText } from '../people/sealing.ts';
import { keyText, withPersonKey } from '../workspace/person-keys.ts';
import type { Entry, Stream } from './entry.ts';
import { openEvents, openWorkspaceEvents } from './open.ts';
import { readLog } from './read.ts';
import type { Line } from './read.ts';
import { bad, verifyLines } from './verify.ts';
import type { Bad, Verification } from './verify.ts';

/** Whether `value` (base64url) is the Ed25519 signature of the text's UTF-8 bytes by the key `x` (base64url). */
export type CheckSeal = (x: string, text: string, value: string) => Promise<boolean>;

/** Seals of a log that verifies. */
export interface Seals {
  /** Signatures whose seal is that of their signer's key. */
  readonly sealed: number;
  /** Signatures without one: their signers were not authenticated. */
  readonly unsealed: number;
  /** Of the sealed ones, those with a key that later got into other hands: others may have made them. */
  readonly leaked: number;
  /** Sealed ones that cannot be checked here: the keys stand in the workspace's log. */
  readonly unchecked: number;
}
export type VerifiedSeals =
  | Bad
  | (Extract<Verification, { readonly ok: true }> & { readonly seals: Seals });

/** Verifies an export, its seals too. A file that is none is answered with a sentence: nothing throws. */
export async function verifySealedLog(
  file: string,
  hash: Hash,
  check: CheckSeal,
): Promise<VerifiedSeals> {
  const read = readLog(file);
  if (!read.ok) return { ok: false, stream: null, seq: null, what: 'changed', says: read.says };
  const verdict = verifyLines(read.heads, read.lines, hash, read.erased);
  return verifySeals(verdict, read.lines, check);
}

/** What `verifyLines` found, and the seals. */
export async function verifySeals(
  verdict: Verification,
  lines: readonly Line[],
  check: CheckSeal,
  keys?: Directory['personKeys'],
): Promise<VerifiedSeals> {
  if (!verdict.ok) return verdict;
  const seals = await checkSeals(lines, check, keys);
  return 'says' in seals ? seals : { ...verdict, seals };
}

/**
 * The seals of a log that verifies, or the first that is forged. `keys`: of the workspace, where its log is not among the
 * lines; then a seal may be by any key its signer ever had, for the order between two streams is not known.
 */
export async function checkSeals(
  lines: readonly Line[],
  check: CheckSeal,
  keys?: Directory['personKeys'],
): Promise<Bad | Seals> {
  const { found, unsealed, unchecked, known } = sealsIn(lines, keys);
  const holds = await Promise.all(
    found.map(async ({ x, text, value }) => x !== null && (await check(x, text, value))),
  );
  const wrong = found[holds.indexOf(false)];
  if (wrong !== undefined)
    return bad(
      'forged',
      wrong,
      wrong.x === null
        ? `it is not sealed with the key that ${wrong.by} had then`
        : `its seal is not by the key of ${wrong.by}, or not over what stands there`,
    );
  const given = new Set(
    Object.values(known).flatMap((all) => all.flatMap((key) => (key.compromised ? [key.x] : []))),
  );
  const made = found.filter(({ stream }) => stream !== 'workspace');
  const leaked = made.filter(({ x }) => x !== null && given.has(x)).length;
  return { sealed: made.length, unsealed, leaked, unchecked };
}

interface Found {
  readonly stream: Stream;
  readonly seq: number;
  readonly by: PersonId;
  /** null: it is by none of the keys that may have made it. */
  readonly x: string | null;
  readonly text: string;
  readonly value: string;
}

function sealsIn(lines: readonly Line[], known: Directory['personKeys']) {
  const sound = lines.filter((line) => line.ok);
  const whole = sound.some(({ entry }) => entry.stream === 'workspace');
  const found: Found[] = [];
  let unsealed = 0;
  let unchecked = 0;
  let directory: Directory = emptyDirectory;
  const keyThen = (by: PersonId, kid: string): string | null => {
    if (!whole) return (known?.[by] ?? []).find((key) => key.kid === kid)?.x ?? null;
    const key = keyOf(directory, by);
    return key?.kid === kid ? key.x : null;
  };
  const signature = (entry: Entry, event: EventOf<'signed' | 'affirmed'>): void => {
    const { seal, content, identity } = event;
    const { stream, seq, actor } = entry;
    const by = actor.kind === 'person' ? actor.id : event.for;
    if (seal === undefined && identity.auth !== 'passphrase') unsealed += 1;
    else if (!whole && known === undefined) unchecked += 1;
    else {
      const x = content === null || seal === undefined ? null : keyThen(by, seal.kid);
      const text = sealText(content ?? '');
      found.push({ stream, seq, by, x, text, value: seal?.value ?? '' });
    }
  };
  for (const { entry, record } of sound)
    if (entry.stream === 'workspace')
      for (const event of openWorkspaceEvents(entry, null)) {
        if (event.type !== 'personKeyed') continue;
        const { person: by, seal, key } = event;
        if (seal !== undefined) {
          const { stream, seq } = entry;
          const x = keyThen(by, seal.kid);
          const text = keyText(by, key?.kid ?? '');
          found.push({ stream, seq, by, x, text, value: seal.value });
        }
        directory = withPersonKey(directory, event);
      }
    else if (entry.events.some(isSignature))
      for (const event of openEvents(entry, record.private))
        if (isSignature(event)) signature(entry, event);
  return { found, unsealed, unchecked, known: (whole ? directory.personKeys : known) ?? {} };
}

const isSignature = <E extends { readonly type: string }>(
  event: E,
): event is Extract<E, { readonly type: 'signed' | 'affirmed' }> & E =>
  event.type === 'signed' || event.type === 'affirmed';
