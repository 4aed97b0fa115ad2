/** Erases the private values of an entry: what goes, what stays on record, and why. It cannot be undone, so it asks. */
import { Button, Checkbox, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Stream } from '#engine/log/entry.ts';
import type { Json } from '#model/json.ts';
import { redact, redactable } from '#store/redact.ts';
import { isRefused } from '#store/append.ts';
import { failureSays } from '#store/quota.ts';
import { Callout } from '#ui/callout.tsx';
import { plural } from '#ui/format.ts';
import { useActing, useDatabase, useLive } from '#ui/workspace.tsx';
import classes from './evidence.module.css';

interface Place {
  readonly stream: Stream;
  readonly seq: number;
}

/** Of these entries, those that hold private values now, as `stream seq`. */
export function useErasable(places: readonly Place[]): ReadonlySet<string> {
  const found = useLive(
    async (db) => {
      const keys = places.map(({ stream, seq }): [Stream, number] => [stream, seq]);
      return db.private.where(':id').anyOf(keys).primaryKeys();
    },
    [places],
  );
  return new Set((found ?? []).map(([stream, seq]) => `${stream} ${seq}`));
}

/** Longest text of a value that is shown. */
const longest = 80;
const shown = (value: Json): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
/** Values listed at most. */
const listed = 8;

export function RedactDialog({
  place,
  says,
  onClose,
}: {
  readonly place: Place;
  /** What the entry tells. */
  readonly says: string;
  readonly onClose: () => void;
}): ReactNode {
  const database = useDatabase();
  const { person } = useActing();
  const { stream, seq } = place;
  const found = useLive(
    async (db) => ({
      what: await redactable(db, stream, seq),
      running: await isRunning(db, stream),
    }),
    [stream, seq],
  );
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  if (found === undefined) return null;
  const { what, running } = found;
  const erase = async (): Promise<void> => {
    if (person === null) return;
    setBusy(true);
    setRefused(null);
    try {
      const answer = await redact(
        database,
        stream,
        seq,
        { reason },
        { kind: 'person', id: person },
      );
      if (isRefused(answer)) setRefused(answer.says);
      else onClose();
    } catch (error) {
      setRefused(failureSays(error));
    } finally {
      setBusy(false);
    }
  };
  const texts = (what?.values ?? []).filter((value) => value !== '' && value !== null);
  const gone = what?.evidence.gone.length ?? 0;
  const signatures = (what?.signed.nonces.length ?? 0) + (what?.signed.whole.length ?? 0);
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title={`Erase what is private in entry ${seq}`}
      size={560}
    >
      <Stack gap="md">
        {what === null ? (
          <Callout tone="info" title="This entry holds nothing private, or it was erased before." />
        ) : (
          <>
            <p>
              “{says}” holds {plural(texts.length, 'private value')}
              {gone > 0 && `, and the content of ${plural(gone, 'piece')} of evidence`}:
            </p>
            <ul>
              {texts.slice(0, listed).map((value, i) => (
                <li key={i}>{shown(value)}</li>
              ))}
              {texts.length > listed && <li>and {texts.length - listed} more</li>}
            </ul>
            {signatures > 0 && (
              <Callout
                tone="info"
                title={`${plural(signatures, 'signature')} over it lose${signatures === 1 ? 's its' : ' their'} nonce`}
              >
                Without that random number nobody can check a guess of what was erased against what
                was signed. Who signed what decision and when stays.
                {what.signed.whole.length > 0 &&
                  ` Of ${plural(what.signed.whole.length, 'signature')} from an older version, the printed name, the reason and the conditions go too.`}
              </Callout>
            )}
            <Callout tone="warning" title="This cannot be undone, here or on an import">
              Left on record: who acted, when, for whom, what was decided, which fields were given,
              and digests: of what was signed, which nothing left can be tried against, and of
              evidence, by which a file somebody already has can be recognized. The chain still
              verifies and shows the gap. Copies that were exported before are not reached.
              {running &&
                ' This request still runs: what decides by an erased value stops as an incident.'}
            </Callout>
            {what.evidence.stays.length > 0 && (
              <Callout
                tone="info"
                title="The content of its evidence stays: another entry names it too."
              />
            )}
            {what.alike.length > 0 && (
              <Callout
                tone="info"
                title={`The same text stands in ${plural(what.alike.length, 'other entry', 'other entries')}`}
              >
                Each is erased by itself:{' '}
                {what.alike
                  .slice(0, listed)
                  .map((other) => `entry ${other.seq} of ${other.stream}`)
                  .join(', ')}
                {what.alike.length > listed && ' …'}
              </Callout>
            )}
            <Textarea
              label="Reason"
              description="It stays on record for good: write nothing private."
              autosize
              minRows={2}
              data-autofocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Checkbox
              label="I know that nobody can bring these values back"
              checked={sure}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
          </>
        )}
        {person === null && <Callout tone="refusal" title="Choose who you act as first." />}
        {refused !== null && <Callout tone="refusal" title={refused} />}
        <div className={classes['foot']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            color="rejected"
            disabled={what === null || person === null || !sure || reason.trim() === ''}
            loading={busy}
            onClick={() => void erase()}
          >
            Erase
          </Button>
        </div>
      </Stack>
    </Modal>
  );
}

async function isRunning(db: ReturnType<typeof useDatabase>, stream: Stream): Promise<boolean> {
  if (!stream.startsWith('request/')) return false;
  const rows = await db.requests.where('id').equals(stream.slice('request/'.length)).toArray();
  return rows.some(({ status }) => status === 'running' || status === 'suspended');
}
