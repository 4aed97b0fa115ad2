/** Two tabs on one draft show each other's edits at once, through a BroadcastChannel. */
import type { SopId } from '#model/ids.ts';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { Doc } from 'yjs';

type Message =
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  /** Who has more than this? Answered with an update; `asks`: and what have you that I lack? */
  | { readonly kind: 'have'; readonly vector: Uint8Array; readonly asks: boolean };

const fromTab = Symbol('tab');

/** Joins the tabs that have this draft open; returns how to leave. */
export function joinTabs(workspace: string, sop: SopId, doc: Doc): () => void {
  const channel = new BroadcastChannel(`countersign/${workspace}/${sop}`);
  const send = (message: Message): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it stays within the origin
    channel.postMessage(message);
  };
  channel.addEventListener('message', (event: MessageEvent<Message>) => {
    const message = event.data;
    if (message.kind === 'update') {
      applyUpdate(doc, message.bytes, fromTab);
      return;
    }
    send({ kind: 'update', bytes: encodeStateAsUpdate(doc, message.vector) });
    if (message.asks) send({ kind: 'have', vector: encodeStateVector(doc), asks: false });
  });
  const onUpdate = (bytes: Uint8Array, origin: unknown): void => {
    if (origin !== fromTab) send({ kind: 'update', bytes });
  };
  doc.on('update', onUpdate);
  send({ kind: 'have', vector: encodeStateVector(doc), asks: true });
  return () => {
    doc.off('update', onUpdate);
    channel.close();
  };
}
