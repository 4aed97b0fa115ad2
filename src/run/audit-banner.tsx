import { Button } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Stream } from '#engine/log/entry.ts';
import type { Verification } from '#engine/log/verify.ts';
import { now as clock } from '#store/clock.ts';
import { verifyStored } from '#store/verify.ts';
import { Callout } from '#ui/callout.tsx';
import { dateText, shortDigest, timeText } from '#ui/format.ts';
import { useLive } from '#ui/workspace.tsx';
import classes from './audit.module.css';

/**
 * Recomputes every link of the stored log, of one stream or of all: when the page opens, whenever something is written,
 * and when asked to.
 */
export function useVerified(stream: Stream | undefined): {
  readonly verdict: Verification | null;
  /** UTC ms. */
  readonly at: number | null;
  readonly again: () => void;
  readonly busy: boolean;
} {
  const [round, next] = useState(0);
  const found = useLive(
    async (database) => ({ verdict: await verifyStored(database, stream), at: clock() }),
    [stream, round],
  );
  return {
    verdict: found?.verdict ?? null,
    at: found?.at ?? null,
    again: () => next(round + 1),
    busy: found === undefined,
  };
}

const done = {
  changed: 'its content was changed',
  removed: 'it was removed',
  reordered: 'it stands in another place',
  inserted: 'it was inserted',
} as const;

/** Where the chain breaks and how, in one sentence. */
const breakSentence = (verdict: Extract<Verification, { readonly ok: false }>): string =>
  verdict.seq === null || verdict.stream === null
    ? `The chain breaks: ${done[verdict.what]}`
    : `The chain breaks at entry ${verdict.seq} of ${verdict.stream}: ${done[verdict.what]}`;

/** What the verification found: unbroken, or where and how the chain breaks. */
export function VerifiedBanner({
  verdict,
  at,
  since,
  head,
  children,
}: {
  readonly verdict: Verification | null;
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

export function VerifyButton({
  again,
  busy,
}: {
  readonly again: () => void;
  readonly busy: boolean;
}): ReactNode {
  return (
    <Button
      variant="filled"
      leftSection={<ShieldCheck size={16} aria-hidden />}
      disabled={busy}
      onClick={again}
    >
      Verify
    </Button>
  );
}
