import { Button, Modal, SegmentedControl } from '@mantine/core';
import { Download, ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Evidence } from '#model/diagram.ts';
import { getBlob } from '#store/blobs.ts';
import { Callout } from '#ui/callout.tsx';
import { cutMiddle, inOrder, sizeText } from '#ui/format.ts';
import { DigestText } from '#ui/version-seal.tsx';
import { useDatabase } from '#ui/workspace.tsx';
import classes from './evidence.module.css';
import { imageType, safeUrl, shownAs } from './evidence-kind.ts';
import type { Shown } from './evidence-kind.ts';
import type { Attachment } from './record.ts';
import { openedByMe } from './opened.ts';
import { useScope } from './request-scope.tsx';
import { useSend } from './send.ts';

/** How many versions are offered to look at; all stand in the record. */
const shownVersions = 5;

type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'download' }
  /** It is called a picture and is none. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'gone' };

/**
 * A piece of evidence shown in full, or handed out as a file. Nothing of it is ever run: pages and drawings are shown
 * as their source. What was shown is recorded as opened, in the version that was shown.
 */
export function EvidenceViewer({
  piece,
  onClose,
}: {
  readonly piece: Evidence;
  readonly onClose: () => void;
}): ReactNode {
  const scope = useScope();
  const database = useDatabase();
  // The version that was there when the dialog opened is the one that is shown, and the one that is recorded; those it
  // replaced can be looked at beside it.
  const [versions] = useState(() => scope.record.attachments.get(piece.id) ?? []);
  const [shown, show] = useState(versions.at(-1));
  const latest = shown === versions.at(-1);
  const [content, setContent] = useState<Content | null>(null);
  const { send, refusal, failed } = useSend(scope.request.id);
  const { me } = scope;
  const [known] = useState(() => openedByMe(scope, piece.id));
  const [told, tell] = useState(known);

  useEffect(() => {
    if (shown === undefined || shown.url !== undefined) return;
    let url: string | null = null;
    let gone = false;
    const load = async (): Promise<void> => {
      const bytes = await getBlob(database, shown.sha256);
      if (gone) return;
      if (bytes === undefined) return setContent({ kind: 'gone' });
      const how = shownAs(shown.name, shown.size);
      if (how === 'image') {
        url = URL.createObjectURL(fileOf(bytes, imageType(shown.name)));
        setContent({ kind: 'image', url });
      } else setContent(how === 'download' ? { kind: how } : textOf(how, bytes));
      // A picture is opened once it is seen.
      if (how !== 'download' && how !== 'image' && me !== null && !known && latest)
        await send({ type: 'open', evidence: piece.id, version: shown.version });
    };
    void load();
    return () => {
      gone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [database, shown, latest, piece.id, me, known, send]);

  if (shown === undefined) return null;
  const open = (): void => {
    if (me !== null && latest)
      void send({ type: 'open', evidence: piece.id, version: shown.version });
  };
  const download = async (): Promise<void> => {
    const bytes = await getBlob(database, shown.sha256);
    if (bytes === undefined) return setContent({ kind: 'gone' });
    // Handed out as a plain stream of bytes, under its own name: the browser saves it and does not show it.
    const url = URL.createObjectURL(fileOf(bytes, 'application/octet-stream'));
    const link = document.createElement('a');
    link.href = url;
    link.download = inOrder(shown.name);
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    open();
  };
  const away = content?.kind === 'download' || content?.kind === 'unseen';
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title={piece.name}
      size={760}
    >
      <Facts shown={shown} />
      {versions.length > 1 && (
        <SegmentedControl
          aria-label="Version"
          mb="sm"
          value={String(shown.version)}
          data={versions
            .slice(-shownVersions)
            .map(({ version }) => ({ value: String(version), label: `Version ${version}` }))}
          onChange={(value) => {
            setContent(null);
            show(versions.find(({ version }) => String(version) === value));
          }}
        />
      )}
      {!latest && (
        <Callout tone="info" title="Replaced: what is signed is the latest version.">
          Looking at this one does not count as opened.
        </Callout>
      )}
      {shown.url === undefined ? (
        <Body
          content={content}
          name={inOrder(shown.name)}
          onSeen={() => {
            if (!told) open();
            tell(true);
          }}
          onUnseen={() => setContent({ kind: 'unseen' })}
        />
      ) : (
        <Address url={shown.url} onOpen={open} />
      )}
      {(refusal !== null || failed !== null) && (
        <Callout tone="refusal" title={refusal?.says ?? failed} />
      )}
      {me === null && (
        <Callout tone="info" title="Nobody acts in this tab: this opening is not recorded." />
      )}
      <div className={classes['foot']}>
        {shown.url === undefined && (
          <Button
            leftSection={<Download size={14} aria-hidden />}
            variant={away ? 'filled' : 'default'}
            onClick={() => void download()}
          >
            Download
          </Button>
        )}
        <Button onClick={onClose} variant={away ? 'default' : 'filled'}>
          Done
        </Button>
      </div>
    </Modal>
  );
}

const fileOf = (bytes: Uint8Array, type: string): Blob =>
  new Blob([new Uint8Array(bytes)], { type });

function textOf(how: Exclude<Shown, 'image' | 'download'>, bytes: Uint8Array): Content {
  const text = new TextDecoder().decode(bytes);
  if (how === 'text') return { kind: 'text', text };
  try {
    return { kind: 'text', text: JSON.stringify(JSON.parse(text), null, 2) };
  } catch {
    return { kind: 'text', text };
  }
}

function Facts({ shown }: { readonly shown: Attachment }): ReactNode {
  return (
    <div className={classes['facts']}>
      <span title={inOrder(shown.name)}>{cutMiddle(shown.name)}</span>
      <span>version {shown.version}</span>
      {shown.url === undefined && <span>{sizeText(shown.size)}</span>}
      <span>
        sha256 <DigestText digest={shown.sha256} />
      </span>
    </div>
  );
}

function Body({
  content,
  name,
  onSeen,
  onUnseen,
}: {
  readonly content: Content | null;
  readonly name: string;
  readonly onSeen: () => void;
  readonly onUnseen: () => void;
}): ReactNode {
  switch (content?.kind) {
    case undefined:
      return <pre className={classes['shown']} aria-busy />;
    case 'text':
      return content.text === '' ? (
        <Callout tone="info" title="The file is empty." />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling text has to be reachable by keyboard
        <pre className={classes['shown']} tabIndex={0} aria-label={name}>
          {content.text}
        </pre>
      );
    case 'image':
      return (
        <img
          className={classes['image']}
          src={content.url}
          alt={name}
          onLoad={onSeen}
          onError={onUnseen}
        />
      );
    case 'download':
      return (
        <Callout tone="info" title="This kind of file is not shown here.">
          Download it: that counts as opened.
        </Callout>
      );
    case 'unseen':
      return (
        <Callout tone="warning" title="This is called a picture, but none can be shown of it.">
          Download it: that counts as opened.
        </Callout>
      );
    case 'gone':
      return (
        <Callout tone="error" title="The content that was attached is not on this device.">
          Its digest stands in the log; ask for the file to be attached again.
        </Callout>
      );
  }
}

function Address({
  url,
  onOpen,
}: {
  readonly url: string;
  readonly onOpen: () => void;
}): ReactNode {
  const safe = safeUrl(url);
  if (safe === null)
    return (
      <Callout tone="warning" title="This is no web address, so it is not opened.">
        {url}
      </Callout>
    );
  return (
    <Callout
      tone="info"
      title={url}
      action={
        <Button
          component="a"
          href={safe}
          target="_blank"
          rel="noopener noreferrer"
          variant="filled"
          size="sm"
          leftSection={<ExternalLink size={14} aria-hidden />}
          onClick={onOpen}
        >
          Open
        </Button>
      }
    >
      Only the address is bound by the signature, not what it shows.
    </Callout>
  );
}
