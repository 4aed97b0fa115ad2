import { Button, FileButton, Menu, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { FlaskConical, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { mergeMetrics } from '#engine/metrics.ts';
import type { Evidence } from '#model/diagram.ts';
import type { JsonObject } from '#model/json.ts';
import { putBlob } from '#store/blobs.ts';
import { hash } from '#store/hash.ts';
import { Callout } from '#ui/callout.tsx';
import { sizeText } from '#ui/format.ts';
import { useDatabase } from '#ui/workspace.tsx';
import classes from './evidence.module.css';
import { safeUrl } from './evidence-kind.ts';
import { metricsOf } from './metrics-text.ts';
import { useScope } from './request-scope.tsx';
import { useSamples } from '#ui/samples.tsx';
import { failure, useSend } from './send.ts';

/** Largest file that is taken, bytes: what a browser's storage holds well. */
const largest = 50_000_000;

/** Attaches or replaces a piece of evidence: a file, an address, or figures as JSON. */
export function AttachDialog({
  piece,
  onClose,
}: {
  readonly piece: Evidence;
  readonly onClose: () => void;
}): ReactNode {
  const scope = useScope();
  const database = useDatabase();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { send, refusal, failed, pending } = useSend(scope.request.id);
  const replaces = scope.request.evidence[piece.id] !== undefined;

  /** The bytes are kept first: an entry never names a file that is not there. */
  const attach = async (
    name: string,
    bytes: Uint8Array,
    more: { url?: string; metrics?: JsonObject } = {},
  ): Promise<void> => {
    setProblem(null);
    setBusy(true);
    try {
      const { sha256, size } = more.url
        ? { sha256: hash(more.url), size: bytes.length }
        : await putBlob(database, bytes);
      const act = { type: 'attach', evidence: piece.id, name, sha256, size, ...more } as const;
      if (await send(act)) onClose();
    } catch (error) {
      setProblem(failure(error));
    } finally {
      setBusy(false);
    }
  };
  const file = async (chosen: File | null): Promise<void> => {
    if (chosen === null) return;
    if (chosen.size > largest) {
      setProblem(
        `${chosen.name} has ${sizeText(chosen.size)}: a piece of evidence has at most ${sizeText(largest)}. Attach its address instead.`,
      );
      return;
    }
    await attach(chosen.name, new Uint8Array(await chosen.arrayBuffer()));
  };
  const word = replaces ? 'Replace' : 'Attach';
  const wait = busy || pending;
  return (
    <Modal
      closeButtonProps={{ 'aria-label': 'Close' }}
      opened
      onClose={onClose}
      title={`${word} ${piece.name}`}
      size={560}
    >
      <Stack gap="md">
        {piece.kind === 'file' && <FileInput busy={wait} onFile={(chosen) => void file(chosen)} />}
        {piece.kind === 'url' && (
          <UrlInput busy={wait} word={word} onUrl={(url) => void attach(url, utf8(url), { url })} />
        )}
        {piece.kind === 'metrics' && (
          <MetricsInput
            piece={piece}
            busy={wait}
            word={word}
            onMetrics={(text, metrics, name) => void attach(name, utf8(text), { metrics })}
          />
        )}
        {problem !== null && <Callout tone="error" title={problem} />}
        {refusal !== null && <Callout tone="refusal" title={refusal.says} />}
        {failed !== null && <Callout tone="error" title={failed} />}
        {replaces && (
          <Text size="sm" c="dimmed">
            The version before stays in the record. Signatures that rest on it are asked for again.
          </Text>
        )}
      </Stack>
    </Modal>
  );
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function FileInput({
  busy,
  onFile,
}: {
  readonly busy: boolean;
  readonly onFile: (file: File | null) => void;
}): ReactNode {
  const [over, setOver] = useState(false);
  return (
    <div
      className={classes['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer.files[0] ?? null);
      }}
    >
      <FileButton onChange={onFile} disabled={busy}>
        {(props) => (
          <Button
            {...props}
            variant="filled"
            disabled={busy}
            leftSection={<Paperclip size={14} aria-hidden />}
          >
            Choose a file
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed">
        or drop it here. It stays on this device; its SHA-256 is what gets signed.
      </Text>
    </div>
  );
}

function UrlInput({
  busy,
  word,
  onUrl,
}: {
  readonly busy: boolean;
  readonly word: string;
  readonly onUrl: (url: string) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const url = safeUrl(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (url !== null) onUrl(url);
      }}
    >
      <TextInput
        label="Address"
        description="Only the address is bound by a signature, not what it shows."
        placeholder="https://"
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
        error={tried && url === null ? 'An address begins with https:// or http://.' : undefined}
      />
      <div className={classes['foot']}>
        <Button type="submit" variant="filled" disabled={busy}>
          {word}
        </Button>
      </div>
    </form>
  );
}

function MetricsInput({
  piece,
  busy,
  word,
  onMetrics,
}: {
  readonly piece: Evidence;
  readonly busy: boolean;
  readonly word: string;
  readonly onMetrics: (text: string, metrics: JsonObject, name: string) => void;
}): ReactNode {
  const { request } = useScope();
  const [text, setText] = useState('');
  const [name, setName] = useState(`${piece.id}.json`);
  const [problem, setProblem] = useState<string | null>(null);
  const offered = useOffered(piece);
  const send = (): void => {
    const read = metricsOf(text);
    setProblem(read.ok ? null : read.says);
    if (read.ok) onMetrics(text, read.metrics, name);
  };
  const file = async (chosen: File | null): Promise<void> => {
    if (chosen === null) return;
    if (chosen.size > 1_000_000) {
      setProblem(`${chosen.name} has ${sizeText(chosen.size)}: metrics have at most 64 kB.`);
      return;
    }
    setName(chosen.name);
    setText(await chosen.text());
    setProblem(null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label="Figures, as JSON"
        description="Automated checks read them as metrics.…"
        value={text}
        autosize
        minRows={6}
        maxRows={18}
        data-autofocus
        spellCheck={false}
        error={problem ?? undefined}
        styles={{ input: { fontFamily: 'var(--cs-font-mono)', fontSize: 12 } }}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <div className={classes['foot']}>
        {offered.length > 0 && (
          <Menu>
            <Menu.Target>
              <Button variant="subtle" leftSection={<FlaskConical size={14} aria-hidden />}>
                From a sample
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {offered.map((one) => (
                <Menu.Item
                  key={one.key}
                  onClick={() => {
                    setText(JSON.stringify(one.metrics, null, 2));
                    setName(`${piece.id}.json`);
                    setProblem(null);
                  }}
                >
                  {one.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <FileButton onChange={(chosen) => void file(chosen)} accept=".json,application/json">
          {(props) => <Button {...props}>From a file</Button>}
        </FileButton>
        <Button
          type="submit"
          variant="filled"
          disabled={busy || text.trim() === '' || request.status === 'completed'}
        >
          {word}
        </Button>
      </div>
    </form>
  );
}

/** Figures for this piece out of the sample requests: those given at submission and those of later acts. */
function useOffered(
  piece: Evidence,
): readonly { readonly key: string; readonly name: string; readonly metrics: JsonObject }[] {
  const samples = useSamples(useScope().request.sop);
  return samples.flatMap((sample) => {
    const first = sample.metrics[piece.id];
    const later = sample.acts.filter((act) => act.evidence === piece.id && act.metrics);
    return [
      ...(first ? [{ key: sample.id, name: sample.name, metrics: first }] : []),
      ...later.map((act, i) => ({
        key: `${sample.id} ${i}`,
        name: `${sample.name}, as mended`,
        // What is attached later is merged on top, as the engine does it.
        metrics: mergeMetrics(first ?? {}, act.metrics ?? {}),
      })),
    ];
  });
}
