import { Button } from '@mantine/core';
import { Eye, FileBarChart, FileText, Link2, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Evidence } from '#model/diagram.ts';
import type { EvidenceId } from '#model/ids.ts';
import { cutMiddle, shortDigest, sizeText, whenText } from '#ui/format.ts';
import { AttachDialog } from './attach-dialog.tsx';
import classes from './evidence.module.css';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { openedByMe } from './opened.ts';
import { useScope } from './request-scope.tsx';
import { Row, Section, Under } from './section.tsx';

const icons = { file: FileText, url: Link2, metrics: FileBarChart } as const;

/** The evidence of the open work: its own pieces and those of the steps before it that its signers have to read. */
export function EvidenceSection({
  title,
  pieces,
  reading,
}: {
  readonly title: string;
  readonly pieces: readonly Evidence[];
  /** What a signer of this work must have opened. */
  readonly reading: ReadonlySet<EvidenceId>;
}): ReactNode {
  const scope = useScope();
  const [attaching, attach] = useState<Evidence | null>(null);
  const [viewing, view] = useState<Evidence | null>(null);
  if (pieces.length === 0) return null;
  const toRead = pieces.filter(
    (piece) => reading.has(piece.id) && scope.request.evidence[piece.id],
  );
  const read = toRead.filter((piece) => openedByMe(scope, piece.id)).length;
  const there = pieces.filter((piece) => scope.request.evidence[piece.id]).length;
  return (
    <Section
      title={title}
      id="evidence"
      note={
        toRead.length > 0 && scope.me !== null
          ? `${read} of ${toRead.length} opened by you`
          : `${there} of ${pieces.length} attached`
      }
    >
      {pieces.map((piece) => (
        <EvidenceRow
          key={piece.id}
          piece={piece}
          asked={reading.has(piece.id)}
          onAttach={() => attach(piece)}
          onOpen={() => view(piece)}
        />
      ))}
      {attaching !== null && <AttachDialog piece={attaching} onClose={() => attach(null)} />}
      {viewing !== null && <EvidenceViewer piece={viewing} onClose={() => view(null)} />}
    </Section>
  );
}

function EvidenceRow({
  piece,
  asked,
  onAttach,
  onOpen,
}: {
  readonly piece: Evidence;
  readonly asked: boolean;
  readonly onAttach: () => void;
  readonly onOpen: () => void;
}): ReactNode {
  const scope = useScope();
  const { request, me, record, now } = scope;
  const state = request.evidence[piece.id];
  const versions = record.attachments.get(piece.id) ?? [];
  const last = versions.at(-1);
  const Icon = icons[piece.kind];
  const running = request.status !== 'completed' && me !== null;
  const mayAttach =
    running &&
    scope.trial({
      type: 'attach',
      evidence: piece.id,
      name: 'evidence',
      sha256: '0'.repeat(64),
      size: 0,
      ...(piece.kind === 'metrics' ? { metrics: {} } : {}),
      ...(piece.kind === 'url' ? { url: 'https://example.org' } : {}),
    })?.refused !== 'not_allowed';
  const opened = openedByMe(scope, piece.id);
  const openedAt = state && me !== null ? record.openedAt(piece.id, state.version, me) : null;
  return (
    <Row
      label={piece.name}
      wide={state !== undefined}
      mark={<Icon size={18} strokeWidth={1.75} aria-hidden />}
      right={
        <>
          {state && opened && (
            <button type="button" className={classes['opened']} onClick={onOpen}>
              <Eye size={14} strokeWidth={2.1} aria-hidden />
              Opened{openedAt === null ? '' : ` ${whenText(openedAt, now).replace('today ', '')}`}
            </button>
          )}
          {state && !opened && (
            <Button
              size="xs"
              variant={asked ? 'light' : 'default'}
              leftSection={<Eye size={14} strokeWidth={2.1} aria-hidden />}
              data-next-evidence={asked || undefined}
              onClick={onOpen}
            >
              {asked && me !== null ? 'Open to sign' : 'Open'}
            </Button>
          )}
          {mayAttach && (
            <Button
              size="xs"
              variant={state ? 'subtle' : 'default'}
              leftSection={<Paperclip size={14} strokeWidth={2.1} aria-hidden />}
              onClick={onAttach}
              aria-label={`${state ? 'Replace' : 'Attach'} ${piece.name}`}
            >
              {state ? 'Replace' : 'Attach'}
            </Button>
          )}
        </>
      }
    >
      <div className={classes['name']}>{piece.name}</div>
      <Under title={last?.url ?? last?.name}>
        {state === undefined || last === undefined
          ? `Not attached yet: ${{ file: 'a file', url: 'an address', metrics: 'figures as JSON' }[piece.kind]}`
          : [
              cutMiddle(last.url ?? last.name),
              last.url === undefined ? sizeText(last.size) : 'only the address is bound',
              `sha256 ${shortDigest(last.sha256)}`,
              versions.length > 1
                ? `replaced ${versions.length === 2 ? 'once' : `${versions.length - 1} times`}, ${whenText(last.at, now)}`
                : whenText(last.at, now),
            ].join(' · ')}
      </Under>
    </Row>
  );
}
