import { Button } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Stream } from '#engine/log/entry.ts';
import type { Seals, VerifiedSeals } from '#engine/log/seals.ts';
import { now as clock } from '#store/clock.ts';
import { verifyAway } from '#store/verify-away.ts';
import type { Verifying } from '#store/verify-away.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText, plural, shortDigest, timeText } from '#ui/format.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import classes from './audit.module.css';

/** The verdict of a moment; `busy`: 0 to 1, how far a verification under way is, null where none is. */
interface Verified {
  readonly verdict: VerifiedSeals | null;
  /** UTC ms. */
  readonly at: number | null;
  /** Begins anew; calls off what is under way. */
  readonly again: () => void;
  readonly busy: number | null;
}

/**
 * Recomputes every link of the stored log, of one stream or of all, in a worker: when the page opens, whenever
 * something is written, and when asked to.
 */
export function useVerified(stream: Stream | undefined): Verified {
  const database = useDatabase();
  const [round, next] = useState(0);
  const [found, set] = useState<{ verdict: VerifiedSeals; at: number } | null>(null);
  const [far, setFar] = useState<{ of: string; share: number | null } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const running = useRef<Verifying | null>(null);
  // Undefined until it is read; null in an empty workspace.
  const head = useLive(async (db) => (await db.chain.orderBy('n').last())?.hash ?? null, []);
  const run = `${stream ?? ''} ${head ?? ''} ${round}`;
  const busy = far?.of === run ? far.share : 0;
  useEffect(() => {
    if (head === undefined) return undefined;
    let gone = false;
    const told = (done: number, of: number): void => {
      if (!gone) setFar({ of: run, share: of === 0 ? 0 : done / of });
    };
    const verifying = verifyAway(database, stream, told);
    running.current = verifying;
    verifying.verdict.then(
      (verdict) => {
        if (gone) return;
        gone = true; // a word about progress may still be on its way, by another port
        set({ verdict, at: clock() });
        setFar({ of: run, share: null });
      },
      (error: unknown) => gone || setFailed(error),
    );
    return () => {
      gone = true;
      verifying.cancel();
    };
  }, [database, stream, head, run]);
  // Said by the error boundary.
  if (failed !== null) throw failed;
  const again = (): void => {
    if (busy === null) next(round + 1);
    else {
      running.current?.cancel();
      setFar({ of: run, share: null });
    }
  };
  return { verdict: found?.verdict ?? null, at: found?.at ?? null, again, busy };
}

const done = {
  changed: 'its content was changed',
  removed: 'it was removed',
  reordered: 'it stands in another place',
  inserted: 'it was inserted',
  forged: 'a signature in it is not by its signer’s key',
} as const;

/** Where the chain breaks and how, in one sentence. */
const breakSentence = (verdict: Extract<VerifiedSeals, { readonly ok: false }>): string =>
  verdict.seq === null || verdict.stream === null
    ? `The chain breaks: ${done[verdict.what]}`
    : `The chain breaks at entry ${verdict.seq} of ${verdict.stream}: ${done[verdict.what]}`;

/** How many signatures their signers' keys confirm, and how many nobody was authenticated for. */
function sealsText({ sealed, unsealed, leaked }: Seals): string {
  const all = sealed + unsealed;
  if (all === 0) return '';
  if (sealed === 0) return `${plural(all, 'signature')}, not authenticated.`;
  const checked = `${plural(sealed, 'signature')} confirmed by ${sealed === 1 ? 'its signer’s key' : 'their signers’ keys'}, checked`;
  const others = [
    ...(leaked === 0 ? [] : [`${leaked} with a key that later got into other hands`]),
    ...(unsealed === 0 ? [] : [`${unsealed} not authenticated`]),
  ];
  return `${[checked, ...others].join('; ')}.`;
}

/** What the verification found: unbroken, or where and how the chain breaks. */
export function VerifiedBanner({
  verdict,
  at,
  since,
  head,
  children,
}: {
  readonly verdict: VerifiedSeals | null;
  readonly at: number | null;
  /** Time of the first entry, UTC ms. */
  readonly since: number | null;
  readonly head?: string | undefined;
  readonly children?: ReactNode;
}): ReactNode {
  if (verdict === null || at === null) return null;
  if (!verdict.ok)
    return (
      <div data-verdict="broken">
        <Callout tone="error" title={breakSentence(verdict)}>
          <div>{verdict.says}</div>
          Nothing after it is to be relied on. Compare with an export made before.
        </Callout>
      </div>
    );
  return (
    <output className={classes['verified']} data-verdict="ok">
      <ShieldCheck size={24} strokeWidth={1.75} aria-hidden />
      <div>
        <div className={classes['verifiedTitle']}>
          Chain verified: {verdict.entries} {verdict.entries === 1 ? 'entry' : 'entries'}, unbroken
          {since === null ? '' : ` since ${dateText(since)}`}
        </div>
        <div>
          Recomputed on this device at {timeText(at)}.
          {verdict.redacted.length > 0 &&
            ` The private values of ${plural(verdict.redacted.length, 'entry', 'entries')} were erased on record: their digests stand, their content is gone.`}
          {verdict.unnonced.length > 0 &&
            ` ${plural(verdict.unnonced.length, 'signature')} over them lost ${verdict.unnonced.length === 1 ? 'its' : 'their'} nonce.`}
          {` ${sealsText(verdict.seals)}`}
          {head !== undefined && (
            <>
              {' '}
              Head <span className="cs-mono">{shortDigest(head)}</span>
            </>
          )}
        </div>
      </div>
      {children !== undefined && <div className={classes['verifiedRight']}>{children}</div>}
    </output>
  );
}

/** ms a verification may take before the way to call it off is shown: almost none does. */
const soon = 400;

/** Begins a verification; while one is under way it says how far that is, and calls it off. */
export function VerifyButton({ again, busy }: Pick<Verified, 'again' | 'busy'>): ReactNode {
  const [late, setLate] = useState(false);
  const under = busy !== null;
  useEffect(() => {
    if (!under) return undefined;
    const timer = setTimeout(() => setLate(true), soon);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [under]);
  return (
    <Button
      variant="filled"
      leftSection={<ShieldCheck size={16} aria-hidden />}
      disabled={under && !late}
      onClick={again}
    >
      {under && late ? `Stop, ${Math.round(busy * 100)} % verified` : 'Verify'}
    </Button>
  );
}
