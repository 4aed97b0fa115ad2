import { Button } from '@mantine/core';
import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Evidence } from '#model/diagram.ts';
import type { EvidenceId } from '#model/ids.ts';
import { whenText } from '#ui/format.ts';
import { openedByMe } from './opened.ts';
import { useScope } from './request-scope.tsx';
import classes from './sign-dialog.module.css';

/** What a signer has to have opened since its last change, what is still to open first. */
export function ReadingList({
  reading,
  onOpen,
}: {
  readonly reading: readonly EvidenceId[];
  readonly onOpen: (piece: Evidence) => void;
}): ReactNode {
  const scope = useScope();
  const pieces = reading
    .flatMap((id) => scope.compiled.diagram.evidence[id] ?? [])
    .toSorted((a, b) => Number(openedByMe(scope, a.id)) - Number(openedByMe(scope, b.id)));
  if (pieces.length === 0) return null;
  return (
    <ul className={classes['reading']} aria-label="What you sign on">
      {pieces.map((piece) => (
        <Piece key={piece.id} piece={piece} onOpen={() => onOpen(piece)} />
      ))}
    </ul>
  );
}

function Piece({
  piece,
  onOpen,
}: {
  readonly piece: Evidence;
  readonly onOpen: () => void;
}): ReactNode {
  const scope = useScope();
  const { request, record, me, now } = scope;
  const state = request.evidence[piece.id];
  const opened = state !== undefined && openedByMe(scope, piece.id);
  const before = me !== null && request.opened[piece.id]?.[me] !== undefined;
  const at = state && me !== null ? record.openedAt(piece.id, state.version, me) : null;
  return (
    <li>
      <span className={classes['piece']} title={piece.name}>
        {piece.name}
      </span>
      {state === undefined ? (
        <span className={classes['sub']}>Not attached</span>
      ) : opened ? (
        <span className={classes['read']}>
          <Eye size={14} strokeWidth={2.1} aria-hidden />
          Opened{at === null ? '' : ` ${whenText(at, now).replace('today ', '')}`}
        </span>
      ) : (
        <>
          <span className={classes['unread']}>
            {before ? 'Changed since you opened it' : 'Not opened'}
          </span>
          <Button size="xs" variant="light" aria-label={`Open ${piece.name}`} onClick={onOpen}>
            Open
          </Button>
        </>
      )}
    </li>
  );
}
